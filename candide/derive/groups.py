"""Medians and counts by group over plain arrays: the same figures whatever the order of the rows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[Any]


def median_by(group: Codes, values: Floats, count: int) -> Floats:
    """Return the median of values in each group, 0 for an empty one.

    group  codes 0 … count - 1, one a value
    """
    if not len(values):
        return np.zeros(count)
    ordered = values[np.lexsort((values, group))]
    n = np.bincount(group, minlength=count)
    first = np.cumsum(n) - n
    low = np.minimum(first + np.maximum(n - 1, 0) // 2, len(ordered) - 1)
    high = np.minimum(first + n // 2, len(ordered) - 1)
    return np.where(n > 0, (ordered[low] + ordered[high]) / 2, 0.0)


def distinct(group: Codes, member: Codes, count: int) -> NDArray[np.int64]:
    """Return how many different members each group has."""
    pairs = np.unique(np.stack([group, member]), axis=1)
    return np.bincount(pairs[0], minlength=count)
