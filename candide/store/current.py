"""The current view: for each key and column, the newest known value.

Among the observations that speak of a column, an explicit null included, the winner is dated
before undated, then the latest, then the best quality, then the greatest obs_id.

A key with one observation has no current row of its own: the observation is it. For the others a
current row remembers the stamp of its newest observation; a newer one is merged with the row
alone, and only keys that received an older one are resolved again from their whole history.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from candide.tables import CURRENT, TEXT, TIME, Table

from .engine import Engine, scan
from .identity import RANK, rank
from .manifest import Manifest, Part
from .parts import paths


def stamp(at: str, quality: str, obs_id: str) -> str:
    """Return the SQL of the precedence of an observation: the greater wins."""
    floor = "cast('0001-01-01 00:00:00+00' as timestamptz)"
    return f"row(coalesce({at}, {floor}), {rank(quality)}, {obs_id})"


#: Stamp of the newest observation behind a current row; never shown in views.
NEWEST = pa.schema([("newest_at", TIME), ("newest_quality", TEXT), ("newest_id", TEXT)])
BUCKET = pa.field("bucket", pa.int32())
ORDER = f"observed_at desc nulls last, {RANK} desc, obs_id desc"
#: The same order as one value that grows with it.
STAMP = stamp("observed_at", "observed_quality", "obs_id")
#: How an observation reads as a current row.
AS_CURRENT = (
    "observed_at as first_seen, observed_at as last_seen, speaks_of as spoken, "
    "observed_at as newest_at, observed_quality as newest_quality, obs_id as newest_id"
)
#: How a current row reads as an observation.
AS_OBSERVED = (
    "newest_at as observed_at, newest_quality as observed_quality, spoken as speaks_of, "
    "newest_id as obs_id, first_seen, last_seen"
)


def listed(names: Sequence[str], alias: str = "") -> str:
    """Return column names as SQL, each prefixed by `alias.` when there is one."""
    return ", ".join(f'{alias}."{n}"' if alias else f'"{n}"' for n in names)


def same_key(table: Table, left: str, right: str) -> str:
    """Return the SQL that joins two relations on the key of a table."""
    return " and ".join(f"{left}.{k} = {right}.{k}" for k in table.key)


def in_keys(table: Table, keys: str, alias: str = "o") -> str:
    """Return the SQL condition that a row's key is in the relation `keys`."""
    return f"exists (select 1 from {keys} k where {same_key(table, alias, 'k')})"


def empty(schema: pa.Schema) -> str:
    """Return the SQL of a relation of this schema without rows."""
    cells = [f'cast(null as {sql_type(f.type)}) as "{f.name}"' for f in schema]
    return f"(select {', '.join(cells)} where false)"


def sql_type(kind: pa.DataType) -> str:
    """Return the SQL name of the Arrow type of a column."""
    types = {
        "string": "varchar",
        "int64": "bigint",
        "int32": "integer",
        "bool": "boolean",
        "date32[day]": "date",
    }
    return "timestamptz" if kind == TIME else types.get(str(kind), "varchar[]")


def layered(root: Path, parts: Sequence[Part], table: Table, where: str = "true") -> str:
    """Return the SQL of current rows, where a key of a later layer hides the earlier ones.

    parts  those of `Manifest.current`
    where  condition on a row called `o`
    """
    names = listed([*table.names, *CURRENT.names, *NEWEST.names])
    branches = []
    for layer in sorted({p.layer for p in parts}):
        later = paths(root, [p for p in parts if p.layer > layer])
        hidden = f" and not {in_keys(table, scan(later, table.key))}" if later else ""
        for single in (True, False):
            here = paths(root, [p for p in parts if p.layer == layer and p.single == single])
            columns = f"{listed(table.names)}, {AS_CURRENT}" if single else names
            if here:
                branches.append(f"select {columns} from {scan(here)} o where {where}{hidden}")
    if not branches:
        return empty(pa.schema([*table.schema, *CURRENT, *NEWEST]))
    return f"({' union all '.join(branches)})"


def merged(engine: Engine, table: Table, candidates: str) -> pa.Table:
    """Resolve candidates, of whatever number, into one current row per key.

    candidates  relation with the observation columns plus first_seen and last_seen, and bucket

    Returns the columns of the table, CURRENT, NEWEST and bucket, sorted by bucket and key.
    Method: the newest candidate of a key is its row when it speaks of all that any speaks of;
    otherwise candidates are ranked, and each column takes the first that speaks of it.
    """
    key = listed([BUCKET.name, *table.key])
    engine.run(
        f"create temp table heads as select {key}, bit_or(speaks_of) as spoken, "
        f"arg_max(speaks_of, {STAMP}) as last_spoken, arg_max(obs_id, {STAMP}) as newest_id, "
        f"min(first_seen) as first_seen, max(last_seen) as last_seen from {candidates} group by {key}"
    )
    rows = f"{_newest(table, candidates)} union all by name {_column_by_column(table, candidates)}"
    found = engine.sql(f"select * from ({rows}) order by {key}")
    engine.drop("heads")
    schema = pa.schema([*table.schema, *CURRENT, *NEWEST, BUCKET])
    return found.select(schema.names).cast(schema)


