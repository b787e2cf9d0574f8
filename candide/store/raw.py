"""raw/: the sanitised items as they were imported, so that a newer source can read them again.

A chunk is a zstd frame of JSON lines `[where, item]`, named after its content. An item is known
by the blake2b of its bytes; one that is already kept is not stored twice.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson
import pyarrow as pa
import zstandard

from .lineage import TRACE
from .parts import Writer
from .queue import Queue

#: Uncompressed bytes of a chunk, and the zstd level: 1 runs at 300 MB a second or more.
CHUNK, LEVEL = 8 << 20, 1

Line = tuple[str, bytes]  # where, item as JSON
Short = npt.NDArray[np.uint64]  # first 60 bits of item ids


def item_id(data: bytes) -> str:
    """Return the id of an item: 32 hexadecimal digits of the blake2b of its JSON."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def shortened(ids: list[str]) -> Short:
    """Return the first 60 bits of item ids, in their order."""
    return np.array([int(i[:15], 16) for i in ids], np.uint64)


def lines(path: Path) -> Iterator[Line]:
    """Yield (where, item as JSON) of a chunk."""
    for line in zstandard.decompress(path.read_bytes()).split(b"\n")[:-1]:
        where = orjson.loads(line)[0]
        yield where, line[len(orjson.dumps(where)) + 2 : -1]


def write(folder: Path, kept: list[Line]) -> Path:
    """Write a chunk into a folder and return its path."""
    text = b"".join(b"[%b,%b]\n" % (orjson.dumps(where), data) for where, data in kept)
    path = folder / f"{secrets.token_hex(8)}.jsonl.zst"
    path.write_bytes(zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compress(text))
    return path


class Known:
    """The items already kept, by the first 60 bits of their id: 8 bytes an item.

    Two different items among ten million share them with a probability of 0.00005.
    """

    def __init__(self, former: Callable[[], Short]) -> None:
        self._former = former
        self._sorted: list[Short] | None = None

    def fresh(self, ids: list[str]) -> list[int]:
        """Return the positions of ids never seen before, and remember them."""
        if self._sorted is None:
            self._sorted = [np.sort(self._former())]
        short = shortened(ids)
        seen = np.zeros(len(short), bool)
        for old in self._sorted:
            at = np.minimum(np.searchsorted(old, short), max(len(old) - 1, 0))
            seen |= old[at] == short if len(old) else False
        distinct, first = np.unique(short, return_index=True)
        self._sorted.append(distinct)
        if len(self._sorted) > 16:
            self._sorted = [np.unique(np.concatenate(self._sorted))]
        return [int(i) for i in np.sort(first) if not seen[i]]


class Keeper:
    """Collects the items of one import and compresses them beside the parsing.

    folder   staging folder
    writer   takes the finished chunks
    known    items already kept
    revised  returns a line as it may be kept, or None when it may not
    trace    takes the ids and places of the items of each chunk
    refuse   called with where and why for an item that JSON cannot hold
    """

    def __init__(
        self,
        folder: Path,
        writer: Writer,
        known: Known,
        revised: Callable[[Line], Line | None],
        trace: Callable[[pa.Table], None],
        refuse: Callable[[str, str], None],
    ) -> None:
        self._folder, self._writer, self._known = folder, writer, known
        self._revised, self._trace, self._refuse = revised, trace, refuse
        self._lines: list[Line] = []
        self._bytes = 0
        self._queue = Queue(3)
        self.items = 0

    def keep(self, where: str, item: dict[str, Any]) -> None:
        """Take one item; the chunk before it is closed first, when it is full."""
        if self._bytes > CHUNK:
            self.flush()
        try:
            data = orjson.dumps(item)
        except TypeError as error:
            return self._refuse(where, f"the item was read but cannot be kept: {error}")
        self._lines.append((where, data))
        self._bytes += len(data)
        self.items += 1

    def flush(self) -> None:
        """Close the current chunk: what must not be kept is dropped, the rest goes to the thread."""
        kept = [line for line in map(self._revised, self._lines) if line is not None]
        self._lines, self._bytes = [], 0
        if kept:
            self._queue.put(lambda: self._store(kept))

    def finish(self) -> None:
        """Close the last chunk; every chunk is then with the writer."""
        self.flush()
        self._queue.close()

    def close(self) -> None:
        """Stop the thread."""
        self._queue.cancel()

    def _store(self, kept: list[Line]) -> None:
        ids = [item_id(data) for _, data in kept]
        self._trace(pa.table([ids, [where for where, _ in kept]], schema=TRACE))
        fresh = [kept[i] for i in self._known.fresh(ids)]
        if fresh:
            self._writer.adopt(write(self._folder, fresh), "raw", "raw", len(fresh))
