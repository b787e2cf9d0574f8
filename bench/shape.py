"""The shapes that the benchmark's world is made of: scales, people, and columns filled with nulls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from candide.tables import CURRENT, TABLES

DAY = 86_400_000_000  # microseconds


@dataclass(frozen=True)
class Scale:
    """How many creators, posts and comments there are, and how many creators have comments."""

    creators: int
    posts: int
    comments: int
    discussed: int
    seed: int = 22


@dataclass(frozen=True)
class Cast:
    """What is true of each creator; arrays of one length."""

    key: np.ndarray
    platform: np.ndarray
    followers: np.ndarray
    posts: np.ndarray
    level: np.ndarray
    paid: np.ndarray
    stepped: np.ndarray  # day of a sudden rise, -1 for none
    silent: np.ndarray  # no source speaks of the followers


def current(name: str, cells: Mapping[str, Any], seen: np.ndarray, silent: np.ndarray | int = 0) -> pa.Table:
    """Return cells as current rows; `silent` is the mask of columns not spoken of."""
    table = TABLES[name]
    whole = table.mask(table.names)
    rows = len(seen)
    moment = pa.array(seen, CURRENT.field("last_seen").type)
    extra = {"first_seen": moment, "last_seen": moment, "spoken": np.full(rows, whole) & ~np.asarray(silent)}
    return filled(pa.schema([*table.schema, *CURRENT]), {**cells, **extra}, rows)


def filled(schema: pa.Schema, cells: Mapping[str, Any], rows: int) -> pa.Table:
    """Return the columns of a schema from arrays; those that are missing are null."""
    columns = [column(cells[f.name], f.type) if f.name in cells else pa.nulls(rows, f.type) for f in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def column(values: Any, kind: pa.DataType) -> pa.Array:
    """Return values of a type, whatever array they came as."""
    array = values if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(values)
    return array.cast(kind)


def some(values: Any, there: np.ndarray) -> pa.Array:
    """Return values, null where they are not there."""
    return pc.if_else(pa.array(there), pa.array(values), None)


def hexes(rng: np.random.Generator, count: int) -> np.ndarray:
    """Return person keys: 32 hexadecimal characters."""
    return np.array([rng.bytes(16).hex() for _ in range(count)])


def ids(rng: np.random.Generator, count: int) -> pa.Array:
    """Return distinct platform ids of nineteen digits."""
    spread = np.arange(count) * (10**18 // count) + rng.integers(0, 10**18 // count, count)
    return pa.array(rng.permutation(7 * 10**18 + spread)).cast(pa.string())
