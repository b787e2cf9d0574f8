"""What a file is, told from its bytes and never from its name."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from candide.errors import NothingToRead, UnreadableFile
from candide.source import ndjson, workbook
from candide.source.encoding import encoding_of

HEAD = 64 * 1024
FIRST = 20
#: A JSON document that is not in lines has to fit in memory.
LARGEST_JSON = 256 << 20

Kind = Literal["ndjson", "json", "csv", "xlsx", "parquet", "zip", "other"]


@dataclass(frozen=True)
class Dialect:
    """How a CSV file separates its cells."""

    delimiter: str
    header_line: int = 0  # lines above the header: titles that people type


@dataclass(frozen=True)
class Probe:
    """What can be known of a file without reading all of it.

    head      its first 64 KiB
    kind      what its bytes are
    encoding  of its text; "" for binary files
    first     its first parsed JSON items, at most 20
    header    the names of its columns, as typed; of the first sheet for a workbook
    dialect   of a CSV file
    sheets    header of each sheet of a workbook, by sheet name; sheets without a header are left out
    members   names of the files in an archive
    """

    path: Path
    size: int
    head: bytes
    kind: Kind
    encoding: str = ""
    first: tuple[Any, ...] = ()
    header: tuple[str, ...] = ()
    dialect: Dialect | None = None
    sheets: tuple[workbook.Sheet, ...] = ()
    members: tuple[str, ...] = ()


def probe(path: Path) -> Probe:
    """Return what the beginning of a file tells.

    Raises   UnreadableFile for a folder, a missing or a damaged file; NothingToRead for an empty one
    """
    size, head = _beginning(path)
    if head.startswith(b"PAR1"):
        return Probe(path, size, head, "parquet", header=_parquet_header(path))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        return _archive(path, size, head)
    encoding = encoding_of(head, whole=size <= HEAD)
    if encoding is None:
        return Probe(path, size, head, "other")
    start = head.decode(encoding, "replace").lstrip("\ufeff \t\r\n\0")
    if not start and size <= HEAD:
        raise NothingToRead("an export", came="blanks only", where=str(path), do="Export it again.")
    if start.startswith(("{", "[")) or '\n{"' in start:
        return _json(path, size, head, encoding, start)
    return _csv(path, size, head, encoding)


def _beginning(path: Path) -> tuple[int, bytes]:
    if path.is_dir():
        do = "Name the files inside it, for example with FOLDER/*."
        raise UnreadableFile("a file", came="a folder", where=str(path), do=do)
    if path.exists() and not path.is_file():
        raise UnreadableFile(
            "a file", came="a device or a pipe", where=str(path), do="Save it as a file first."
        )
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
        size = path.stat().st_size
    except OSError as error:
        came = error.strerror or type(error).__name__
        do = "Check the path and that you may read the file."
        raise UnreadableFile("a readable file", came=came, where=str(path), do=do) from None
    if not size:
        raise NothingToRead("an export", came="an empty file", where=str(path), do="Export it again.")
    return size, head


def _json(path: Path, size: int, head: bytes, encoding: str, start: str) -> Probe:
    if not start.startswith("["):
        found = list(islice(_objects(path, encoding), FIRST))
        if found or size > LARGEST_JSON:
            return Probe(path, size, head, "ndjson", encoding, tuple(found))
    if size > LARGEST_JSON:
        return Probe(path, size, head, "json", encoding)
    try:
        document = orjson.loads(path.read_bytes().decode(encoding).lstrip("\ufeff"))
    except (orjson.JSONDecodeError, UnicodeDecodeError):
        # Lines of which the first are damaged are still lines: each gets its own reject.
        return Probe(path, size, head, "ndjson", encoding)
    items = document if isinstance(document, list) else [document]
    return Probe(path, size, head, "json", encoding, tuple(items[:FIRST]))


def _objects(path: Path, encoding: str) -> Iterator[Any]:
    """Yield the first JSON objects, looking no further than a hundred lines."""
    for read in islice(ndjson.items(path, encoding), 100):
        if isinstance(read, tuple) and isinstance(read[1], dict):
            yield read[1]


def _archive(path: Path, size: int, head: bytes) -> Probe:
    members = _members(path) if head.startswith(b"PK") else ()
    if head.startswith(b"PK") and not workbook.is_workbook(members):
        return Probe(path, size, head, "zip", members=members)
    sheets = workbook.sheets(path)
    header = sheets[0].header if sheets else ()
    return Probe(path, size, head, "xlsx", header=header, sheets=sheets, members=members)


def _members(path: Path) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(archive.namelist())
    except (zipfile.BadZipFile, OSError) as error:
        do = "The download was probably cut short: get it again."
        raise UnreadableFile("a whole archive", came=str(error), where=str(path), do=do) from None


def _parquet_header(path: Path) -> tuple[str, ...]:
    try:
        return tuple(pq.read_schema(path).names)
    except (pa.ArrowException, OSError) as error:
        came = str(error).splitlines()[0]
        raise UnreadableFile(
            "a whole Parquet file", came=came, where=str(path), do="Write it again."
        ) from None


def _csv(path: Path, size: int, head: bytes, encoding: str) -> Probe:
    text = head.decode(encoding, "ignore").lstrip("\ufeff")
    lines = text.splitlines(keepends=True)[:200]
    if size > HEAD and len(lines) > 1:
        lines = lines[:-1]
    delimiter = _delimiter(lines)
    rows = _cells(lines, delimiter)
    at = next((i for i, row in enumerate(rows[:FIRST]) if sum(bool(c.strip()) for c in row) > 1), 0)
    header = tuple(c.strip() for c in rows[at]) if rows else ()
    if len(header) < 2 and any("\0" in line for line in lines):
        return Probe(path, size, head, "other", encoding)
    return Probe(path, size, head, "csv", encoding, header=header, dialect=Dialect(delimiter, at))


def _delimiter(lines: list[str]) -> str:
    """Return the separator that splits the most lines into the same number of cells, more than one."""

    def regularity(mark: str) -> tuple[int, int]:
        widths = [len(row) for row in _cells(lines, mark) if row]
        common = max(set(widths), key=lambda w: (widths.count(w), w), default=1)
        return (widths.count(common), common) if common > 1 else (0, 0)

    return max(",;\t|", key=regularity)


def _cells(lines: list[str], delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO("".join(lines), newline=""), delimiter=delimiter))
    except csv.Error:
        return []
