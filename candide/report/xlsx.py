"""One workbook a run: overview, readings, flags and steps, what to fetch, evidence, and what it is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter

from candide.report import purpose, tables
from candide.report.about import about
from candide.report.both import Both
from candide.report.bundle import bundle
from candide.report.columns import COLUMNS
from candide.report.index import first
from candide.report.numbers import PERCENT, moment
from candide.report.tables import Figure
from candide.report.words import say

Doc = Mapping[str, Any]
MOST_ROWS = 1_048_576 - 2  # an Excel sheet, less the first line and the headings
_CELL = 32_767
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FORMATS = {
    "first": {"italic": True},
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
    "text": {"valign": "top"},
    "wrap": {"valign": "top", "text_wrap": True},
    "whole": {"valign": "top", "num_format": "#,##0"},
    "real": {"valign": "top", "num_format": "#,##0.00##"},
    "points": {"valign": "top", "num_format": "0"},
    "percent": {"valign": "top", "num_format": "0.00%"},
    "date": {"valign": "top", "num_format": "yyyy-mm-dd"},
}


@dataclass(frozen=True)
class Book:
    """A workbook being written in one language, with the line and the mark that every sheet bears."""

    book: Any
    lang: str
    line: str
    mark: str
    formats: Mapping[str, Any]

    def pick(self, words: Both) -> str:
        """Return the words in the language of the workbook."""
        return words.pick(self.lang)


def write_xlsx(
    run: Doc, sheets: Iterable[Doc], path: Path, lang: str = "fr", *, most: int = MOST_ROWS
) -> Path:
    """Write the workbook of a run.

    run, sheets   whole documents, as for the page
    most          rows of evidence at most; the About sheet says when some are left out
    Returns       the path. Raises PurposeError when a research document would name somebody.
    """
    whole = list(sheets)
    purpose.check(run, whole)
    paired, doc = bundle(run, whole), run["document"]
    unseen = any(purpose.unseen(sheet.document) for sheet in paired)
    mark, audience = purpose.watermark(doc, unseen), purpose.audience(doc, str(doc["workspace"]), unseen)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(part), options) as made:
        _date(made, run)
        formats = {name: made.add_format(look) for name, look in _FORMATS.items()}
        line = f"{first(run).pick(lang)} {audience.pick(lang)}"
        book = Book(made, lang, line, mark.pick(lang) if mark else "", formats)
        _table(book, "overview", tables.overview(paired, book.pick))
        _table(book, "readings", tables.readings(paired, book.pick))
        _table(book, "flags", tables.flags(paired, book.pick))
        _table(book, "fetch", tables.fetches(run, paired, book.pick))
        _table(book, "evidence", islice(tables.evidence(paired, book.pick), most))
        said = ([book.pick(term), book.pick(words)] for term, words in about(run, paired, mark, most))
        _table(book, "about", said)
    part.replace(path)
    return path


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, without control characters, cut to a cell."""
    clean = _CONTROL.sub("", text)
    return ("'" + clean if clean.startswith(_FORMULA) else clean)[:_CELL]


def _date(made: Any, run: Doc) -> None:
    """The workbook bears the date of the run: written twice, it has the same bytes."""
    clock = run.get("clock") or {}
    if at := clock.get("finished") or clock.get("started"):
        made.set_properties({"created": moment(at).replace(tzinfo=None)})


def _table(book: Book, name: str, rows: Iterable[Sequence[Any]]) -> None:
    sheet = _sheet(book, name)
    last = 1
    for last, row in enumerate(rows, 2):
        for at, cell in enumerate(row):
            _write(book, sheet, last, at, cell)
    if name != "about" and last > 1:
        sheet.autofilter(1, 0, last, len(COLUMNS[name]) - 1)


def _sheet(book: Book, name: str) -> Any:
    sheet = book.book.add_worksheet(book.pick(say(f"sheet.{name}"))[:31])
    sheet.freeze_panes(2, 0 if name == "about" else 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    if book.mark:
        sheet.set_header("&C&B" + book.mark.replace("&", "&&"))
    line = f"{book.mark.upper()} · {book.line}" if book.mark else book.line
    sheet.write_string(0, 0, safe(line), book.formats["first"])
    for at, (key, width) in enumerate(COLUMNS[name]):
        sheet.set_column(at, at, width)
        heading = say(key if key.startswith("axis.") else f"col.{key}")
        sheet.write_string(1, at, book.pick(heading), book.formats["head"])
    return sheet


def _write(book: Book, sheet: Any, row: int, at: int, cell: Any) -> None:
    value, kind = _kind(cell)
    if value is None or value == "":
        return
    if kind == "date":
        sheet.write_datetime(row, at, value, book.formats[kind])
    elif kind in ("text", "wrap"):
        sheet.write_string(row, at, safe(str(value)), book.formats[kind])
    else:
        sheet.write_number(row, at, value, book.formats[kind])


def _kind(cell: Any) -> tuple[Any, str]:
    """Return what to write and the format that suits it; a number that is none is left empty."""
    if isinstance(cell, Figure):
        look = "percent" if cell.unit in PERCENT else "points" if cell.unit == "points" else "real"
        return cell.value if cell.value is not None and math.isfinite(cell.value) else None, look
    if isinstance(cell, int):
        return int(cell), "whole"
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None, "real"
    return cell, "date" if isinstance(cell, datetime) else "wrap" if len(str(cell or "")) > 60 else "text"
