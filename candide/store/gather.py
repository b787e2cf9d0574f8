"""Gathering: the many small layers that imports leave become one, without touching the largest.

A compaction rewrites everything; gathering only rewrites what recent imports wrote. Once the
current rows that a later layer hides are left out, each key has one row, and the order of the
layers no longer matters.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from candide.tables import CURRENT, TABLES, Table

from .current import BUCKET, NEWEST, in_keys, listed
from .engine import scan
from .lineage import LINEAGE, LINEAGE_ROWS, earliest
from .manifest import Part
from .parts import paths
from .staged import ranges
from .workbench import Workbench

#: Lineage parts smaller than this are joined.
SMALL = LINEAGE_ROWS // 4


def gather(bench: Workbench) -> None:
    """Join the layers of every table, but its largest, and the small lineage parts."""
    for table in TABLES.values():
        small = _small_layers(bench.after.current(table.name))
        if len(small) > 1:
            _gather_table(bench, table, small)
    _gather_lineage(bench)


def _small_layers(parts: Sequence[Part]) -> set[int]:
    rows: dict[int, int] = {}
    for part in parts:
        rows[part.layer] = rows.get(part.layer, 0) + part.rows
    return set(rows) - {max(rows, key=lambda layer: rows[layer])} if rows else set()


def _gather_table(bench: Workbench, table: Table, layers: set[int]) -> None:
    now = bench.after.current(table.name)
    old = [p for p in bench.after.of(table.name, "base", "delta", "current") if p.layer in layers]
    for low, high in ranges(bench.after.buckets, sum(p.rows for p in old)):
        here = f"o.bucket between {low} and {high}"
        shown = {layer: f"{here} and {_not_hidden(bench, table, now, layer)}" for layer in layers}
        hidden = {layer: f"{here} and not {_not_hidden(bench, table, now, layer)}" for layer in layers}
        single = [p for p in old if p.single]
        several = [p for p in old if p.kind != "current" and not p.single]
        observed = table.observed.append(BUCKET)
        alone = _rows(bench, table, observed, [(single, shown)])
        others = _rows(bench, table, observed, [(single, hidden), (several, dict.fromkeys(layers, here))])
        resolved = pa.schema([*table.schema, *CURRENT, *NEWEST, BUCKET])
        current = _rows(bench, table, resolved, [([p for p in old if p.kind == "current"], shown)])
        span = (low, high)
        bench.writer.write(alone, table.name, "delta", span=span, single=True)
        bench.writer.write(others, table.name, "delta", span=span)
        bench.writer.write(current, table.name, "current", span=span)
    bench.after.retire(old)


def _not_hidden(bench: Workbench, table: Table, now: Sequence[Part], layer: int) -> str:
    later = paths(bench.root, [p for p in now if p.layer > layer])
    return f"not {in_keys(table, scan(later, table.key))}" if later else "true"


def _rows(
    bench: Workbench, table: Table, schema: pa.Schema, sources: Sequence[tuple[list[Part], dict[int, str]]]
) -> pa.Table:
    """Return the rows of parts that meet the condition of their layer, sorted by bucket and key."""
    branches = [
        f"select {listed(schema.names)} from {scan(paths(bench.root, here))} o where {where}"
        for parts, wheres in sources
        for layer, where in sorted(wheres.items())
        if (here := [p for p in parts if p.layer == layer])
    ]
    if not branches:
        return schema.empty_table()
    order = listed(["bucket", *table.key])
    return bench.engine.sql(f"{' union all '.join(branches)} order by {order}").cast(schema)


def _gather_lineage(bench: Workbench) -> None:
    small = [p for p in bench.after.of(None, "lineage") if p.rows < SMALL]
    held: list[pa.Table] = []
    for part in small:
        held.append(bench.engine.sql(f"select * from {scan([bench.root / part.path])}").cast(LINEAGE))
        if sum(rows.num_rows for rows in held) > LINEAGE_ROWS or part is small[-1]:
            rows = pa.concat_tables(held)
            bench.writer.write(rows, "lineage", "lineage", expires=earliest(rows))
            held = []
    bench.after.retire(small)