def _newest(table: Table, candidates: str) -> str:
    names = listed([*table.names, BUCKET.name], "o")
    return (
        f"select {names}, h.first_seen, h.last_seen, h.spoken, o.observed_at as newest_at, "
        f"o.observed_quality as newest_quality, h.newest_id from {candidates} o "
        f"join heads h on h.newest_id = o.obs_id and {same_key(table, 'h', 'o')} "
        "where h.spoken = h.last_spoken"
    )


def _column_by_column(table: Table, candidates: str) -> str:
    key = listed([BUCKET.name, *table.key])
    spoken = [
        f'arg_min_null("{name}", stamp_rank) filter (where (speaks_of & {bit}) <> 0) as "{name}"'
        for name, bit in table.bits.items()
        if name not in table.key
    ]
    newest = [
        f"arg_min_null({old}, stamp_rank) as {new}"
        for old, new in zip(("observed_at", "observed_quality", "obs_id"), NEWEST.names, strict=True)
    ]
    partial = "(select * from heads where spoken <> last_spoken)"
    ranked = (
        f"select *, row_number() over (partition by {listed(table.key)} order by {ORDER}) as stamp_rank "
        f"from {candidates} o where {in_keys(table, partial)}"
    )
    return (
        f"select {key}, {', '.join([*spoken, *newest])}, min(first_seen) as first_seen, "
        f"max(last_seen) as last_seen, bit_or(speaks_of) as spoken from ({ranked}) group by {key}"
    )


def observed_as_candidates(table: Table, relation: str, where: str = "true") -> str:
    """Return the SQL of candidates made of observations, each called `o` in the condition."""
    names = listed([*table.observed.names, BUCKET.name])
    seen = "observed_at as first_seen, observed_at as last_seen"
    return f"select {names}, {seen} from {relation} o where {where}"


class Refresh:
    """Sorts the keys of the relation `fresh` into new and known, and resolves the known ones.

    `fresh` holds observations of the buckets low to high that are not in the manifest yet.
    Reads the current rows of these buckets, and the history of late keys only.
    """

    def __init__(self, engine: Engine, root: Path, manifest: Manifest, table: Table) -> None:
        self._engine, self._root, self._manifest, self._table = engine, root, manifest, table

    def several(self, low: int, high: int) -> None:
        """Make the table `several`: keys of `fresh` that have more than one observation."""
        key = listed(self._table.key)
        parts = self._manifest.current(self._table.name, low, high)
        before = layered(self._root, parts, self._table, in_keys(self._table, "fresh"))
        self._engine.run(f"create temp table before as select * from {before}")
        self._engine.run(
            f"create temp table several as select {key} from fresh group by {key} having count(*) > 1 "
            f"union select {key} from before"
        )

    def rows(self, again: str, low: int, high: int) -> pa.Table:
        """Return the current rows of the keys in `several`.

        again  relation of the observations of these keys in `fresh`
        """
        table = self._table
        branches = [observed_as_candidates(table, again)]
        if self._count("before"):
            late = self._late_keys()
            branches.append(self._before_as_candidates())
            if late:
                history = scan(paths(self._root, self._manifest.observed(table.name, low, high)))
                branches.append(observed_as_candidates(table, history, in_keys(table, "late")))
        found = merged(self._engine, table, f"({' union all by name '.join(branches)})")
        self._engine.drop("late")
        return found

    def done(self) -> None:
        """Forget the tables of this refresh."""
        self._engine.drop("several", "before")

    def _before_as_candidates(self) -> str:
        """Return the SQL of the current rows of keys that received nothing older."""
        table = self._table
        buckets = f"select distinct {listed([BUCKET.name, *table.key])} from fresh"
        return (
            f"select {listed(table.names, 'o')}, {AS_OBSERVED}, f.bucket from before o "
            f"join ({buckets}) f on {same_key(table, 'o', 'f')} where not {in_keys(table, 'late')}"
        )

    def _late_keys(self) -> int:
        table = self._table
        fresh = stamp("f.observed_at", "f.observed_quality", "f.obs_id")
        newest = stamp("b.newest_at", "b.newest_quality", "b.newest_id")
        self._engine.run(
            f"create temp table late as select distinct {listed(table.key, 'b')} from before b "
            f"join fresh f on {same_key(table, 'f', 'b')} where {fresh} < {newest}"
        )
        return self._count("late")

    def _count(self, relation: str) -> int:
        return int(self._engine.sql(f"select count(*) as n from {relation}")["n"][0].as_py())
