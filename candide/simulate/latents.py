"""The hidden numbers of a creator: what every reading tries to recover."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from candide.simulate.dice import Dice
from candide.simulate.roles import TIKTOK, Seat

_MIDDLE = 5_000  # followers at which the usual rates below hold
OTHER_REPLY = 0.04  # chance that somebody else replies in a thread
_LEAST_BUYER = 1_500  # followers below which nobody sells comments
#: Fewest and most posts, where a role needs room between posts, or enough posts to leave traces.
_POSTS = {
    "bought_followers": (22, 28),
    "silent_paid": (36, 60),
    "stated_paid": (36, 60),
    "dissuasion_with_substitute": (36, 60),
}


@dataclass
class Latents:
    """One creator's hidden numbers. Rates are natural logs of a median post; shares are chances in 0..1.

    followers     at the first day
    views         log views per follower (TikTok; NaN where the export has no views)
    per_view      log of all interactions per view (TikTok)
    per_follower  log of all interactions per follower
    parts         share of interactions that are likes, comments, shares, saves
    reach_noise, reply_noise   spread of log views, and of log interactions given views
    posts, gap_days, gap_spread   how many posts, median days between two, spread of its log
    daily_growth, followers_per_view   part of the followers that come each day; followers that a view brings
    commercial    chance that a post has a commercial relation, dissuasions with a paid substitute apart
    stated        chance that a commercial post states it
    dissuades, substitutes     chance of a dissuasion; of a paid substitute in it
    own, denies   chance of a post for one's own business; of one that denies sponsorship
    replies       chance that the creator answers a comment
    joke, bought  chance that a comment of four words or more is the running joke; is bought
    brands        chance of each brand (position in the world's list)
    """

    followers: int
    views: float
    per_view: float
    per_follower: float
    parts: tuple[float, float, float, float]
    reach_noise: float
    reply_noise: float
    posts: int
    gap_days: float
    gap_spread: float
    daily_growth: float
    followers_per_view: float
    commercial: float
    stated: float
    dissuades: float = 0.0
    substitutes: float = 0.0
    own: float = 0.0
    denies: float = 0.01
    replies: float = 0.0
    joke: float = 0.0
    bought: float = 0.0
    brands: dict[int, float] = field(default_factory=dict)

    @property
    def thread(self) -> float:
        """Mean number of comments in a thread, its head and the creator's answer included."""
        return 1 + self.replies + OTHER_REPLY

    @property
    def commercial_share(self) -> float:
        """Chance that a post has a commercial relation, whatever its kind."""
        return self.commercial + self.dissuades * self.substitutes

    @property
    def concentration(self) -> float:
        """Chance that two commercial posts are for the same brand: the sum of squared brand chances."""
        return sum(p * p for p in self.brands.values())


def latents(seat: Seat, brands: int, dice: Dice) -> Latents:
    """Draw the hidden numbers of a seat.

    brands  how many brands the world has
    """
    rng, name = dice.rng, seat.role.name
    followers = round(300 * 200 ** rng.beta(1.6, 2.2))  # 300 to 60,000, median near 2,400
    size = np.log(followers / _MIDDLE)
    if name == "copied_comments":
        followers = max(followers, _LEAST_BUYER)
    fewest, most = _POSTS.get(name, (20, 60))
    posts = fewest + dice.below(most - fewest + 1)
    spread = dice.between(0.45, 0.75)
    views = float(rng.normal(np.log(0.55), 0.6) - 0.04 * size)
    per_view = float(rng.normal(np.log(0.075), 0.4) - 0.02 * size)
    on_tiktok = seat.platform == TIKTOK
    found = Latents(
        followers=followers,
        views=views if on_tiktok else float("nan"),
        per_view=per_view if on_tiktok else float("nan"),
        per_follower=views + per_view if on_tiktok else float(rng.normal(np.log(0.04), 0.5) - 0.1 * size),
        parts=_parts(on_tiktok, dice, 1.6 if name == "copied_comments" else 1.0),
        reach_noise=float(np.exp(rng.normal(np.log(0.5), 0.2))) if on_tiktok else 0.0,
        reply_noise=float(np.exp(rng.normal(np.log(0.3 if on_tiktok else 0.5), 0.2))),
        posts=posts,
        gap_days=108.0 / posts * float(np.exp(-(spread**2) / 2)),
        gap_spread=spread,
        daily_growth=float(rng.normal(0.0006, 0.0003)),
        followers_per_view=float(np.exp(rng.normal(np.log(0.0015), 0.4))),
        commercial=float(rng.beta(1.0, 40.0)),
        stated=float(rng.beta(20.0, 1.2)),
        replies=float(rng.beta(1.8, 3.2)),
        joke=float(rng.beta(2.0, 80.0)),
        brands=_brands(brands, dice),
    )
    _play(found, name, dice)
    return found


def _play(found: Latents, role: str, dice: Dice) -> None:
    """Change what the role changes."""
    if role == "stated_paid":
        found.commercial, found.stated = dice.between(0.20, 0.40), dice.between(0.86, 0.98)
    elif role == "silent_paid":
        found.commercial, found.stated = dice.between(0.22, 0.42), dice.between(0.02, 0.25)
    elif role == "dissuasion_with_substitute":
        found.dissuades, found.substitutes = dice.between(0.22, 0.38), dice.between(0.75, 0.95)
        found.stated = dice.between(0.01, 0.15)
    elif role == "honest_dissuasion":
        found.dissuades = dice.between(0.20, 0.40)
    elif role == "own_business":
        found.own = dice.between(0.30, 0.60)
    elif role == "denial":
        found.denies = dice.between(0.20, 0.45)
    elif role == "copied_comments":
        found.bought = dice.between(0.18, 0.45)


def _parts(on_tiktok: bool, dice: Dice, chatty: float) -> tuple[float, float, float, float]:
    comments = float(np.exp(dice.rng.normal(np.log(0.06), 0.35))) * chatty
    if not on_tiktok:
        return 1 - comments, comments, 0.0, 0.0
    shares, saves = dice.between(0.02, 0.05), dice.between(0.02, 0.08)
    return 1 - comments - shares - saves, comments, shares, saves


def _brands(brands: int, dice: Dice) -> dict[int, float]:
    """Return between 3 and 14 brands, from nearly equal to one that dominates."""
    chosen = dice.sample(range(brands), dice.below(12) + 3)
    steep = dice.between(0.0, 1.6)
    weights = [float(rank**-steep) for rank in range(1, len(chosen) + 1)]
    return {brand: w / sum(weights) for brand, w in zip(chosen, weights, strict=True)}
