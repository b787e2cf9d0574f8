"""When a creator posts, in what format and in what words; counts come later."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from candide.simulate import dates, ids
from candide.simulate.dice import Dice
from candide.simulate.person import Person
from candide.simulate.roles import INSTAGRAM, TIKTOK
from candide.simulate.wording import Caption, Writer
from candide.simulate.world import FORMAT_SHARES, World

_SPEAKS = 0.6  # share of TikTok items whose export says whether the platform's label is on
_LIKES_HIDDEN = 0.02  # share of Instagram posts that hide their likes, for creators who do not always


@dataclass
class Post:
    """One post. `reach` and `reply` are its log luck: views, and interactions given views.

    speaks  the export says whether the platform's paid-partnership label is on
    counts  likes, comments, shares, saves; views apart, None where the platform gives none
    """

    id: str
    at: int
    kind: str
    reach: float
    reply: float
    speaks: bool
    caption: Caption
    likes_hidden: bool = False
    views: int | None = None
    likes: int = 0
    comments: int = 0
    shares: int = 0
    saves: int = 0

    @property
    def day(self) -> int:
        """The day of publication."""
        return self.at // dates.DAY


def posts(world: World, person: Person, dice: Dice) -> list[Post]:
    """Return a creator's posts in order of time, without counts."""
    writer, on_instagram = Writer(world, person, dice), person.platform == INSTAGRAM
    moments = _moments(person, dice)
    reach = dice.noise(len(moments), person.hidden.reach_noise, world.tails, surprises=True)
    reply = dice.noise(len(moments), person.hidden.reply_noise, world.tails, surprises=on_instagram)
    make = ids.tiktok if person.platform == TIKTOK else ids.instagram
    found = []
    for at, r, k in zip(moments, reach.tolist(), reply.tolist(), strict=True):
        speaks = on_instagram or dice.chance(_SPEAKS)
        hidden = on_instagram and (person.hides_likes or dice.chance(_LIKES_HIDDEN))
        kind = dice.weighted(FORMAT_SHARES[person.platform])
        found.append(Post(make(at, dice), at, kind, r, k, speaks, writer.write(speaks), hidden))
    return found


def _moments(person: Person, dice: Dice) -> list[int]:
    """Return publication times: a renewal process with lognormal gaps that ends near POSTS_END.

    The rare creator whose gaps would start before POSTS_START has them all shortened alike.
    """
    hidden = person.hidden
    gaps = np.exp(dice.rng.normal(np.log(hidden.gap_days), hidden.gap_spread, hidden.posts))
    gaps[-1] *= dice.unit()  # the world ends somewhere inside the last gap
    room = dates.POSTS_END - dates.POSTS_START
    if gaps.sum() > room:
        hidden.gap_days *= room / float(gaps.sum())
        gaps *= room / gaps.sum()
    back = np.cumsum(gaps[::-1])[::-1]
    return [dates.second(dates.POSTS_END - float(b)) for b in back]
