"""Who is who in an invented world: roles, how many of each, and which behaviours are planted."""

from __future__ import annotations

from dataclasses import dataclass

from candide.simulate.dice import Dice

TIKTOK, INSTAGRAM = "tiktok", "instagram"
PLATFORMS = (TIKTOK, INSTAGRAM)
_TIKTOK_SHARE = 2 / 3


@dataclass(frozen=True)
class Role:
    """One role.

    share     of all creators
    platform  where it can be played; None: both (follower days and comments exist for TikTok only)
    adverse   a finding about this creator is right; without it, a finding is wrong
    """

    name: str
    share: float
    platform: str | None = None
    adverse: bool = False


ROLES = (
    Role("bought_followers", 0.05, TIKTOK, adverse=True),
    Role("bought_followers_posting_day", 0.05, TIKTOK, adverse=True),
    Role("copied_comments", 0.06, TIKTOK, adverse=True),
    Role("silent_paid", 0.075, adverse=True),
    Role("dissuasion_with_substitute", 0.06, adverse=True),
    Role("viral_post", 0.05, TIKTOK),
    Role("press_step", 0.05, TIKTOK),
    Role("stated_paid", 0.10),
    Role("honest_dissuasion", 0.05),
    Role("own_business", 0.05),
    Role("denial", 0.05),
)
HONEST = Role("honest", 0.0)
BY_NAME = {role.name: role for role in (*ROLES, HONEST)}
STEPS = ("bought_followers", "bought_followers_posting_day", "viral_post", "press_step")


@dataclass(frozen=True)
class Seat:
    """A place in the world, before anybody is drawn for it."""

    index: int
    platform: str
    role: Role


def seats(creators: int, dice: Dice) -> list[Seat]:
    """Return one seat a creator, two thirds on TikTok, roles in a random order.

    Each role has its share, and at least one seat from 20 creators up; the rest are honest.
    """
    on_tiktok = max(1, round(creators * _TIKTOK_SHARE))
    free = {TIKTOK: list(range(on_tiktok)), INSTAGRAM: list(range(on_tiktok, creators))}
    least = 1 if creators >= 20 else 0
    cast = dict.fromkeys(range(creators), HONEST)
    for role in ROLES:
        for turn in range(max(least, round(role.share * creators))):
            platform = role.platform or PLATFORMS[turn % 2]
            if free[platform]:
                cast[free[platform].pop(dice.below(len(free[platform])))] = role
    return [Seat(i, TIKTOK if i < on_tiktok else INSTAGRAM, cast[i]) for i in range(creators)]
