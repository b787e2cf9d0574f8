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
    order = np.argsort(values)
    key = group[order].astype(np.uint16 if count <= 1 << 16 else np.int64)  # 16 bits are sorted by radix
    ordered = values[order[np.argsort(key, kind="stable")]]
    n = np.bincount(group, minlength=count)
    first = np.cumsum(n) - n
    low = np.minimum(first + np.maximum(n - 1, 0) // 2, len(ordered) - 1)
    high = np.minimum(first + n // 2, len(ordered) - 1)
    return np.where(n > 0, (ordered[low] + ordered[high]) / 2, 0.0)


def distinct(group: Codes, member: Codes, count: int) -> NDArray[np.int64]:
    """Return how many different members each group has."""
    members = int(member.max(initial=0)) + 1
    return np.bincount(np.unique(group * members + member) // members, minlength=count)
