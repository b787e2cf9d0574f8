"""Which encoding a text file is in, and its bytes as UTF-8 whatever it is."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Below this share of zero bytes a text is not UTF-16 without a mark.
_ZEROS = 0.3
BLOCK = 1 << 20


def encoding_of(head: bytes, *, whole: bool) -> str | None:
    """Return the encoding of a text from its first bytes; None when they are no text.

    head   the first bytes
    whole  they are the whole file, so that a cut character at their end is damage
    Returns "utf-8" (also for ASCII), "utf-16", "utf-16-le", "utf-16-be" or "cp1252"
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if wide := _wide(head):
        return wide
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=whole)
    except UnicodeDecodeError as error:
        return _single_byte(head, error)
    return None if _binary(head) else "utf-8"


def _wide(head: bytes) -> str | None:
    pairs = max(len(head) // 2, 1)
    if head[1::2].count(0) > _ZEROS * pairs and not head[::2].count(0):
        return "utf-16-le"
    if head[::2].count(0) > _ZEROS * pairs and not head[1::2].count(0):
        return "utf-16-be"
    return None


def _single_byte(head: bytes, error: UnicodeDecodeError) -> str | None:
    """Tell a cp1252 file from a UTF-8 file with one damaged line, and both from no text."""
    if _binary(head):
        return None
    well_formed = sum(1 for c in head[: error.start].decode("utf-8", "ignore") if ord(c) > 127)
    later = head[error.start :].decode("utf-8", "ignore")
    return "utf-8" if well_formed + sum(1 for c in later if ord(c) > 127) > 0 else "cp1252"


def _binary(head: bytes) -> bool:
    """Tell whether control characters other than white space and NUL fill the text."""
    controls = sum(head.count(bytes([c])) for c in range(1, 32) if c not in (9, 10, 11, 12, 13, 27))
    return controls > len(head) // 100


def utf8_blocks(path: Path, encoding: str) -> Iterator[bytes]:
    """Yield the bytes of a text file as UTF-8, without a mark, a block at a time.

    encoding  as `encoding_of` returns it; bytes that it cannot hold become U+FFFD, except in UTF-8,
              which is passed on as it is
    """
    with path.open("rb") as file:
        if encoding == "utf-8":
            yield from _plain(file)
            return
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        while block := file.read(BLOCK):
            yield decoder.decode(block).encode("utf-8", "replace")
        yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def _plain(file: BinaryIO) -> Iterator[bytes]:
    yield file.read(BLOCK).removeprefix(codecs.BOM_UTF8)
    while block := file.read(BLOCK):
        yield block
