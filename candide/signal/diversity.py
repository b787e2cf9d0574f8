"""Diversity: how far a creator's rows fall on few names, against nothing but chance.

The concentration is the chance that two rows drawn without replacement bear one name: the unbiased
Simpson-Herfindahl index, whose null (every name different) is 0 at any n, where the plain index of
six rows over thirty equal names reads 0.19. The interval is a jackknife over rows; where the
jackknife is blind (all different, or all alike) it is the exact one-sided bound. [simpson-1949]
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy.special import stdtrit

from candide.derive.peers import Floats, Peers

STATS = """
    with judged as (select creator, value from ({judged}) j),
         named as (select creator, value, count(*) as n from judged group by creator, value)
    select creator, cast(sum(n) as double) as n, cast(count(*) as double) as names,
           cast(sum(n * (n - 1)) as double) as pairs,
           cast(sum(n * (n - 1) * (n - 1)) as double) as triples
      from named group by creator having sum(n) >= {enough} order by creator
"""

SUMMARY = ("k",)


def summarise(stats: Mapping[str, Any], peers: Peers) -> dict[str, Floats]:
    """Return the number of peers; the null needs nothing from them."""
    return {"k": peers.count}


def estimate(stats: Mapping[str, Any], summary: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return the unbiased concentration (0: all different, 1: one name) with its 90 % interval.

    stats  arrays n (rows), names (distinct), pairs = sum n_i(n_i-1), triples = sum n_i(n_i-1)^2
    """
    n, pairs = stats["n"], stats["pairs"]
    value = pairs / (n * (n - 1))
    drop = 2 / ((n - 1) * (n - 2))  # what leaving out one row of a name with n_i rows takes off, per n_i - 1
    spread = stats["triples"] * drop**2 - (pairs * drop) ** 2 / n
    # Names that come equally often leave the jackknife nothing to see: pairs still vary by chance.
    by_chance = 2 * value * (1 - value) / (n * (n - 1))
    half = stdtrit(n - 1, 0.95) * np.sqrt(np.maximum((n - 1) / n * spread, by_chance))
    low, high = np.maximum(value - half, 0.0), np.minimum(value + half, 1.0)
    different, alike = pairs == 0, stats["names"] == 1
    # No pair alike among n(n-1)/2: Poisson bound. One name n times: its share is at least 0.1^(1/n).
    high = np.where(different, np.minimum(1.0, -2 * np.log(0.1) / (n * (n - 1))), high)
    low = np.where(alike, 0.1 ** (2 / n), low)
    return {"value": value, "low": low, "high": high, "pull": np.zeros_like(value)}
