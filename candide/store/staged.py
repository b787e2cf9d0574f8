"""Rows of an import on their way: identified chunk by chunk, in memory while small, else on disk."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from candide.tables import TABLES, TEXT, Table

from .engine import Engine
from .identity import bucket, observation_id
from .lineage import RAW, TRACE
from .parts import write_staged
from .queue import Queue

#: Bytes of Arrow rows kept in memory before they are written to the staging folder.
HELD = 192 << 20
#: Rows that a commit works on at once; more are taken a few buckets at a time.
SLICE = 250_000


def _with_quality(rows: pa.Table) -> pa.Table:
    """Fill observed_quality: a time that is stated is recorded, none is unknown."""
    at = rows.schema.get_field_index("observed_quality")
    default = pc.if_else(pc.is_null(rows["observed_at"]), "unknown", "recorded")
    return rows.set_column(at, rows.schema.field(at), pc.coalesce(rows["observed_quality"], default))


def staged_schema(table: Table) -> pa.Schema:
    """Return the schema of identified rows."""
    return pa.schema([*table.observed, ("bucket", pa.int32()), ("where", TEXT)])


def identified(engine: Engine, table: Table, rows: pa.Table, buckets: int) -> pa.Table:
    """Return incoming rows with their quality, obs_id and bucket.

    Only the two new columns come out of the query, which keeps the order of the rows.
    """
    rows = _with_quality(rows)
    absent = [name for name in rows.column_names if rows[name].null_count == rows.num_rows]
    engine.view("chunk", rows)
    found = engine.sql(
        f"select {observation_id(table, absent)} as obs_id, {bucket(table.key, buckets)} as bucket from chunk"
    )
    engine.drop("chunk")
    rows = rows.append_column("obs_id", found["obs_id"]).append_column("bucket", found["bucket"])
    return rows.select(staged_schema(table).names)


class Staged:
    """Identified rows of one import, by table.

    A thread of its own identifies and spills beside the parsing, with an engine of its own.
    """

    def __init__(self, folder: Path, buckets: int) -> None:
        self._engine = Engine(threads=1, memory="256MB")
        self._folder, self._buckets = folder, buckets
        self._chunks: dict[str, list[pa.Table]] = {}
        self._files: dict[str, list[Path]] = {}
        self._bytes = 0
        self._queue = Queue(3)
        self.rows: dict[str, int] = {}

    def take(self, name: str, rows: pa.Table) -> None:
        """Identify incoming rows of a canonical table, and keep them."""
        self._queue.put(lambda: self._put(name, identified(self._engine, TABLES[name], rows, self._buckets)))

    def trace(self, items: pa.Table) -> None:
        """Keep the ids and places of items of raw/."""
        self._queue.put(lambda: self._put(RAW, items))

    def settle(self) -> None:
        """Wait until everything taken is kept."""
        self._queue.join()

    def close(self) -> None:
        """Stop the thread."""
        self._queue.cancel()
        self._engine.close()

    def slices(self, engine: Engine, name: str) -> Iterator[tuple[tuple[int, int], pa.Table]]:
        """Yield (buckets, rows) of a table, about SLICE rows at a time.

        buckets  the lowest and the highest that the rows may be of
        """
        if not self.rows.get(name):
            return
        spans = ranges(self._buckets, self.rows[name])
        if len(spans) == 1 and name not in self._files:
            yield spans[0], pa.concat_tables(self._chunks[name])
            return
        if name in self._files and name in self._chunks:
            self._spill()
        engine.view("staged", self._files.get(name) or pa.concat_tables(self._chunks[name]))
        for low, high in spans:
            rows = engine.sql(f"select * from staged where bucket between {low} and {high}")
            yield (low, high), rows.cast(staged_schema(TABLES[name]))
        engine.drop("staged")

    def places(self) -> Iterator[tuple[str, pa.Table]]:
        """Yield (table, obs_id and where) of everything kept, items of raw/ included."""
        for name in self.rows:
            for path in self._files.get(name, []):
                for batch in pq.ParquetFile(path).iter_batches(columns=TRACE.names):
                    yield name, pa.Table.from_batches([batch])
            for chunk in self._chunks.get(name, []):
                yield name, chunk.select(TRACE.names)

    def _put(self, name: str, rows: pa.Table) -> None:
        self._chunks.setdefault(name, []).append(rows)
        self.rows[name] = self.rows.get(name, 0) + rows.num_rows
        self._bytes += rows.nbytes
        if self._bytes > HELD:
            self._spill()

    def _spill(self) -> None:
        """Write what is held, sorted by bucket so that a slice skips most row groups."""
        for name, chunks in self._chunks.items():
            files = self._files.setdefault(name, [])
            path = self._folder / f"staged-{name}-{len(files):05d}.parquet"
            rows = pa.concat_tables(chunks)
            write_staged(path, rows.sort_by("bucket") if name != RAW else rows)
            files.append(path)
        self._chunks, self._bytes = {}, 0


def ranges(buckets: int, rows: int) -> list[tuple[int, int]]:
    """Return the ranges of buckets (low, high) that hold about SLICE of these rows each."""
    parts = max(1, min(buckets, -(-rows // SLICE)))
    edges = [buckets * i // parts for i in range(parts + 1)]
    return [(low, high - 1) for low, high in pairwise(edges)]
