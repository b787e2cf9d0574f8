"""The readings as one CSV file, for a notebook or a spreadsheet: headings are stable English keys."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from candide.report import purpose, tables
from candide.report.bundle import bundle
from candide.report.columns import COLUMNS
from candide.report.json_ import write_bytes
from candide.report.tables import Figure
from candide.report.xlsx import safe

Doc = Mapping[str, Any]


def write_csv(run: Doc, sheets: Iterable[Doc], path: Path, lang: str = "fr") -> Path:
    """Write one row a creator and signal, figures unrounded, words in the language asked for.

    Returns the path. Raises PurposeError when a research document would name somebody.
    """
    whole = list(sheets)
    purpose.check(run, whole)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([key for key, _ in COLUMNS["readings"]])
    for row in tables.readings(bundle(run, whole), lambda words: words.pick(lang)):
        writer.writerow([_cell(cell) for cell in row])
    return write_bytes(out.getvalue().encode("utf-8-sig"), path)


def _cell(cell: Any) -> Any:
    if isinstance(cell, Figure):
        return "" if cell.value is None else repr(float(cell.value))
    if isinstance(cell, datetime):
        return cell.isoformat()
    return safe(cell) if isinstance(cell, str) else cell
