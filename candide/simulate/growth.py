"""Day by day: followers come and go, posts are seen, views bring followers."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

from candide.simulate import dates
from candide.simulate.dice import Dice
from candide.simulate.person import Person
from candide.simulate.plan import Post
from candide.simulate.roles import TIKTOK
from candide.simulate.steps import Step
from candide.simulate.world import FORMATS, World

PURGED = 0.02  # mean share of followers that the platform takes on the day of the purge
_LEAVE = 0.0003  # share of followers that leaves on an ordinary day
_BOUGHT_LEAVE = 0.001
_VIEWS_COME = (0.35, 0.35, 0.20, 0.10)  # when the followers that views bring arrive, day after day
_MOST_VIEWS = 50_000_000


@dataclass
class Course:
    """Daily follower counts at 00:00 UTC, by day from POSTS_START: all of them, and the people among them."""

    shown: list[int]
    people: list[int]

    def at(self, day: int) -> tuple[int, int]:
        """Return all followers, and the people among them, at the start of a day."""
        i = min(max(day - dates.POSTS_START, 0), len(self.shown) - 1)
        return self.shown[i], self.people[i]


def live(world: World, person: Person, posts: list[Post], step: Step | None, dice: Dice) -> Course:
    """Give every post its counts and return the follower course."""
    if person.platform != TIKTOK:
        for post in posts:
            rate = person.hidden.per_follower + post.reply + effect(world, person, post)
            _react(post, person, person.hidden.followers * exp(rate), dice)
        flat = [person.hidden.followers] * (dates.LAST_DAY - dates.POSTS_START + 1)
        return Course(flat, list(flat))
    return _days(world, person, posts, step, dice)


def effect(world: World, person: Person, post: Post) -> float:
    """Return the log effect of a post's week and format on its interactions."""
    week = world.weeks[person.platform].get(dates.monday(post.day), 0.0)
    return week + FORMATS[person.platform][post.kind]


def _days(world: World, person: Person, posts: list[Post], step: Step | None, dice: Dice) -> Course:
    by_day: dict[int, list[Post]] = {}
    for post in posts:
        by_day.setdefault(post.day, []).append(post)
    people, bought, base, poisson = person.hidden.followers, 0, 0, dice.rng.poisson
    coming = [0.0] * (dates.LAST_DAY - dates.POSTS_START + len(_VIEWS_COME) + 4)
    course = Course([], [])
    for i, day in enumerate(range(dates.POSTS_START, dates.LAST_DAY + 1)):
        course.shown.append(people + bought)
        course.people.append(people)
        for post in by_day.get(day, ()):
            views = _seen(world, person, post, people, dice)
            if step is None or step.post != post.id or not step.real:
                for later, part in enumerate(_VIEWS_COME):
                    coming[i + later] += part * views * person.hidden.followers_per_view
        if step is not None and step.day <= day <= step.last:
            base = people + bought if day == step.day else base
            arrive = round(base * step.share * step.spread[day - step.day])
            people, bought = (people + arrive, bought) if step.real else (people, bought + arrive)
        luck = float(dice.rng.gamma(4.0, 0.25))
        people += int(poisson(max(0.0, (person.hidden.daily_growth + _LEAVE) * people + coming[i]) * luck))
        lost = PURGED * dice.between(0.7, 1.3) if day == world.purge else _LEAVE
        people -= min(people, int(poisson(lost * people)))
        bought -= min(bought, int(poisson(_BOUGHT_LEAVE * bought)))
    return course


def _seen(world: World, person: Person, post: Post, people: int, dice: Dice) -> float:
    """Give a TikTok post its counts and return its expected views."""
    mean = min(people * exp(person.hidden.views + post.reach), _MOST_VIEWS)
    post.views = int(dice.rng.poisson(mean))
    _react(post, person, mean * exp(person.hidden.per_view + post.reply + effect(world, person, post)), dice)
    return mean


def _react(post: Post, person: Person, interactions: float, dice: Dice) -> None:
    """Draw the counts of a post; on TikTok `comments` holds threads until their replies are written."""
    likes, comments, shares, saves = person.hidden.parts
    if person.platform == TIKTOK:
        comments /= person.hidden.thread
    means = [interactions * part for part in (likes, comments, shares, saves)]
    post.likes, post.comments, post.shares, post.saves = dice.rng.poisson(means).tolist()


def per_follower(person: Person, posts: list[Post], course: Course) -> float:
    """Return the latent log rate (likes and comments) per follower shown on the day of the post.

    Followers who were bought are shown but react to nothing: the median over the posts of the rate
    of people, less the log of shown over people.
    """
    likes_comments = log(person.hidden.parts[0] + person.hidden.parts[1])
    gaps = sorted(log(max(1, shown) / max(1, people)) for shown, people in (course.at(p.day) for p in posts))
    return person.hidden.per_follower + likes_comments - gaps[len(gaps) // 2]
