"""Pages, workbooks and files from finished audit documents; knows no engine and recomputes nothing.

html     one self-contained page a run              xlsx, csv_, json_   the same as tables and files
bundle   a run beside its sheets                    purpose   what may be shown, and to whom
index, creator, reading, axes, fetch, rows, tables  what a page or a table shows, ready to be laid out
svg, plot, figures, scale, spans                    pictures and underlines
both, words, numbers                                French and English
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from candide.errors import UsageError
from candide.report import purpose
from candide.report.bundle import bundle
from candide.report.csv_ import write_csv
from candide.report.html import render_html
from candide.report.json_ import canonical, write_bytes, write_json
from candide.report.xlsx import write_xlsx

__all__ = ["FORMATS", "canonical", "render_html", "write_csv", "write_documents", "write_json", "write_xlsx"]

FORMATS = ("html", "xlsx", "json", "csv")
Doc = Mapping[str, Any]


def write_documents(
    run: Doc, sheets: Sequence[Doc], folder: Path, formats: Sequence[str] = FORMATS, lang: str = "fr"
) -> dict[str, Path]:
    """Write the documents of a run in the formats asked for.

    run, sheets   whole documents
    folder        made when absent; JSON sheets stand in its `sheets/`
    lang          language of the workbook, and the one that the page shows first
    Returns       format to the file written ("json": the run document).
    Raises        PurposeError when a research document would name somebody; UsageError for a format unknown.
    """
    if unknown := [name for name in formats if name not in FORMATS]:
        raise UsageError(
            f"formats among {', '.join(FORMATS)}", came=", ".join(unknown), do="Leave the others out."
        )
    purpose.check(run, sheets)
    written: dict[str, Path] = {}
    if "json" in formats:
        for sheet in bundle(run, sheets):
            write_json(sheet.whole, folder / sheet.file)
        written["json"] = write_json(run, folder / "run.json")
    if "html" in formats:
        page = render_html(run, sheets, lang=lang)
        written["html"] = write_bytes(page.encode("utf-8"), folder / "report.html")
    if "xlsx" in formats:
        written["xlsx"] = write_xlsx(run, sheets, folder / "report.xlsx", lang)
    if "csv" in formats:
        written["csv"] = write_csv(run, sheets, folder / "readings.csv", lang)
    return written
