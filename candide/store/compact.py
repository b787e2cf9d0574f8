"""Folding: every observation into base parts, so that equal observations give equal bytes.

The fold is also how anything leaves the lake: erasure, retention and superseded imports hand it
what must go or be rewritten, and it writes everything else again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pyarrow as pa

from candide.tables import TABLES, TEXT, Table

from .commit import xor_of_ids
from .current import BUCKET, empty, in_keys, listed, merged, observed_as_candidates, sql_type
from .engine import scan
from .identity import observation_id
from .lineage import LINEAGE, RAW, earliest
from .manifest import Part
from .parts import paths
from .raw import Line, item_id, lines
from .raw import write as write_chunk
from .staged import ranges
from .workbench import Workbench

_IN_GONE = 'exists (select 1 from gone g where g.obs_id = o.obs_id and g."table" = o."table")'
_IN_RENAMED = 'exists (select 1 from renamed n where n.former = o.obs_id and n."table" = o."table")'
#: SQL by column, of a row called `o`, for what the fold must rewrite.
Rewrite = Mapping[str, Mapping[str, str]]


class Fold:
    """Writes the whole lake again into a manifest that the caller publishes.

    bench    its engine may hold the table `gone` (obs_id, table): what must leave
    rewrite  table -> column -> SQL of its new value
    """

    def __init__(self, bench: Workbench, rewrite: Rewrite | None = None) -> None:
        self._engine, self._root, self._manifest = bench.engine, bench.root, bench.after
        self._writer, self._staging = bench.writer, bench.staging
        self._rewrite = rewrite or {}
        bench.engine.run('create temp table if not exists gone (obs_id varchar, "table" varchar)')
        bench.engine.run('create temp table renamed (former varchar, obs_id varchar, "table" varchar)')

    def observations(self) -> None:
        """Fold the observations and current rows of every table."""
        for table in TABLES.values():
            held = self._manifest.content.pop(table.name, None)
            if held is not None:
                for low, high in ranges(self._manifest.buckets, held["rows"] - self._leaving(table)):
                    self._span(table, low, high)
        self._manifest.retire(self._manifest.of(None, "base", "delta", "current"))
        self._manifest.columns = {name: len(table.names) for name, table in TABLES.items()}

    def _leaving(self, table: Table) -> int:
        query = f"select count(distinct obs_id) as n from gone where \"table\" = '{table.name}'"
        return int(self._engine.sql(query)["n"][0].as_py())

    def items(self, revise: Callable[[Part, Line], Line | None]) -> int:
        """Pass every item of raw/ through `revise`; return how many were dropped or changed."""
        changed = 0
        for part in self._manifest.of(None, "raw"):
            before = list(lines(self._root / part.path))
            after = [revise(part, line) for line in before]
            differing = [(b, a) for b, a in zip(before, after, strict=True) if a != b]
            if differing:
                changed += len(differing)
                self._replace_chunk(part, [a for a in after if a is not None], differing)
        return changed

    def lineage(self, today: date | None = None) -> None:
        """Let lineage follow what left and what was renamed.

        today  keep the ids of what left past its retention on this day, so that importing it
               again does not bring it back
        """
        rewrite = self._rewrite.get("lineage", {})
        for part in self._manifest.of(None, "lineage"):
            here = scan([self._root / part.path])
            moved = self._engine.sql(f"select 1 from {here} o where {_IN_GONE} or {_IN_RENAMED} limit 1")
            if moved.num_rows or rewrite:
                self._lineage_part(part, here, rewrite, today)

    def _lineage_part(self, part: Part, here: str, rewrite: Mapping[str, str], today: date | None) -> None:
        values = {"obs_id": "coalesce(r.obs_id, o.obs_id)", **rewrite}
        cells = ", ".join(f"{values.get(n) or _column(n)} as {_column(n, '')}" for n in LINEAGE.names)
        join = 'left join renamed r on r.former = o.obs_id and r."table" = o."table"'
        rows = self._engine.sql(f"select {cells} from {here} o {join} where not {_IN_GONE}").cast(LINEAGE)
        self._manifest.retire([part], keep=False)
        self._writer.write(rows, "lineage", "lineage", expires=earliest(rows))
        if today is not None:
            late = f"{_IN_GONE} and o.retention_until < cast('{today}' as date)"
            # Only what recognises the observation is kept of it, not where it was.
            past = self._engine.sql(f"select * replace ('' as \"where\") from {here} o where {late}").cast(
                LINEAGE
            )
            self._writer.write(past, "lineage", "past", expires=earliest(past))

    def _replace_chunk(self, part: Part, kept: list[Line], differing: list[tuple[Line, Line | None]]) -> None:
        self._manifest.retire([part], keep=False)
        if kept:
            self._writer.adopt(write_chunk(self._staging, kept), RAW, "raw", len(kept), part.origin)
        renamed = [(b[1], a[1]) for b, a in differing if a is not None]
        former, new = ([item_id(pair[i]) for pair in renamed] for i in (0, 1))
        self._engine.view(
            "items", pa.table({"former": pa.array(former, TEXT), "obs_id": pa.array(new, TEXT)})
        )
        self._rename("items", RAW)
        self._engine.drop("items")

    def _rename(self, relation: str, table: str) -> None:
        self._engine.run(
            f"insert into renamed select former, obs_id, '{table}' from {relation} where former <> obs_id"
        )

    def _span(self, table: Table, low: int, high: int) -> None:
        rows, span = self._kept(table, low, high), (low, high)
        self._engine.view("kept", rows)
        key = listed(table.key)
        self._engine.run(
            f"create temp table several as select {key} from kept group by {key} having count(*) > 1"
        )
        several = in_keys(table, "several")
        order = f"order by {listed(['bucket', *table.key, 'obs_id'])}"
        alone = self._engine.sql(f"select * from kept o where not {several} {order}")
        many = self._engine.sql(f"select * from kept o where {several} {order}")
        self._writer.write(alone.cast(rows.schema), table.name, "base", span=span, single=True)
        if many.num_rows:
            self._writer.write(many.cast(rows.schema), table.name, "base", span=span)
            current = merged(self._engine, table, f"({observed_as_candidates(table, 'kept', several)})")
            self._writer.write(current, table.name, "current", span=span)
        self._manifest.count(table.name, rows.num_rows, xor_of_ids(self._engine, "kept"))
        self._engine.drop("several", "kept")

    def _kept(self, table: Table, low: int, high: int) -> pa.Table:
        parts = paths(self._root, self._manifest.observed(table.name, low, high))
        source = scan(parts) if parts else empty(table.observed.append(BUCKET))
        left = (
            f"(select * from {source} o where bucket between {low} and {high} and not exists (select 1 from "
            f"gone g where g.obs_id = o.obs_id and g.\"table\" = '{table.name}'))"
        )
        names = [*table.observed.names, BUCKET.name]
        schema = table.observed.append(BUCKET)
        rewrite = dict(self._rewrite.get(table.name, {}))
        width = self._manifest.columns.get(table.name, 0)
        rewrite |= {c.name: f"cast(null as {sql_type(c.type)})" for c in table.columns[width:]}
        if not rewrite:
            return self._engine.sql(f"select {listed(names)} from {left}").cast(schema)
        cells = ", ".join(
            f"{rewrite.get(n) or _column(n)} as {_column(n, '')}" for n in names if n != "obs_id"
        )
        self._engine.run(f"create temp table rewritten as select {cells}, o.obs_id as former from {left} o")
        self._engine.run(
            f"create temp table identified as select *, {observation_id(table)} as obs_id from rewritten"
        )
        self._rename("identified", table.name)
        rows = self._engine.sql(f"select distinct {listed(names)} from identified").cast(schema)
        self._engine.drop("identified", "rewritten")
        return rows


def _column(name: str, row: str = "o.") -> str:
    """Return the SQL of a column of the row `o`, or of a bare column name."""
    return f'{row}"{name}"'
