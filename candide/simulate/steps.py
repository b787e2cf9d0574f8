"""Sudden steps of the follower count: bought, brought by a viral post, or by the press."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from candide.simulate import dates
from candide.simulate.dice import Dice
from candide.simulate.person import Person
from candide.simulate.plan import Post
from candide.simulate.roles import STEPS
from candide.simulate.world import World

_APART = 10  # days between the purge and any step, so that neither explains the other
_CALM_BEFORE, _CALM_AFTER = 9, 5  # days around a step without an exceptional post
_QUIET = 2  # days without any post on either side of followers bought on a quiet day


@dataclass(frozen=True)
class Step:
    """Followers that arrive during the days from `day` on; the count of `day + 1` is the first to show it.

    share   of the followers before the step, 0.08 to 0.30
    spread  part of them that arrives on each day, adding up to 1
    real    they are people: they watch what comes next
    """

    behaviour: str
    day: int
    share: float
    spread: tuple[float, ...]
    real: bool
    post: str | None = None

    @property
    def last(self) -> int:
        """The last day on which they arrive."""
        return self.day + len(self.spread) - 1


def step(world: World, person: Person, posts: list[Post], dice: Dice) -> Step | None:
    """Plant the step of a creator's role, bending the luck of the posts around it where needed.

    Returns None for the other roles. A quiet purchase takes out the posts that stand in its way.
    """
    name = person.role.name
    if name not in STEPS:
        return None
    first, last = world.purge + _APART, dates.POSTS_END - 2
    inside = [p for p in posts if first <= p.day <= last]
    spread = dice.pick(((1.0,), (0.6, 0.4), (0.5, 0.3, 0.2)))
    post = dice.pick(inside) if inside and name in ("bought_followers_posting_day", "viral_post") else None
    day = post.day if post is not None else _quiet_day(posts, first, last, len(spread), dice)
    if name == "bought_followers":
        posts[:] = [p for p in posts if not day - _QUIET <= p.day < day + len(spread) + _QUIET]
    share = dice.between(0.08, 0.30)
    if name == "viral_post" and post is not None:
        post.reach = log(dice.between(25.0, 60.0))
        return Step(name, day, share, (0.55, 0.30, 0.15), real=True, post=post.id)
    _calm(posts, day, person, post)
    return Step(name, day, share, spread, real=name == "press_step", post=post.id if post else None)


def _quiet_day(posts: list[Post], first: int, last: int, length: int, dice: Dice) -> int:
    """Return a day far enough from every post, or the one whose surroundings hold the fewest posts."""
    days = [p.day for p in posts]
    crowd = {d: sum(d - _QUIET <= x < d + length + _QUIET for x in days) for d in range(first, last + 1)}
    least = min(crowd.values())
    return dice.pick([d for d, n in crowd.items() if n == least])


def _calm(posts: list[Post], day: int, person: Person, posted: Post | None) -> None:
    """Make ordinary the posts around a step that they must not explain."""
    usual = person.hidden.reach_noise
    for post in posts:
        if day - _CALM_BEFORE <= post.day <= day + _CALM_AFTER:
            limit = 0.4 * usual if post is posted else usual
            post.reach = min(max(post.reach, -limit), limit)
