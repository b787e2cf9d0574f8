"""Random draws, all from one seeded generator a creator, so that nobody's luck depends on a neighbour's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
Tails = Literal["lognormal", "pareto"]
Floats = NDArray[np.float64]

_BLOCK = 2048
_SURPRISE = np.log(30.0)  # once in a while a post has thirty times its usual public, or a thirtieth
_SURPRISE_RATE = 0.004
_T3_TO_NORMAL = 0.6745 / 0.7649  # same median absolute deviation for both tails
_FAR = 6.0  # a post four hundred times above or below the usual one is the last that we draw


class Dice:
    """A numpy generator with quick single draws from a block of uniforms."""

    def __init__(self, *seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self._left: list[float] = []

    def unit(self) -> float:
        """Return a number in [0, 1)."""
        if not self._left:
            self._left = self.rng.random(_BLOCK).tolist()
        return self._left.pop()

    def chance(self, probability: float) -> bool:
        """Return True with this probability."""
        return self.unit() < probability

    def below(self, n: int) -> int:
        """Return a whole number in 0..n-1."""
        return int(self.unit() * n)

    def between(self, low: float, high: float) -> float:
        """Return a number in [low, high)."""
        return low + (high - low) * self.unit()

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options, each as likely."""
        return options[int(self.unit() * len(options))]

    def weighted(self, weights: Mapping[str, float]) -> str:
        """Return one key; its chance is its weight over the sum of weights."""
        left = self.unit() * sum(weights.values())
        for name, weight in weights.items():
            left -= weight
            if left < 0:
                return name
        return max(weights, key=weights.__getitem__)  # rounding ate the last of the sum

    def sample(self, options: Sequence[T], n: int) -> list[T]:
        """Return up to n different options, in a random order."""
        order = self.rng.permutation(len(options))[:n]
        return [options[i] for i in order.tolist()]

    def noise(self, n: int, sigma: float, tails: Tails, surprises: bool = False) -> Floats:
        """Return n log noises, symmetric about 0 so that the median post is the latent one.

        tails      lognormal: normal of sd sigma; pareto: Student t with 3 degrees of freedom and the same
                   median absolute deviation, so counts have Pareto tails
        surprises  with pareto tails, add or take off log 30 once in a while, as often up as down
        """
        if tails == "lognormal":
            return np.asarray(self.rng.normal(0.0, sigma, n))
        draws = self.rng.standard_t(3, n) * sigma * _T3_TO_NORMAL
        if surprises:
            luck = self.rng.random(n)
            draws += _SURPRISE * ((luck < _SURPRISE_RATE).astype(float) - (luck > 1 - _SURPRISE_RATE))
        return np.clip(draws, -_FAR, _FAR)
