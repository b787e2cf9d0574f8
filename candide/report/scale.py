"""The scale of a figure: where a value stands, in per cent of the width."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from candide.report.numbers import PERCENT

_STEPS = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


@dataclass(frozen=True)
class Scale:
    """A linear scale from `low` to `high`, in the unit of the reading."""

    low: float
    high: float

    def at(self, x: float) -> float:
        """Return the place of a value, 0 to 100; values beyond the ends stand at the ends."""
        return round(100 * min(1.0, max(0.0, (x - self.low) / (self.high - self.low))), 2)


HUNDRED = Scale(0.0, 100.0)


def scale_for(unit: str, values: Iterable[float | None]) -> Scale:
    """Return the scale that holds these values, starting at zero, its ends round numbers.

    A share never runs beyond one.
    """
    held = [float(v) for v in values if v is not None]
    top, bottom = max(held, default=1.0), min(held, default=0.0)
    high = nice(top * 1.04) if top > 0 else 0.0
    low = -nice(-bottom * 1.04) if bottom < 0 else 0.0
    if unit in PERCENT and top <= 1:
        high = min(high, 1.0)
    return Scale(low, high if high > low else low + 1.0)


def nice(x: float) -> float:
    """Return the least round number not below x (x > 0)."""
    power = 10.0 ** math.floor(math.log10(x))
    return next(step * power for step in _STEPS if step * power >= x * (1 - 1e-9))
