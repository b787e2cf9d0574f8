"""How the reference reads the world: categories as dictionaries, creators and platforms as codes.

FROZEN on 2026-11-22 with bench/reference.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from candide.tables import TABLES

DAY = 86_400_000_000  # microseconds
WEEK = 7 * DAY
Frame = pd.DataFrame
Array = Any


@dataclass(frozen=True)
class Held:
    """Everybody and every post, as codes.

    keys       creators' keys in order: a creator's code is his place
    home       platform code of each creator
    followers  as the creator's row says, nan when null
    known      the same, nan also when the source does not speak of followers
    names      platforms by code
    posts      every post, whatever its source speaks of
    """

    keys: pd.Index
    home: Array
    followers: Array
    known: Array
    names: pd.Index
    posts: Frame


def read(folder: Path, name: str, columns: str, coded: str = "") -> Frame:
    """Return columns of a table, some of them as categories."""
    files = sorted(folder.glob(f"{name}-?????.parquet"))
    table = pq.read_table(files, columns=columns.split(), read_dictionary=coded.split())
    return table.to_pandas(split_blocks=True, self_destruct=True)


def code(names: pd.Index, column: pd.Series) -> Array:
    """Return the place of each category in names, -1 for nulls and strangers."""
    places = np.append(names.get_indexer(column.cat.categories), -1).astype(np.int32)
    return places[column.cat.codes.to_numpy()]


def speaks(table: str, masks: pd.Series, columns: str) -> Array:
    """Say which rows come from a source that speaks of all these columns."""
    mask = TABLES[table].mask(columns.split())
    return (masks.to_numpy() & mask) == mask


def micros(column: pd.Series) -> Array:
    """Return times as microseconds since 1970; nulls are the least integer."""
    return column.to_numpy("datetime64[us]").view(np.int64)


def monday(at: Array) -> Array:
    """Return the week of times, counted from Monday 1969-12-29."""
    return (at + 3 * DAY) // WEEK  # 1970-01-01 was a Thursday


def load(folder: Path) -> Held:
    """Read creators and posts."""
    people = read(folder, "creator", "creator_key platform followers spoken", "platform")
    people = people.sort_values("creator_key", ignore_index=True)
    keys, names = pd.Index(people["creator_key"]), people["platform"].cat.categories
    followers = people["followers"].to_numpy(float)
    columns = "platform post_id creator_key kind published_at likes comments views last_seen spoken"
    posts = read(folder, "post", columns, "platform creator_key kind")
    posts["creator_key"] = code(keys, posts["creator_key"])
    posts["platform"] = code(names, posts["platform"])
    kinds = pd.Index([*posts["kind"].cat.categories, "any"]).unique().sort_values()
    kind = code(kinds, posts["kind"])
    posts["kind"] = np.where(kind < 0, kinds.get_loc("any"), kind)
    for name in ("published_at", "last_seen"):
        posts[name] = micros(posts[name])
    posts = posts.rename(columns={"creator_key": "who", "platform": "home", "published_at": "at"})
    known = np.where(speaks("creator", people["spoken"], "followers"), followers, np.nan)
    return Held(keys, code(names, people["platform"]), followers, known, names, posts)
