"""What an import adds to the lake: new observations, lineage, refreshed current rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from candide.tables import TABLES, Table

from . import lineage
from .current import BUCKET, Refresh, in_keys
from .engine import Engine, scan
from .identity import short_id
from .lineage import Origin
from .parts import paths
from .staged import Staged
from .workbench import Workbench


def xor_of_ids(engine: Engine, relation: str) -> int:
    """Return the xor of the first 60 bits of the ids of a relation: independent of their order."""
    query = f"select coalesce(bit_xor({short_id()}), 0) as x from {relation}"
    return int(engine.sql(query)["x"][0].as_py())


class Commit:
    """Turns the staged rows of one import into parts; the caller publishes the bench."""

    def __init__(self, bench: Workbench) -> None:
        self._engine, self._root = bench.engine, bench.root
        self._manifest, self._writer = bench.after, bench.writer
        self.rows: dict[str, int] = {}

    def observations(self, staged: Staged, today: date) -> None:
        """Write the new observations and the current rows of the keys that they touch."""
        past = lineage.expired(self._engine, self._root, self._manifest, today, "lineage", "past")
        for name in TABLES:
            self.rows |= {name: 0} if staged.rows.get(name) else {}
            for span, rows in staged.slices(self._engine, name):
                fresh = self._fresh(rows, TABLES[name], span, past)
                if fresh.num_rows:
                    self._add(fresh, TABLES[name], span)
                self.rows[name] += fresh.num_rows
        self._engine.drop("expired")

    def lineage(self, staged: Staged, origin: Origin) -> None:
        """Write the lineage of every staged row and item, repeated ones included."""
        held: list[pa.Table] = []
        for name, ids in staged.places():
            held.append(lineage.rows(origin, name, ids["obs_id"], ids["where"]))
            if sum(h.num_rows for h in held) > lineage.LINEAGE_ROWS:
                self._write_lineage(held, origin)
        self._write_lineage(held, origin)

    def _write_lineage(self, held: list[pa.Table], origin: Origin) -> None:
        if held:
            rows = pa.concat_tables(held)
            self._writer.write(rows, "lineage", "lineage", expires=origin.retention_until)
            held.clear()

    def _fresh(self, rows: pa.Table, table: Table, span: tuple[int, int], past: bool) -> pa.Table:
        """Return the staged rows, once each, that were not held before.

        Only ids go through the query: most rows are new, and are then not copied at all.
        """
        self._engine.view("ids", numbered(rows, ["obs_id"]))
        held = scan_or_none(paths(self._root, self._manifest.observed(table.name, *span)))
        seen = f"select obs_id from {held} where obs_id in (select obs_id from ids)"
        if past:
            seen += f" union all select obs_id from expired where \"table\" = '{table.name}'"
        self._engine.run(f"create temp table seen as {seen}")
        first = self._engine.sql(
            "select min(number) as number from ids where not exists "
            "(select 1 from seen s where s.obs_id = ids.obs_id) group by ids.obs_id order by number"
        )["number"]
        self._engine.drop("seen", "ids")
        rows = rows.select([*table.observed.names, BUCKET.name])
        return rows if len(first) == rows.num_rows else rows.take(first)

    def _add(self, rows: pa.Table, table: Table, span: tuple[int, int]) -> None:
        """Write keys seen for the first time apart from those that need a current row."""
        self._engine.view("fresh", rows)
        self._manifest.count(table.name, rows.num_rows, xor_of_ids(self._engine, "fresh"))
        refresh = Refresh(self._engine, self._root, self._manifest, table)
        refresh.several(*span)
        self._engine.view("keys", numbered(rows, table.key))
        known = self._engine.sql(
            f"select number from keys o where {in_keys(table, 'several')} order by number"
        )
        if known.num_rows:
            several = np.zeros(rows.num_rows, bool)
            several[known["number"].to_numpy()] = True
            again = rows.filter(pa.array(several))
            rows = rows.filter(pa.array(~several))
            self._engine.view("again", again)
            self._writer.write(again, table.name, "delta", span=span)
            self._writer.write(refresh.rows("again", *span), table.name, "current", span=span)
            self._engine.drop("again")
        self._writer.write(rows, table.name, "delta", span=span, single=True)
        refresh.done()
        self._engine.drop("fresh", "keys")


def numbered(rows: pa.Table, names: Sequence[str]) -> pa.Table:
    """Return some columns of a table, and the number of each row."""
    return rows.select(list(names)).append_column("number", pa.array(np.arange(rows.num_rows)))


def scan_or_none(files: list[Path]) -> str:
    """Return the SQL that reads the obs_id of these files, or nothing when there are none."""
    return scan(files) if files else "(select cast(null as varchar) as obs_id where false)"
