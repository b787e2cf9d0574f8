"""Peers and the estimators of the reference: level, share, diversity.

FROZEN on 2026-11-22 with bench/reference.py. Each takes one row a creator, indexed by his code, and
returns n, value, low, high.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy import special

from bench.frames import Array, Frame, Held

DECADES, WIDER, ENOUGH, LEAST = 0.15, 1.5, 50, 8
UNSIZED = 1e6  # creators whose size is unknown are peers of each other


@dataclass(frozen=True)
class Window:
    """The peers of each creator: a stretch of the creators sorted by platform and size."""

    order: Array
    first: Array
    last: Array

    @property
    def count(self) -> Array:
        return self.last - self.first

    def sum(self, values: Array) -> Array:
        running = np.insert(np.cumsum(values[self.order]), 0, 0.0)
        return running[self.last] - running[self.first]

    def mean(self, values: Array) -> Array:
        return self.sum(values) / self.count

    def variance(self, values: Array) -> Array:
        apart = values - values.mean()
        squares = self.sum(apart**2) - self.sum(apart) ** 2 / self.count
        return np.maximum(squares, 0.0) / np.maximum(self.count - 1, 1)


def window(held: Held, who: Array) -> Window:
    """Return the peers of these creators among themselves."""
    home, followers = held.home[who], held.followers[who]
    size = np.where(np.isnan(followers), UNSIZED, np.log10(np.fmax(followers, 1.0)))
    order = np.lexsort((size, home))
    first, last = np.empty(len(who), int), np.empty(len(who), int)
    edges = np.searchsorted(home[order], np.arange(home.max() + 2 if len(who) else 1))
    for start, stop in pairwise(edges):
        inside = order[start:stop]
        low, high = stretch(size[inside])
        first[inside], last[inside] = start + low, start + high
    return Window(order, first, last)


def stretch(size: Array) -> tuple[Array, Array]:
    """Return the window of each of these sorted sizes, widened until it holds enough."""
    low, high = np.zeros(len(size), int), np.zeros(len(size), int)
    left, half = np.arange(len(size)), DECADES
    while len(left):
        low[left] = np.searchsorted(size, size[left] - half)
        high[left] = np.searchsorted(size, size[left] + half, "right")
        left = left[high[left] - low[left] < min(ENOUGH, len(size))]
        half *= WIDER
    return low, high


def level(held: Held, stats: Frame) -> Frame:
    """Shrink medians towards the peers (Morris); stats: n, mid, mad, on the log scale."""
    near = window(held, stats.index)
    n, mid = stats["n"].to_numpy(float), stats["mid"].to_numpy()
    within = (1.4826 * n / (n - 0.8) * stats["mad"].to_numpy()) ** 2
    sampling = np.pi / 2 * (n * within + 5 * near.mean(within)) / (n + 5) / n
    between = np.maximum(near.variance(mid) - near.mean(sampling), 0.0)
    mu, k = near.mean(mid), np.maximum(near.count, LEAST)
    pull = (k - 3) / (k - 1) * sampling / np.maximum(sampling + between, 1e-300)
    pull[near.count < LEAST] = 0.0
    value = mid + pull * (mu - mid)
    half = special.stdtrit(n + 4, 0.95) * np.sqrt(
        sampling * (1 - (k - 1) / k * pull) + 2 / (k - 3) * (pull * (mid - mu)) ** 2
    )
    figures = {"value": np.exp(value), "low": np.exp(value - half), "high": np.exp(value + half)}
    return pd.DataFrame({"n": n, **figures}, index=stats.index)


def share(held: Held, stats: Frame) -> Frame:
    """Return beta-binomial shares; stats: n rows, x hits, m clusters and their sums xx, xn, nn."""
    near = window(held, stats.index)
    n, x, m, xx, xn, nn = (stats[c].to_numpy(float) for c in ("n", "x", "m", "xx", "xn", "nn"))
    p = x / n
    spread = np.maximum(xx - 2 * p * xn + p * p * nn, 0.0) * m / np.maximum(m - 1, 1)
    chance = near.sum(p * (1 - p) * n)
    deff = np.where(chance > 0, near.sum(spread) / np.maximum(chance, 1e-12), 1.0)
    deff = np.maximum(deff, 1.0)
    mu = np.clip(near.mean(p), 1e-4, 1 - 1e-4)
    noise = np.minimum(deff * near.mean(1 / n), 0.95)
    rho = np.clip((near.variance(p) / (mu * (1 - mu)) - noise) / (1 - noise), 0.002, 0.98)
    lone = near.count < LEAST
    weight, centre = np.where(lone, 1.0, 1 / rho - 1), np.where(lone, 0.5, mu)
    a, b = np.maximum(weight * centre, 0.5), np.maximum(weight * (1 - centre), 0.5)  # at least Jeffreys
    a, b = a + x / deff, b + (n - x) / deff
    none, every = x == 0, x == n
    low = np.where(none, 0.0, special.betaincinv(a, b, np.where(every, 0.10, 0.05)))
    high = np.where(every, 1.0, special.betaincinv(a, b, np.where(none, 0.90, 0.95)))
    value = np.clip(a / (a + b), low, high)
    return pd.DataFrame({"n": n, "value": value, "low": low, "high": high}, index=stats.index)


def diversity(counts: pd.Series, enough: int) -> Frame:
    """Return the unbiased concentration with its jackknife interval; counts by (who, name)."""
    c = counts.to_numpy(float)
    terms = pd.DataFrame({"n": c, "names": 1.0, "pairs": c * (c - 1), "triples": c * (c - 1) ** 2})
    sums = terms.groupby(counts.index.get_level_values(0).to_numpy()).sum()
    sums = sums[sums["n"] >= enough]
    n, names, pairs, triples = (sums[c].to_numpy() for c in sums)
    value = pairs / (n * (n - 1))
    # Without one of the c rows of a name, the pairs lose 2 (c - 1): the jackknife in closed form.
    lost = 2 / ((n - 1) * (n - 2))
    squares = np.maximum(triples * lost**2 - (pairs * lost) ** 2 / n, 0.0)
    chance = 2 * value * (1 - value) / (n * (n - 1))  # all that is left to see when names are even
    half = special.stdtrit(n - 1, 0.95) * np.sqrt(np.maximum((n - 1) / n * squares, chance))
    low, high = np.maximum(value - half, 0.0), np.minimum(value + half, 1.0)
    high = np.where(pairs == 0, np.minimum(1.0, -2 * np.log(0.1) / (n * (n - 1))), high)
    low = np.where(names == 1, 0.1 ** (2 / n), low)
    return pd.DataFrame({"n": n, "value": value, "low": low, "high": high}, index=sums.index)
