"""Immutable Parquet files, written the same way each time."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from candide.errors import ManifestDamaged

from .disk import digest, sync_file, sync_folder
from .manifest import Manifest, Part
from .queue import Queue

LAKE = "lake"
ROW_GROUP = 65_536


#: Columns whose values hardly repeat: a dictionary would be built for nothing.
PLAIN = frozenset({"obs_id", "newest_id", "where", "post_id", "comment_id", "text", "url"})


def write_parquet(path: Path, rows: pa.Table) -> None:
    """Write a Parquet file with the pinned options: the same rows give the same bytes.

    Chunks are joined first, because page boundaries follow them.
    """
    pq.write_table(
        rows.combine_chunks(),
        path,
        row_group_size=ROW_GROUP,
        version="2.6",
        compression="zstd",
        compression_level=1,
        use_dictionary=[n for n in rows.column_names if n not in PLAIN],
        write_statistics=True,
        data_page_version="1.0",
        store_schema=True,
    )


def write_staged(path: Path, rows: pa.Table) -> None:
    """Write a file that this process alone will read again: fast rather than small."""
    pq.write_table(rows, path, row_group_size=ROW_GROUP // 8, compression="lz4", use_dictionary=False)


class Writer:
    """Writes the parts of one commit: first into a staging folder, then all at once into place.

    root     the workspace
    staging  a folder of this commit alone, on the same disk
    layer    generation that these parts will belong to

    Files are compressed by a thread of its own, two at most waiting, beside the queries.
    """

    def __init__(self, root: Path, staging: Path, layer: int) -> None:
        self._root, self._staging = root, staging
        self.layer = layer
        self._queue = Queue(2)
        self._done: list[tuple[Path, Part]] = []
        staging.mkdir(parents=True, exist_ok=True)

    def write(
        self,
        rows: pa.Table,
        table: str,
        kind: str,
        *,
        span: tuple[int, int] | None = None,
        expires: date | None = None,
        single: bool = False,
    ) -> None:
        """Write one part, named after its content; no rows, no part."""
        if rows.num_rows:
            until = expires.isoformat() if expires else None
            part = Part(table, kind, "", rows.num_rows, "", self.layer, span, None, until, single)
            self._queue.put(lambda: self._write(rows, part))

    def adopt(self, waiting: Path, table: str, kind: str, rows: int, origin: str | None = None) -> None:
        """Take a finished file of the staging folder as a part, of an earlier import if `origin`."""
        part = Part(table, kind, "", rows, "", self.layer, origin=origin)
        self._queue.put(lambda: self._adopt(waiting, part))

    def publish(self, origin: str | None = None) -> list[Part]:
        """Make the files durable, move them into place and return their parts, sorted by path.

        origin  id of the import that wrote them; None for a compaction
        """
        self._queue.join()
        folders = set()
        for waiting, part in self._done:
            target = self._root / part.path
            target.parent.mkdir(parents=True, exist_ok=True)
            waiting.replace(target)
            folders.add(target.parent)
        for folder in sorted(folders):
            sync_folder(folder)
        done, self._done = self._done, []
        named = (replace(part, origin=part.origin or origin) for _, part in done)
        return sorted(named, key=lambda p: p.path)

    def close(self) -> None:
        """Stop the thread; what was not published is left to its folder."""
        self._queue.cancel()

    def _write(self, rows: pa.Table, part: Part) -> None:
        waiting = self._staging / f"{secrets.token_hex(8)}.parquet"
        write_parquet(waiting, rows)
        self._adopt(waiting, part)

    def _adopt(self, waiting: Path, part: Part) -> None:
        sync_file(waiting)
        sha = digest(waiting)
        bucket = "" if part.span is None else f"-{part.span[0]:03d}"
        start = "raw/" if part.kind == "raw" else f"{LAKE}/{part.table}-{part.kind}{bucket}-"
        path = f"{start}{sha[:20]}{''.join(waiting.suffixes)}"
        self._done.append((waiting, replace(part, path=path, sha256=sha)))


def paths(root: Path, parts: Sequence[Part]) -> list[Path]:
    """Return the files of these parts."""
    return [root / p.path for p in parts]


def damaged(root: Path, manifest: Manifest) -> list[str]:
    """Return one line per part that is missing or differs from its recorded hash."""
    found = []
    for part in manifest.parts:
        path = root / part.path
        if not path.exists():
            found.append(f"{part.path} is missing")
        elif digest(path) != part.sha256:
            found.append(f"{part.path} differs from its recorded hash")
    return found


def check(root: Path, manifest: Manifest) -> None:
    """Raise ManifestDamaged if a part is missing or differs from its recorded hash."""
    wrong = damaged(root, manifest)
    if wrong:
        raise ManifestDamaged("every part as it was written", came="; ".join(wrong[:5]), where=str(root))
