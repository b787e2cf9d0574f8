"""One person, two keys: a creator known by handle alone, and later by id.

A row without platform id whose handle belongs to exactly one creator with an id is read as hers,
in every view. Nothing is rewritten: the day that two creators claim the handle, the link is gone.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from candide.tables import CREATOR, DECLARED, Table

from .engine import Engine
from .keys import PERSONS


def find(engine: Engine, creators: str) -> bool:
    """Make the table `alias` (alias, target) from a relation of current creators; False if empty.

    A creator known by handle alone is keyed by that handle.
    """
    typed = f"select creator_key from {creators} where native_id is null and creator_key = handle_key"
    bearers = (
        f"select handle_key, min(creator_key) as creator_key from {creators} "
        "where native_id is not null and handle_key is not null group by handle_key having count(*) = 1"
    )
    engine.run(
        "create temp table alias as select h.creator_key as alias, i.creator_key as target "
        f"from ({typed}) h join ({bearers}) i on i.handle_key = h.creator_key"
    )
    return bool(engine.sql("select count(*) as n from alias")["n"][0].as_py())


def register(engine: Engine) -> None:
    """Register the function `resolved_keys`, for columns that list person keys."""
    alias = engine.sql("select alias, target from alias")
    known, targets = alias["alias"].combine_chunks(), alias["target"].combine_chunks()

    def resolved_keys(lists: pa.ListArray) -> pa.ListArray:
        values = lists.flatten()
        found = targets.take(pc.index_in(values, known))
        return pa.ListArray.from_arrays(_offsets(lists), pc.coalesce(found, values), mask=lists.is_null())

    engine.function("resolved_keys", resolved_keys, ["VARCHAR[]"], "VARCHAR[]")


def _offsets(lists: pa.ListArray) -> pa.Array:
    lengths = pc.fill_null(pc.list_value_length(lists), 0)
    return pa.concat_arrays([pa.array([0], pa.int32()), pc.cumulative_sum(lengths).cast(pa.int32())])


def columns(table: Table, others: list[str]) -> tuple[str, str]:
    """Return the SQL columns of a row `o` with its person keys resolved, and the joins they need."""
    names, joins = [], ""
    for name in [*table.names, *others]:
        if name in PERSONS and name != "handle_key":
            joins += f' left join alias a_{name} on a_{name}.alias = o."{name}"'
            names.append(f'coalesce(a_{name}.target, o."{name}") as "{name}"')
        elif name == "coauthors":
            names.append("resolved_keys(o.coauthors) as coauthors")
        else:
            names.append(f'o."{name}"')
    return ", ".join(names), joins


def resolved(table: Table, rows: str, others: list[str]) -> str:
    """Return the SQL of rows with their person keys resolved.

    What a list declares of a creator under both keys is read once, under the one with the id.
    """
    names, joins = columns(table, others)
    once = ""
    if table is DECLARED:
        same = "d.creator_key = a_creator_key.target and d.field = o.field"
        once = f" where not exists (select 1 from {rows} d where {same})"
    return f"(select {names} from {rows} o{joins}{once})"


def merged_creators(creators: str) -> str:
    """Return the SQL of current creators where an alias is merged into its target.

    Column by column: the value of the row with the id where it speaks of it, else the other's.
    """
    values = ", ".join(
        f'case when (i.spoken & {bit}) <> 0 or h.spoken is null then i."{name}" else h."{name}" end '
        f'as "{name}"'
        for name, bit in CREATOR.bits.items()
        if name != "creator_key"
    )
    moments = (
        "least(i.first_seen, h.first_seen) as first_seen, greatest(i.last_seen, h.last_seen) as last_seen, "
        "i.spoken | coalesce(h.spoken, 0) as spoken"
    )
    return (
        f"(select i.creator_key, {values}, {moments} from {creators} i "
        "left join alias t on t.target = i.creator_key "
        f"left join {creators} h on h.creator_key = t.alias "
        "where not exists (select 1 from alias x where x.alias = i.creator_key))"
    )
