"""Spreadsheets: cells as they were saved, never computed.

The reader gives the value that the spreadsheet program saved beside a formula. A formula that was
never computed, and an error such as #REF!, look like 0 or an empty cell there: the XML tells.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from candide.errors import UnreadableFile

#: Unpacked size beyond which a workbook is refused: a list of a million rows has 200 MB.
LARGEST = 1 << 30
#: Rows among which the header is looked for: people type a title above it.
TITLES = 20

_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_AT = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its header and the row that holds it, counted from 0."""

    name: str
    header: tuple[str, ...]
    header_row: int


@dataclass(frozen=True)
class Suspects:
    """Cells, as (row, column) from 0, whose saved value may not be what they say."""

    errors: frozenset[tuple[int, int]]
    formulas: frozenset[tuple[int, int]]


def is_workbook(members: tuple[str, ...]) -> bool:
    """Tell whether an archive with these members is a spreadsheet (xlsx, xlsb, ods)."""
    return any(m.startswith("xl/workbook.") for m in members) or {"content.xml", "mimetype"} <= set(members)


def sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets that have a header: a row with two cells or more of text.

    Raises UnreadableFile when it is not a readable workbook, or unpacks to more than 1 GB.
    """
    book = _book(path)
    found = []
    for name in book.sheet_names:
        rows = _head(book, name)
        for i, row in enumerate(rows):
            if sum(isinstance(c, str) and bool(c.strip()) for c in row) > 1:
                header = tuple(c.strip() if isinstance(c, str) else str(c) for c in row)
                found.append(Sheet(name, header, i))
                break
    return tuple(found)


def rows(path: Path, sheet: Sheet) -> Iterator[tuple[int, list[Any]]]:
    """Yield (row number as shown, cells) below the header; empty rows are passed over.

    Cells are str, float, bool, date, datetime, time or timedelta; "" where there is nothing.
    """
    table = _book(path).get_sheet_by_name(sheet.name)
    for i, cells in enumerate(table.to_python(skip_empty_area=False)):
        if i > sheet.header_row and any(c != "" for c in cells):
            yield i + 1, cells


def suspects(path: Path, sheet: Sheet) -> Suspects:
    """Return the cells of a sheet that hold an error or a formula; none for formats without XML cells."""
    errors, formulas = set(), set()
    for found in _CELL.finditer(_xml(path, sheet.name)):
        attributes, content = found[1], found[2] or b""
        if (at := _AT.search(attributes)) is None:
            continue
        cell = (int(at[2]) - 1, _column(at[1]))
        if b't="e"' in attributes:
            errors.add(cell)
        elif b"<f" in content:
            formulas.add(cell)
    return Suspects(frozenset(errors), frozenset(formulas))


def _book(path: Path) -> CalamineWorkbook:
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                size = sum(member.file_size for member in archive.infolist())
            if size > LARGEST:
                came = f"one that unpacks to {size >> 20} MB"
                raise UnreadableFile(
                    "a workbook below 1 GB", came=came, where=str(path), do="Save it as CSV."
                )
        return CalamineWorkbook.from_path(path)
    except (CalamineError, OSError, zipfile.BadZipFile) as error:
        do = "Save it as .xlsx, without a password, and import it again."
        raise UnreadableFile("a readable workbook", came=str(error), where=str(path), do=do) from None


def _head(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    try:
        return book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=TITLES)
    except CalamineError:  # a chart sheet has no cells
        return []


def _column(letters: bytes) -> int:
    total = 0
    for letter in letters:
        total = total * 26 + letter - 64
    return total - 1


def _xml(path: Path, name: str) -> bytes:
    """Return the XML of a sheet, found through the workbook's relations; b"" when it has none."""
    if not zipfile.is_zipfile(path):
        return b""
    with zipfile.ZipFile(path) as archive:
        members = set(archive.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= members:
            return b""
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        for tag in re.findall(r"<sheet\b[^>]*>", book):
            if unescape(_attribute(tag, "name")) == name:
                target = _target(links, _attribute(tag, r"\w+:id"))
                return archive.read(target) if target in members else b""
    return b""


def _target(links: str, relation: str) -> str:
    for tag in re.findall(r"<Relationship\b[^>]*>", links):
        if _attribute(tag, "Id") == relation:
            path = _attribute(tag, "Target")
            return path.removeprefix("/") if path.startswith("/") else f"xl/{path}"
    return ""


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return found[1] if found else ""
