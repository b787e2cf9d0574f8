"""Build an invented world: export files as real tools write them, and the truth beside them."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import orjson

from candide.errors import UsageError
from candide.simulate import bank, followers, growth, instagram, plan, tiktok
from candide.simulate.dice import Dice, Tails
from candide.simulate.envelope import Capture
from candide.simulate.person import Person, person, significant
from candide.simulate.roles import TIKTOK
from candide.simulate.steps import Step, step
from candide.simulate.threads import Public
from candide.simulate.truth import Threads, Truth
from candide.simulate.world import World, world

_BANK, _PRIVATE = 2, 3  # first numbers of the seeds, after those of world.py


def simulate(folder: Path, creators: int = 80, seed: int = 1, tails: Tails = "lognormal") -> dict[str, Any]:
    """Write the export files of an invented world into a folder, and return its truth.

    folder    made if absent; files of the same names are replaced
    creators  how many, two thirds on TikTok and one third on Instagram; from 20 up every role is played
    seed      at least 0; the same seed gives the same bytes
    tails     of the luck of posts: lognormal, or pareto (Student t with 3 degrees of freedom in logs)
    Returns   the document that is also written as truth.json; its shape stands in truth.py
    Raises    UsageError for a number of creators, a seed or tails that cannot be
    """
    if creators < 1 or seed < 0 or tails not in get_args(Tails):
        raise UsageError(
            "at least 1 creator, a seed from 0 up, tails 'lognormal' or 'pareto'",
            came=f"{creators} creators, seed {seed}, tails '{tails}'",
            do="Correct the numbers.",
        )
    folder.mkdir(parents=True, exist_ok=True)
    made = _Files(folder, world(creators, seed, tails))
    made.write()
    document = made.truth.document(made.items, made.private)
    whole = orjson.dumps(document, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2)
    (folder / "truth.json").write_bytes(whole)
    return document


class _Files:
    """The files of one world, written creator by creator so that memory does not grow with their number."""

    def __init__(self, folder: Path, world: World) -> None:
        self._folder, self._world, self.truth = folder, world, Truth(world)
        self.items: dict[str, int] = {}
        self.private: list[str] = []
        self._bank: list[tuple[Person, int]] = []
        self._events = [followers.purge(world)]
        self._friend: Person | None = None

    def write(self) -> None:
        """Write every file."""
        place = self._folder
        with (
            Capture(place / "tiktok-posts.ndjson", "tiktok.com", "tiktok.com") as clips,
            Capture(place / "tiktok-comments.ndjson", "tiktok-comments", "tiktok.com") as comments,
            Capture(place / "instagram-posts.ndjson", "instagram.com", "instagram.com") as pictures,
            (place / "followers.csv").open("w", encoding="utf-8", newline="") as daily,
        ):
            daily.write(",".join(followers.COLUMNS) + "\n")
            for page, seat in enumerate(self._world.seats):
                dice = self._world.dice(seat.index)
                who = person(self._world, seat, dice)
                posts = plan.posts(self._world, who, dice)
                moved = step(self._world, who, posts, dice)
                course = growth.live(self._world, who, posts, moved, dice)
                threads: Threads = {}
                if who.platform == TIKTOK:
                    threads = self._tiktok(page, who, posts, course, clips, comments, dice)
                    daily.writelines(followers.days(self._world, who, course))
                else:
                    items = [instagram.post(who, p, self._friend, dice) for p in posts]
                    pictures.add(page, f"{who.handle}/", items)
                    self._friend = who
                self._note(who, posts, threads, course, moved)
            self._strangers(pictures)
            self.items = {"tiktok-posts.ndjson": clips.items, "tiktok-comments.ndjson": comments.items,
                          "instagram-posts.ndjson": pictures.items}  # fmt: skip
        self._tables()

    def _tiktok(
        self, page: int, who: Person, posts: list[plan.Post], course: growth.Course, clips: Capture,
        comments: Capture, dice: Dice,
    ) -> Threads:  # fmt: skip
        public = Public(who, dice)
        threads = {p.id: public.under(p) for p in posts}
        now = course.shown[-1]
        printed = significant(now, 3) if now >= 10_000 else now
        clips.add(page, f"@{who.handle}", [tiktok.post(who, p, printed, len(posts), dice) for p in posts])
        for item in posts:
            said = [tiktok.comment(who, item, c) for c in threads[item.id]]
            comments.add(page, f"@{who.handle}/video/{item.id}", said)
        return threads

    def _note(
        self, who: Person, posts: list[plan.Post], threads: Threads, course: growth.Course, moved: Step | None
    ) -> None:
        self.truth.add(who, posts, threads, course, moved)
        self._bank.append((who, course.shown[-1]))
        if moved is not None and moved.behaviour == "press_step":
            self._events.append(followers.press(who, moved))

    def _strangers(self, pictures: Capture) -> None:
        dice = Dice(self._world.seed, _PRIVATE)
        for number in range(instagram.PRIVATE_ACCOUNTS):
            items = instagram.private(dice)
            pictures.add(len(self._world.seats) + number, f"{items[0]['user']['username']}/", items)
            self.private.append(items[0]["user"]["pk"])

    def _tables(self) -> None:
        place, dice = self._folder, Dice(self._world.seed, _BANK)
        self.items["bank.xlsx"] = bank.write(place / "bank.xlsx", self._bank, dice)
        followers.write_events(place / "events.csv", self._events)
        for name in ("followers", "events"):
            shipped = files("candide.simulate") / "mappings" / f"{name}.toml"
            (place / f"{name}.mapping.toml").write_bytes(shipped.read_bytes())
        self.items["events.csv"] = len(self._events)
