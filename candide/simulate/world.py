"""What is common to everybody in an invented world: the weeks, the platform's whims, the brands."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from statistics import median

from candide.simulate import dates
from candide.simulate.dice import Dice, Tails
from candide.simulate.grammar import words
from candide.simulate.ids import folded
from candide.simulate.roles import INSTAGRAM, PLATFORMS, TIKTOK, Seat, seats

SHIFT = 1.62  # factor of the platform-wide weeks
_WEEK_SD = 0.06
_WORLD, _PEOPLE = 0, 1  # first numbers of the seeds

#: Log effect of a format on interactions; 0 is the ordinary format of the platform.
FORMATS = {
    TIKTOK: {"video": 0.0, "photo": -0.2},
    INSTAGRAM: {"carousel": 0.0, "photo": -0.2, "short": 0.25},
}
FORMAT_SHARES = {
    TIKTOK: {"video": 0.96, "photo": 0.04},
    INSTAGRAM: {"carousel": 0.45, "photo": 0.30, "short": 0.25},
}


@dataclass(frozen=True)
class Brand:
    """An invented brand."""

    name: str
    handle: str
    site: str


@dataclass(frozen=True)
class World:
    """The common ground of one invented world.

    weeks          platform -> Monday -> log effect on interactions; the median week is 0
    shifted        platform of the platform-wide weeks, and their Mondays
    first_count    first day with a follower count
    purge          day on which TikTok takes about two percent of everybody's followers
    """

    seed: int
    tails: Tails
    seats: tuple[Seat, ...]
    weeks: dict[str, dict[int, float]]
    shifted: tuple[str, tuple[int, ...]]
    first_count: int
    purge: int
    brands: tuple[Brand, ...]

    def dice(self, index: int) -> Dice:
        """Return the dice of one seat."""
        return Dice(self.seed, _PEOPLE, index)


def world(creators: int, seed: int, tails: Tails) -> World:
    """Draw what is common to everybody."""
    dice = Dice(seed, _WORLD)
    days = 60 + dice.below(31)
    first = dates.LAST_DAY - days + 1
    shifted = (dice.pick((TIKTOK, TIKTOK, INSTAGRAM)), _shifted(dice))
    return World(
        seed=seed,
        tails=tails,
        seats=tuple(seats(creators, dice)),
        weeks={p: _weeks(dice, shifted[1] if p == shifted[0] else ()) for p in PLATFORMS},
        shifted=shifted,
        first_count=first,
        purge=first + 16 + dice.below(4),
        brands=tuple(_brand(name) for name in words("people")["brands"]),
    )


def _shifted(dice: Dice) -> tuple[int, ...]:
    """Choose two or three weeks in a row, at least three weeks from either end of the posts."""
    first = dates.monday(dates.POSTS_START + 35 + dice.below(60))
    return tuple(first + 7 * i for i in range(2 + dice.below(2)))


def _weeks(dice: Dice, shifted: tuple[int, ...]) -> dict[int, float]:
    """Return small effects whose median is 0; a shifted week stands at exactly SHIFT above the median."""
    mondays = range(dates.monday(dates.POSTS_START), dates.POSTS_END + 7, 7)
    drawn = dict(zip(mondays, dice.rng.normal(0.0, _WEEK_SD, len(mondays)).tolist(), strict=True))
    lifted = {m: log(SHIFT) if m in shifted else e for m, e in drawn.items()}
    usual = median(lifted.values())
    return {m: e if m in shifted else e - usual for m, e in lifted.items()}


def _brand(name: str) -> Brand:
    handle = folded(name)
    return Brand(name, handle, f"{handle}.example")
