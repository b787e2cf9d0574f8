"""What the reference knows of a week: the followers of then, and what week and format did to everybody.

FROZEN on 2026-11-22 with bench/reference.py.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bench.frames import Array, Frame, Held, monday

CELL = 8  # creators below which a week or a kind says nothing of the platform
PANEL, SWEEPS = 100_000, 4
SHIFTED = 0.25  # log effect beyond which a week is no ordinary one


def exposure(held: Held, history: Frame, who: Array, week: Array) -> Array:
    """Return followers in the week of each post, else of the nearest end of the history, else of the row."""
    weekly = history["value"].groupby([history["who"], monday(history["at"])]).median()
    creator, seen = (weekly.index.get_level_values(i).to_numpy() for i in (0, 1))
    opens, closes = np.full(len(held.keys), np.inf), np.full(len(held.keys), -np.inf)
    np.minimum.at(opens, creator, seen)
    np.maximum.at(closes, creator, seen)
    if not len(weekly):
        return held.known[who]
    table = np.full((len(held.keys), int(seen.max() - seen.min()) + 1), np.nan)
    table[creator, seen - seen.min()] = weekly
    place = np.clip(week - seen.min(), 0, table.shape[1] - 1)
    same = np.where(place == week - seen.min(), table[who, place], np.nan)
    ends = pd.DataFrame({"first": weekly.groupby(level=0).first(), "last": weekly.groupby(level=0).last()})
    ends = ends.reindex(range(len(held.keys))).to_numpy()
    with np.errstate(invalid="ignore"):
        near = np.where(week - opens[who] < closes[who] - week, ends[who, 0], ends[who, 1])
    same = np.where(np.isnan(same), near, same)
    return np.where(np.isnan(same), held.known[who], same)


@dataclass(frozen=True)
class Cells:
    """What each post is one of: codes of creators, of platforms, of platform and kind, of platform and week.

    kind, week              0 to one less than the number of platforms times kinds, or times weeks
    kind_home, week_home    the platform of each such code
    """

    who: Array
    home: Array
    kind: Array
    week: Array
    kind_home: Array
    week_home: Array

    @staticmethod
    def of(posts: Frame, week: Array) -> Cells:
        home, kind = posts["home"].to_numpy(np.int64), posts["kind"].to_numpy(np.int64)
        week = week - (week.min() if len(week) else 0)
        homes, kinds, weeks = (int(x.max(initial=0)) + 1 for x in (home, kind, week))
        forms, dates = np.arange(homes * kinds) // kinds, np.arange(homes * weeks) // weeks
        return Cells(posts["who"].to_numpy(), home, home * kinds + kind, home * weeks + week, forms, dates)

    def take(self, rows: Array) -> Cells:
        mine = (x[rows] for x in (self.who, self.home, self.kind, self.week))
        return Cells(*mine, self.kind_home, self.week_home)


def effects(rate: Array, cells: Cells, held: Held) -> Array:
    """Return what to take off each rate: what its week and its kind did to everybody on its platform."""
    kind, week = polished(rate, cells, panel(cells, held))
    return kind[cells.kind] + week[cells.week]


def panel(cells: Cells, held: Held) -> Array:
    """Return the posts that effects are learnt from: creators by their hash until a platform has enough."""
    marks = [hashlib.md5(key.encode(), usedforsecurity=False).hexdigest() for key in held.keys]
    posts = pd.Series(np.bincount(cells.who, minlength=len(held.keys)), np.arange(len(held.keys)))
    posts = posts.iloc[np.argsort(marks, kind="stable")]
    before = posts.groupby(held.home[posts.index]).cumsum() - posts
    kept = np.zeros(len(posts), bool)
    kept[before.index] = before < PANEL
    return np.flatnonzero(kept[cells.who])


def polished(rate: Array, cells: Cells, rows: Array) -> tuple[Array, Array]:
    """Return the effects of kinds and of weeks, nothing where unknown: sweeps of a median polish."""
    rate, cells = rate[rows], cells.take(rows)
    kinds, weeks = len(cells.kind_home), len(cells.week_home)
    by_kind = np.zeros(kinds)
    posts = [np.bincount(c, minlength=n) for c, n in ((cells.kind, kinds), (cells.week, weeks))]
    known = [crowd(c, cells.who, n) for c, n in ((cells.kind, kinds), (cells.week, weeks))]
    usual = commonest(posts[0], cells.kind_home)
    week = dense(rate, cells.week, weeks)
    week = week - ordinary(week, posts[1], known[1], cells.week_home)[cells.week_home]
    by_week = np.where(known[1], week, 0.0)
    for _ in range(SWEEPS):
        rest = rate - dense(rate - by_kind[cells.kind] - by_week[cells.week], cells.who)[cells.who]
        kind = dense(rest - by_week[cells.week], cells.kind, kinds)
        by_kind = np.where(known[0], kind - kind[usual], 0.0)
        week = dense(rest - by_kind[cells.kind], cells.week, weeks)
        week = week - ordinary(week, posts[1], known[1], cells.week_home)[cells.week_home]
        by_week = np.where(known[1], week, 0.0)
    return by_kind, by_week


def crowd(cell: Array, who: Array, size: int) -> Array:
    """Say which cells have enough creators."""
    creators = int(who.max(initial=0)) + 1
    return np.bincount(pd.unique(cell * creators + who) // creators, minlength=size) >= CELL


def dense(values: Array, cell: Array, size: int | None = None) -> Array:
    """Return the median of each cell as an array by code, nan where there is none."""
    medians = pd.Series(values).groupby(cell).median()
    table = np.full(int(cell.max(initial=0)) + 1 if size is None else size, np.nan)
    table[medians.index] = medians
    return table


def commonest(posts: Array, home: Array) -> Array:
    """Return, for each kind, the kind of its platform that has most posts; the first of equals."""
    return pd.Series(posts).groupby(home).transform("idxmax").to_numpy()


def ordinary(effect: Array, posts: Array, known: Array, home: Array) -> Array:
    """Return the mean effect of each platform's ordinary weeks: those not far from its median week."""
    weeks = pd.DataFrame({"effect": effect, "posts": posts, "home": home})[known]
    middle = weeks.groupby("home")["effect"].transform("median")
    weeks = weeks[(weeks["effect"] - middle).abs() <= SHIFTED]
    sums = (weeks["effect"] * weeks["posts"]).groupby(weeks["home"]).sum()
    mean = sums / weeks.groupby("home")["posts"].sum()
    return mean.reindex(range(int(home.max(initial=0)) + 1), fill_value=0.0).to_numpy()
