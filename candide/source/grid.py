"""Small tables, typed by hand: CSV files and sheets as rows of text, with the cells that are no value."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from candide.source.probing import Probe
from candide.source.workbook import Sheet, Suspects, suspects
from candide.source.workbook import rows as sheet_rows

#: Beyond it, a spreadsheet has already rounded the number.
_EXACT = 10**15
_ERROR = re.compile(
    r"#(?:REF|N/A|VALUE|VALEUR|DIV/0|NAME|NOM|NUM|NOMBRE|NULL|NUL|SPILL|CALC)[!?]?", re.IGNORECASE
)
_BLANKS = frozenset(
    ("", "-", "–", "—", "/", "?", "n/a", "na", "n.a.", "nc", "n.c.", "inconnu", "unknown", "none", "null")
)


@dataclass(frozen=True)
class Bad:
    """A cell that holds no value, and why."""

    why: str


Cell = str | Bad  # "" where there is nothing


@dataclass(frozen=True)
class Grid:
    """One table: the name of its sheet ("" in a CSV file), its header and its rows with their places."""

    name: str
    header: tuple[str, ...]
    rows: Iterator[tuple[str, list[Cell]]]


def grids(probe: Probe) -> Iterator[Grid]:
    """Yield the tables of a CSV file or a workbook; dates become ISO text, numbers plain digits."""
    if probe.kind == "csv":
        yield Grid("", probe.header, _csv_rows(probe))
        return
    for sheet in probe.sheets:
        yield Grid(sheet.name, sheet.header, _sheet_rows(probe, sheet))


def _csv_rows(probe: Probe) -> Iterator[tuple[str, list[Cell]]]:
    dialect = probe.dialect
    if dialect is None:
        return
    encoding = "utf-8-sig" if probe.encoding == "utf-8" else probe.encoding
    with probe.path.open(encoding=encoding, errors="replace", newline="") as file:
        reader = csv.reader(file, delimiter=dialect.delimiter)
        for number in range(10**12):
            try:
                cells = next(reader, None)
            except csv.Error as error:
                yield f"line {reader.line_num}", [Bad(f"not readable: {error}")]
                continue
            if cells is None:
                return
            if number > dialect.header_line and any(cells):
                yield f"line {reader.line_num}", [_typed(cell) for cell in cells]


def _typed(text: str) -> Cell:
    cell = text.replace("\0", "").strip()
    if _ERROR.fullmatch(cell):
        return Bad(f"a spreadsheet error ({cell})")
    return "" if cell.casefold() in _BLANKS else cell


def _sheet_rows(probe: Probe, sheet: Sheet) -> Iterator[tuple[str, list[Cell]]]:
    doubtful = suspects(probe.path, sheet)
    for number, cells in sheet_rows(probe.path, sheet):
        yield (
            f"sheet {sheet.name}, row {number}",
            [_saved(value, (number - 1, column), doubtful) for column, value in enumerate(cells)],
        )


def _saved(value: Any, at: tuple[int, int], doubtful: Suspects) -> Cell:
    if at in doubtful.errors:
        return Bad("a spreadsheet error")
    if at in doubtful.formulas and value in ("", 0):
        return Bad("a formula that was never computed: open the file in a spreadsheet program and save it")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else _typed(value)


def _number(value: float) -> Cell:
    if abs(value) >= _EXACT:
        return Bad("a number of more than 15 digits, rounded by the spreadsheet: type it as text")
    return str(int(value)) if float(value).is_integer() else repr(value)
