"""Count every signal over a lake: one pass a signal, all creators at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from candide.derive import build
from candide.derive.peers import Floats, Peers, peers
from candide.signal import Signal, diversity, level, load, share

#: The estimators that count rows into one figure a creator; `shift` finds dated steps instead.
ESTIMATORS: dict[str, Any] = {"level": level, "share": share, "diversity": diversity}


class Lake(Protocol):
    """What the audit asks of the store."""

    def sql(self, query: str, params: Mapping[str, Any] | None = None) -> pa.Table:
        """Run a query."""

    def keep(self, name: str, query: str) -> None:
        """Make a table from a query."""

    def view(self, name: str, data: pa.Table) -> None:
        """Register an Arrow table under a name."""

    def define(self, name: str, query: str) -> None:
        """Give a name to a query."""


@dataclass(frozen=True)
class Crowd:
    """Everybody in the lake: keys in order, platform codes, follower counts (nan when unknown)."""

    keys: list[str]
    platform: np.ndarray[Any, np.dtype[np.int64]]
    followers: Floats
    place: dict[str, int]


@dataclass(frozen=True)
class Counted:
    """One signal counted for every creator with enough rows.

    stats, summary, result   arrays, one entry a creator: what was counted, what the peers say, and
                             value, low, high (90 % interval), pull (weight of the peers, 0..1)
    """

    signal: Signal
    creators: list[str]
    stats: dict[str, Floats]
    summary: dict[str, Floats]
    result: dict[str, Floats]
    peers: Peers
    place: dict[str, int]

    def of(self, creator: str) -> int | None:
        """Return the position of a creator, or None where the signal abstains."""
        return self.place.get(creator)


def crowd(lake: Lake) -> Crowd:
    """Return everybody in the lake, in the order of their keys."""
    table = lake.sql("select creator_key, platform, followers from creator order by creator_key")
    keys = table["creator_key"].to_pylist()
    _, platform = np.unique(np.array(table["platform"].to_pylist(), dtype=str), return_inverse=True)
    followers = table["followers"].cast(pa.float64()).to_numpy(zero_copy_only=False)
    return Crowd(keys, platform.astype(np.int64), followers, {k: i for i, k in enumerate(keys)})


def count(lake: Lake, signals: Iterable[Signal] | None = None) -> dict[str, Counted]:
    """Count signals over the whole lake; shifts are left to `coincide`.

    Returns one Counted a signal, by code.
    """
    chosen = [s for s in (signals or load().values()) if s.estimator in ESTIMATORS]
    build(lake, {name for s in chosen for name in s.derived})
    everybody = crowd(lake)
    return {s.code: _count(lake, s, everybody) for s in chosen}


def _count(lake: Lake, signal: Signal, everybody: Crowd) -> Counted:
    creators, stats = _known(everybody, *tally(lake, signal, signal.query(), signal.enough))
    where = np.array([everybody.place[c] for c in creators], dtype=np.intp)
    near = peers(everybody.platform[where], everybody.followers[where])
    estimator = ESTIMATORS[signal.estimator]
    summary = estimator.summarise(stats, near)
    result = estimate(signal, stats, summary)
    return Counted(signal, creators, stats, summary, result, near, {c: i for i, c in enumerate(creators)})


def _known(
    everybody: Crowd, creators: list[str], stats: dict[str, Floats]
) -> tuple[list[str], dict[str, Floats]]:
    """Leave out creators of whom no file holds a row of their own: nothing can be said to nobody."""
    kept = [i for i, c in enumerate(creators) if c in everybody.place]
    return [creators[i] for i in kept], {name: values[kept] for name, values in stats.items()}


def tally(lake: Lake, signal: Signal, judged: str, enough: int) -> tuple[list[str], dict[str, Floats]]:
    """Count judged rows into the statistics that the signal's estimator needs.

    judged  a query that returns judged rows: the signal's own, or the rows of a sheet
    Returns the creators with at least `enough` rows, and one array a statistic.
    """
    template = ESTIMATORS[signal.estimator].STATS
    if signal.estimator == "share" and " as cluster" not in signal.judged:
        template = share.STATS_ALONE
    table = lake.sql(template.format(judged=judged, enough=enough, cluster="cluster"))
    stats = {
        name: table[name].cast(pa.float64()).to_numpy(zero_copy_only=False)
        for name in table.column_names
        if name != "creator"
    }
    return table["creator"].to_pylist(), stats


def estimate(signal: Signal, stats: Mapping[str, Floats], summary: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return value, low, high and pull in the signal's unit, from statistics and peers."""
    result: dict[str, Floats] = ESTIMATORS[signal.estimator].estimate(stats, summary)
    if signal.estimator == "level":  # levels are counted on logs: products of chances, not sums
        result = {k: v if k == "pull" else np.exp(v) for k, v in result.items()}
    return result
