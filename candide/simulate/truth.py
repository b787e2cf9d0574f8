"""The truth of an invented world: hidden numbers, what really came of them, and who was planted with what.

Shape of the document (schema candide-world/1)
    seed, tails, creators, window     how it was made, and from which day to which
    platform                          shifted weeks, purge, week and format effects (logs)
    files                             name -> items
    people                            one entry a creator: role, clean, latent, realised, step, post_ids,
                                      copies (ids of bought comments)
    behaviours                        name -> adverse, creators, also, thin, posts, comments
    posts                             post id -> what a careful reader would say; posts not named say nothing

`latent` bears the names of the signals, in natural units (a rate, a share, days). `also` names the
creators of whom a finding would be true though it is not their role; `thin` those whose role left
too few traces, who count neither as planted nor as clean.
"""

from __future__ import annotations

from collections.abc import Callable
from math import log
from typing import Any

from candide.simulate import dates
from candide.simulate.growth import Course
from candide.simulate.measured import latent, realised
from candide.simulate.person import Person
from candide.simulate.plan import Post
from candide.simulate.roles import BY_NAME, ROLES, TIKTOK
from candide.simulate.steps import Step
from candide.simulate.threads import Comment
from candide.simulate.world import FORMATS, SHIFT, World

Threads = dict[str, list[Comment]]

ENOUGH_POSTS, ENOUGH_COPIES = 3, 5  # traces below which a role is thin
_EXCEPTIONAL = log(12.0)  # log views above the creator's own median that nobody would call usual
_BOTH_STEPS = ("bought_followers", "bought_followers_posting_day")


class Truth:
    """Collects the truth creator by creator."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._people: list[dict[str, Any]] = []
        self._posts: dict[str, dict[str, Any]] = {}
        self._found: dict[str, dict[str, list[str]]] = {
            r.name: {"creators": [], "also": [], "thin": [], "posts": [], "comments": []} for r in ROLES
        }

    def add(
        self, person: Person, posts: list[Post], threads: Threads, course: Course, step: Step | None
    ) -> None:
        """Add one creator."""
        said = [c for p in posts for c in threads.get(p.id, ())]
        traces = {name: [p.id for p in posts if test(p)] for name, test in _TRACES.items()}
        copies = [c.id for c in said if c.kind == "bought"]
        self._plant(person, traces, copies)
        self._posts |= {p.id: _told(person, p) for p in posts if _speaks(p)}
        self._people.append({
            "native_id": person.native_id, "platform": person.platform, "handle": person.handle,
            "language": person.language, "theme": person.theme, "role": person.role.name,
            "clean": not person.role.adverse, "rounded": person.rounded,
            "posts": len(posts), "post_ids": [p.id for p in posts], "copies": copies,
            "followers": course.shown[-1], "followers_bought": course.shown[-1] - course.people[-1],
            "latent": latent(person, posts, said, course), "realised": realised(posts, said, course),
            "step": _step(step, course),
        })  # fmt: skip

    def document(self, files: dict[str, int], private: list[str]) -> dict[str, Any]:
        """Return the whole truth.

        files    name -> items written
        private  ids of private Instagram accounts that a source must refuse
        """
        world = self._world
        planted = {n: {"adverse": BY_NAME[n].adverse, **found} for n, found in self._found.items()}
        return {
            "schema": "candide-world/1", "seed": world.seed, "tails": world.tails,
            "creators": len(self._people), "window": _window(world), "platform": _platform(world),
            "files": files, "private_accounts": private, "people": self._people, "behaviours": planted,
            "posts": self._posts,
        }  # fmt: skip

    def _plant(self, person: Person, traces: dict[str, list[str]], copies: list[str]) -> None:
        role, who = person.role.name, person.native_id
        for name, posts in traces.items():
            self._found[name]["posts"] += posts
            enough = 1 if name == "viral_post" else ENOUGH_POSTS
            if role == name:
                self._found[name]["creators" if len(posts) >= enough else "thin"].append(who)
            elif posts:
                self._found[name]["also"].append(who)
        self._found["copied_comments"]["comments"] += copies
        if role == "copied_comments":
            self._found[role]["creators" if len(copies) >= ENOUGH_COPIES else "thin"].append(who)
        elif role == "press_step":
            self._found[role]["creators"].append(who)
        elif role in _BOTH_STEPS:
            self._found[role]["creators"].append(who)
            self._found[_BOTH_STEPS[1 - _BOTH_STEPS.index(role)]]["also"].append(who)


def _related(relation: str) -> Callable[[Post], bool]:
    return lambda post: post.caption.told.relation == relation


def _dissuades(paid: bool) -> Callable[[Post], bool]:
    return lambda post: (
        post.caption.told.dissuasion in ("product", "general")
        and (post.caption.told.substitute == "named_commercial") is paid
    )


#: What a post must hold to be a trace of a behaviour.
_TRACES: dict[str, Callable[[Post], bool]] = {
    "silent_paid": _related("undisclosed_cues"),
    "stated_paid": _related("disclosed_clear"),
    "own_business": _related("own_business"),
    "denial": _related("denial"),
    "dissuasion_with_substitute": _dissuades(paid=True),
    "honest_dissuasion": _dissuades(paid=False),
    "viral_post": lambda post: post.reach > _EXCEPTIONAL,
}


def _window(world: World) -> dict[str, str]:
    return {
        "from": dates.iso_day(dates.POSTS_START), "to": dates.iso_day(dates.POSTS_END),
        "collected": dates.COLLECTED.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "first_count": dates.iso_day(world.first_count), "last_count": dates.iso_day(dates.LAST_DAY),
    }  # fmt: skip


def _platform(world: World) -> dict[str, Any]:
    platform, mondays = world.shifted
    return {
        "shift": {"platform": platform, "factor": SHIFT, "mondays": [dates.iso_day(m) for m in mondays]},
        "purge": {"platform": TIKTOK, "day": dates.iso_day(world.purge)},
        "weeks": {p: {dates.iso_day(m): e for m, e in weeks.items()} for p, weeks in world.weeks.items()},
        "formats": FORMATS,
    }


def _speaks(post: Post) -> bool:
    told = post.caption.told
    return told.relation != "none" or told.dissuasion != "none" or post.reach > _EXCEPTIONAL


def _told(person: Person, post: Post) -> dict[str, Any]:
    told = post.caption.told
    return {
        "by": person.native_id, "relation": told.relation, "dissuasion": told.dissuasion,
        "substitute": told.substitute, "contradiction": told.contradiction, "brand": told.brand,
        "code": told.code, "place": told.place,
        "paid_label": told.paid_label if post.speaks else None, "exceptional": post.reach > _EXCEPTIONAL,
    }  # fmt: skip


def _step(step: Step | None, course: Course) -> dict[str, Any] | None:
    if step is None:
        return None
    before, after = course.at(step.day)[0], course.at(step.last + 1)[0]
    return {
        "behaviour": step.behaviour, "from": dates.iso_day(step.day), "to": dates.iso_day(step.last),
        "post": step.post, "rise": after / before - 1, "planted_rise": step.share, "bought": not step.real,
    }  # fmt: skip
