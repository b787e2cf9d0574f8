"""Shift: sudden steps in a daily count, when the count is rounded and everybody may move at once.

A rounded count is an interval, so a rise is one too; only its lower bound is evidence. From each
rise the platform's own median rise of that day is taken off (a purge moves everybody). A step is a
rise over one to three days whose lower bound is at least LEAST_RISE and stands at least LOOK scales
above the creator's own ordinary days. Fewer than `enough` daily values: nothing is said.
The scale is 1.4826 times the median absolute deviation, never below FLOOR nor below the chance of
arrivals one by one. [hampel-1974]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from candide.derive.groups import median_by
from candide.derive.peers import Floats

SERIES = """
    with judged as ({judged}),
         enough as (select creator from judged group by creator having count(*) >= {enough})
    select j.creator, j.platform, j.day, j.value, j.low, j.high
      from judged j join enough e on e.creator = j.creator
     order by j.creator, j.day
"""

LEAST_RISE = 0.05  # five percent: smaller steps are everyday life for a small account
LOOK, WEIGHS = 5.0, 6.0
FLOOR = 0.004
SPANS = (1, 2, 3)  # days over which one step may be spread
_CROWD = 20  # creators needed before a day's median counts as the platform's own movement


@dataclass(frozen=True)
class Steps:
    """Steps found, one entry each: position of the creator, days, bounds of the log rise, scales."""

    creator: NDArray[np.intp]
    before: NDArray[np.int64]  # last day at the old level
    day: NDArray[np.int64]  # day at the new level
    low: Floats
    high: Floats
    z: Floats


def crowd(series: Mapping[str, Any]) -> dict[tuple[int, int], float]:
    """Return the median one-day log rise of each (platform, day) that enough creators share.

    series  arrays creator (positions), platform (codes), day, value, low, high, sorted by creator, day
    """
    start, end = _pairs(series, 1)
    rise = np.log(series["value"][end] / series["value"][start])
    keys = np.stack([series["platform"][end], series["day"][end]], axis=1)
    order = np.lexsort((keys[:, 1], keys[:, 0]))
    cut = np.flatnonzero(np.any(np.diff(keys[order], axis=0) != 0, axis=1)) + 1
    groups = np.split(order, cut) if len(order) else []
    return {
        (int(keys[g[0], 0]), int(keys[g[0], 1])): float(np.median(rise[g]))
        for g in groups
        if len(g) >= _CROWD
    }


def find(series: Mapping[str, Any], moved: Mapping[tuple[int, int], float]) -> Steps:
    """Return the steps of every creator, the strongest of overlapping ones.

    moved  what `crowd` returned: the platform's own movement, taken off
    """
    level = _moved(series, moved)
    base, scale = _ordinary(series, level)
    parts = [_rises(series, level, base, scale, span) for span in SPANS]
    found = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return _strongest(Steps(*found))


def _moved(series: Mapping[str, Any], moved: Mapping[tuple[int, int], float]) -> Floats:
    """Return how far each row's platform had moved by its day: the running sum of its movements."""
    level = np.zeros(len(series["day"]))
    for platform in {p for p, _ in moved}:
        days = sorted(d for p, d in moved if p == platform)
        running = np.cumsum([0.0, *(moved[platform, d] for d in days)])
        here = series["platform"] == platform
        level[here] = running[np.searchsorted(days, series["day"][here], "right")]
    return level


def _pairs(series: Mapping[str, Any], span: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return positions (start, end) of values exactly `span` days apart in one creator's series."""
    key = series["creator"].astype(np.int64) * 1_000_000 + series["day"]
    end = np.searchsorted(key, key + span)
    there = end < len(key)
    start = np.flatnonzero(there & (key[np.minimum(end, len(key) - 1)] == key + span))
    return start, end[start]


def _ordinary(series: Mapping[str, Any], level: Floats) -> tuple[Floats, Floats]:
    """Return each creator's ordinary daily log rise and its scale, by position of the creator."""
    start, end = _pairs(series, 1)
    rise = np.log(series["value"][end] / series["value"][start]) - (level[end] - level[start])
    who = series["creator"][end]
    count = int(series["creator"].max()) + 1 if len(series["creator"]) else 0
    base = median_by(who, rise, count)
    scale = 1.4826 * median_by(who, np.abs(rise - base[who]), count)
    # Newcomers arrive one by one: a gain of m followers varies by sqrt(m), which is all there is at 15.
    followers = np.maximum(median_by(series["creator"], series["value"], count), 1.0)
    arrivals = np.sqrt(np.maximum(np.abs(base) * followers, 1.0)) / followers
    return base, np.maximum(np.maximum(scale, FLOOR), arrivals)


def _rises(
    series: Mapping[str, Any], level: Floats, base: Floats, scale: Floats, span: int
) -> tuple[NDArray[Any], ...]:
    start, end = _pairs(series, span)
    who = series["creator"][end]
    crowd_rise = level[end] - level[start]
    low = np.log(series["low"][end] / series["high"][start]) - crowd_rise
    high = np.log(series["high"][end] / series["low"][start]) - crowd_rise
    z = (low - span * base[who]) / (scale[who] * np.sqrt(span))
    hit = (low >= np.log1p(LEAST_RISE)) & (z >= LOOK)
    columns = (who, series["day"][start], series["day"][end], low, high, z)
    return tuple(column[hit] for column in columns)


def _strongest(steps: Steps) -> Steps:
    """Keep, among steps of one creator whose days overlap, the one that stands out most."""
    order = np.lexsort((steps.day, -steps.z, steps.creator))
    kept: list[int] = []
    taken: dict[int, list[tuple[int, int]]] = {}
    for i in order:
        mine = taken.setdefault(int(steps.creator[i]), [])
        before, day = int(steps.before[i]), int(steps.day[i])
        if all(day <= b or before >= d for b, d in mine):
            mine.append((before, day))
            kept.append(int(i))
    kept.sort(key=lambda i: (int(steps.creator[i]), int(steps.day[i])))
    at = np.array(kept, dtype=np.intp)
    return Steps(
        steps.creator[at], steps.before[at], steps.day[at], steps.low[at], steps.high[at], steps.z[at]
    )
