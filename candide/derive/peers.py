"""Peers: the creators of about the same size on the same platform, as windows over a sorted array.

A tier has an edge, and a creator with 4,990 followers is not unlike one with 5,010; so peers are a
neighbourhood in log10(followers), widened until it holds enough people, and it says so.
Method: the continuous form of HypeAuditor's narrow tiers [hypeauditor-tiers].
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

HALF_WIDTH = 0.15  # decades: from 0.71 to 1.41 times the followers
ENOUGH = 50
#: With fewer, nothing can be learnt from peers.
LEAST = 8
_UNKNOWN_SIZE = 1e6  # creators without a follower count sit together, far from every other


@dataclass(frozen=True)
class Peers:
    """A window of peers for each of n creators, the creator included.

    order    n positions that sort the creators by platform and size
    left, right   window of each creator in that order, right excluded
    widened  the window had to be wider than HALF_WIDTH on each side
    sized    the creator's follower count is known
    """

    order: NDArray[np.intp]
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    widened: NDArray[np.bool_]
    sized: NDArray[np.bool_]

    @property
    def count(self) -> Floats:
        """Peers in each window, the creator included."""
        return (self.right - self.left).astype(float)

    def total(self, values: Floats) -> Floats:
        """Return the sum of values over each window, added in one fixed order."""
        running = np.concatenate([[0.0], np.cumsum(values[self.order])])
        return np.asarray(running[self.right] - running[self.left])

    def mean(self, values: Floats) -> Floats:
        """Return the mean of values over each window."""
        return self.total(values) / self.count

    def variance(self, values: Floats) -> Floats:
        """Return the sample variance of values over each window; 0 where it holds one creator."""
        centred = values - (values.mean() if len(values) else 0.0)  # keeps the difference of squares exact
        k, mean = self.count, self.mean(centred)
        spread = self.total(centred**2) - k * mean**2
        return np.maximum(spread, 0.0) / np.maximum(k - 1, 1)

    def quantiles(self, values: Floats, at: tuple[float, ...], who: int) -> list[float]:
        """Return quantiles of values among the peers of one creator."""
        window = values[self.order[self.left[who] : self.right[who]]]
        return [float(q) for q in np.quantile(window, at)]


def peers(platform: NDArray[np.int64], followers: Floats) -> Peers:
    """Return the window of peers of each creator.

    platform   n integer codes
    followers  n counts, nan where unknown
    """
    sized = np.isfinite(followers)
    size = np.where(sized, np.log10(np.maximum(np.where(sized, followers, 1.0), 1.0)), _UNKNOWN_SIZE)
    order = np.lexsort((np.arange(len(size)), size, platform))
    left = np.empty(len(size), dtype=np.intp)
    right = np.empty(len(size), dtype=np.intp)
    widened = np.zeros(len(size), dtype=bool)
    for code in np.unique(platform):
        where = order[platform[order] == code]
        start = int(np.flatnonzero(platform[order] == code)[0])
        left[where], right[where], widened[where] = _windows(size[where], start)
    return Peers(order, left, right, widened, sized)


def _windows(size: Floats, start: int) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]:
    """Widen each window by half again until it holds ENOUGH, or the whole platform."""
    half = np.full(len(size), HALF_WIDTH)
    wanted = min(ENOUGH, len(size))
    while True:
        left = np.searchsorted(size, size - half, "left")
        right = np.searchsorted(size, size + half, "right")
        narrow = (right - left) < wanted
        if not narrow.any():
            return left + start, right + start, half > HALF_WIDTH
        half = np.where(narrow, half * 1.5, half)
