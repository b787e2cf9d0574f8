"""JSON lines: one item a line, whatever the other lines are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from candide.source.contract import Reject
from candide.source.encoding import utf8_blocks

#: A longer line is refused unread: the largest real item seen is 0.3 MB.
LONGEST = 16 << 20

_HALF = re.compile(
    rb"(?i)\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f][0-9a-f]{2})|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}"
)


def items(path: Path, encoding: str) -> Iterator[tuple[str, Any] | Reject]:
    """Yield ("line N", value) for each line, or a Reject that says why a line was not read.

    path      a file of JSON lines; blank lines are passed over
    encoding  of the file
    Method    lines are cut from blocks of 1 MiB; one above 16 MB is skipped as it passes
    """
    for number, line, ended in _lines(path, encoding):
        if line is None:
            yield Reject(f"line {number}", f"longer than {LONGEST >> 20} MB: no export writes such an item")
            continue
        try:
            yield f"line {number}", orjson.loads(line)
        except orjson.JSONDecodeError as error:
            if line.strip():
                yield _mended(number, line, error, ended)


def _lines(path: Path, encoding: str) -> Iterator[tuple[int, bytes | None, bool]]:
    """Yield number, bytes (None when too long) and whether a line feed ended each line."""
    held: list[bytes] = []
    number, size = 1, 0
    for block in utf8_blocks(path, encoding):
        start = 0
        while (end := block.find(b"\n", start)) >= 0:
            size += end - start
            if size > LONGEST:
                yield number, None, True
            elif held:
                held.append(block[start:end])
                yield number, b"".join(held), True
            else:
                yield number, block[start:end], True
            number, held, size, start = number + 1, [], 0, end + 1
        size += len(block) - start
        held = [] if size > LONGEST else [*held, block[start:]]
    if size:
        yield number, None if size > LONGEST else b"".join(held), False


def _mended(number: int, line: bytes, error: orjson.JSONDecodeError, ended: bool) -> tuple[str, Any] | Reject:
    """Read a line again without its half characters, which browsers leave when they cut an emoji."""
    where = f"line {number}"
    if _HALF.search(line):
        try:
            return where, orjson.loads(_HALF.sub(rb"\\ufffd", line))
        except orjson.JSONDecodeError as again:
            error = again
    return Reject(where, _why(line, error, ended))


def _why(line: bytes, error: orjson.JSONDecodeError, ended: bool) -> str:
    if b"\0" in line:
        return "NUL bytes: the file was damaged while it was written or copied"
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return f"not UTF-8 at byte {wrong.start}: save the file as UTF-8 and import it again"
    if "depth" in error.msg or "ecursion" in error.msg:
        return "nested too deep to be an item"
    if not ended:
        return "cut short: the export was interrupted; every line before it was read"
    return f"not JSON: {error.msg}"
