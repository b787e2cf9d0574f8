"""From the dicts that a source yields to Arrow columns, without an object per row.

Rows with the same keys form a group, whose mask of spoken columns is computed once; a group is
turned into columns when the buffer is full.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from candide.errors import ContractError
from candide.tables import CREATOR, TABLES, TEXT, TIME, Table

#: Rows held before they become Arrow columns; about 30 MiB of Python objects.
CHUNK = 32_768
#: The moments that a date can name, in microseconds.
_FIRST, _LAST = -62_135_596_800_000_000, 253_402_300_799_999_999
_MOMENT = ("observed_at", "observed_quality")
_NOT_A_CELL = (pa.ArrowException, TypeError, ValueError, OverflowError)

Person = Callable[[str, str, str], str]
Refuse = Callable[[str, str], None]


def incoming(table: Table) -> pa.Schema:
    """Return the schema of rows on their way in: columns, moment, speaks_of, where."""
    return pa.schema([*table.observed, ("where", TEXT)]).remove(len(table.names) + 3)


class _Group:
    """Rows of one table that speak of the same columns."""

    def __init__(self, table: str, names: tuple[str, ...]) -> None:
        if table not in TABLES:
            raise ContractError(f"a table among {', '.join(TABLES)}", came=repr(table))
        self.table, self.names = TABLES[table], names
        try:
            self.mask = self.table.mask(n for n in names if n not in _MOMENT)
        except KeyError as error:
            raise ContractError(f"columns of {table}", came=str(error), do="See candide.tables.") from error
        self.cells: list[tuple[Any, ...]] = []
        self.wheres: list[str] = []


class Rows:
    """Buffers rows and hands them over as Arrow tables.

    person  makes the handle_key of creators
    refuse  called with where and why for a row that cannot be stored
    full    called with the table's name and its Arrow rows each time that the buffer is full
    """

    def __init__(self, person: Person, refuse: Refuse, full: Callable[[str, pa.Table], None]) -> None:
        self._person, self._refuse, self._full = person, refuse, full
        self._groups: dict[tuple[str, tuple[str, ...]], _Group] = {}
        self._held = 0

    def add(self, table: str, row: dict[str, Any], where: str) -> None:
        """Take one row. Raises ContractError for an unknown table or column."""
        names = tuple(row)
        group = self._groups.get((table, names))
        if group is None:
            group = self._groups[table, names] = _Group(table, names)
        group.cells.append(tuple(row.values()))
        group.wheres.append(where)
        self._held += 1
        if self._held >= CHUNK:
            self.flush()

    def flush(self) -> None:
        """Hand over everything held."""
        ready: dict[str, list[pa.Table]] = {}
        for group in self._groups.values():
            if group.cells:
                ready.setdefault(group.table.name, []).append(self._columns(group))
                group.cells, group.wheres = [], []
        self._held = 0
        for table, chunks in ready.items():
            self._full(table, sound(TABLES[table], pa.concat_tables(chunks), self._refuse))

    def _columns(self, group: _Group) -> pa.Table:
        try:
            columns = _converted(group, group.cells)
            wheres = group.wheres
        except _NOT_A_CELL:
            kept = [i for i, cells in enumerate(group.cells) if self._fits(group, i, cells)]
            columns = _converted(group, [group.cells[i] for i in kept])
            wheres = [group.wheres[i] for i in kept]
        return with_handle_key(_assembled(group, columns, wheres), group.table, self._person)

    def _fits(self, group: _Group, i: int, cells: tuple[Any, ...]) -> bool:
        try:
            _converted(group, [cells])
        except _NOT_A_CELL as error:
            self._refuse(group.wheres[i], f"{group.table.name}: {str(error).splitlines()[0]}")
            return False
        return True


def _converted(group: _Group, cells: list[tuple[Any, ...]]) -> dict[str, pa.Array]:
    types = group.table.observed
    columns = zip(*cells, strict=True) if cells else [()] * len(group.names)
    return {n: pa.array(c, types.field(n).type) for n, c in zip(group.names, columns, strict=True)}


def _assembled(group: _Group, columns: dict[str, pa.Array], wheres: list[str]) -> pa.Table:
    schema, rows = incoming(group.table), len(wheres)
    columns["where"] = pa.array(wheres, TEXT)
    columns["speaks_of"] = pa.repeat(pa.scalar(group.mask, pa.int64()), rows)
    return pa.Table.from_arrays(
        [columns[f.name] if f.name in columns else pa.nulls(rows, f.type) for f in schema], schema=schema
    )


def with_handle_key(rows: pa.Table, table: Table, person: Person) -> pa.Table:
    """Give every creator row that has a handle its handle_key, and say that it speaks of it."""
    if table is not CREATOR:
        return rows
    platforms, handles, keys, masks = (
        rows[n].to_pylist() for n in ("platform", "handle", "handle_key", "speaks_of")
    )
    bit = table.bits["handle_key"]
    for i, handle in enumerate(handles):
        if handle and platforms[i]:
            keys[i] = person(platforms[i], "handle", handle)
            masks[i] |= bit
    for name, values, kind in (("handle_key", keys, TEXT), ("speaks_of", masks, pa.int64())):
        rows = rows.set_column(rows.schema.get_field_index(name), name, pa.array(values, kind))
    return rows


def sound(table: Table, rows: pa.Table, refuse: Refuse) -> pa.Table:
    """Return the rows with a whole key and times of the years 1 to 9999; the others are refused."""
    wrong = {f"no {name}": pc.is_null(rows[name]) for name in table.key if rows[name].null_count}
    for field in rows.schema:
        if field.type == TIME:
            moments = rows[field.name].cast(pa.int64())
            found = pc.min_max(moments).as_py()
            if found["min"] is not None and (found["min"] < _FIRST or found["max"] > _LAST):
                outside = pc.or_(pc.less(moments, _FIRST), pc.greater(moments, _LAST))
                wrong[f"{field.name} is no date"] = pc.fill_null(outside, False)
    if not wrong:
        return rows
    for why, which in wrong.items():
        for where in rows.filter(which)["where"].to_pylist():
            refuse(where, f"{table.name}: {why}")
    return rows.filter(pc.invert(reduce(pc.or_, wrong.values())))


def aligned(table: Table, rows: pa.Table) -> pa.Table:
    """Return Arrow rows from a source in the incoming schema, absent columns null.

    Raises ContractError for an unknown column, for a missing `where` or `speaks_of`, or for a
    type that cannot be cast.
    """
    schema = incoming(table)
    odd = [n for n in rows.column_names if n not in schema.names]
    lacking = [n for n in ("where", "speaks_of", *table.key) if n not in rows.column_names]
    if odd or lacking:
        raise ContractError(
            f"columns of {table.name}, with where and speaks_of",
            came=f"unknown {odd}, missing {lacking}",
        )
    try:
        columns = [
            rows[f.name].cast(f.type) if f.name in rows.column_names else pa.nulls(rows.num_rows, f.type)
            for f in schema
        ]
    except pa.ArrowException as error:
        raise ContractError(f"the types of {table.name}", came=str(error)) from error
    return pa.Table.from_arrays(columns, schema=schema)
