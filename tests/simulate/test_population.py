"""Who lives in an invented world, and what was planted on whom."""

import csv
from datetime import date, timedelta
from statistics import median

import numpy as np
import pytest

from candide.simulate.dates import DAY

BEHAVIOURS = {
    "bought_followers": True, "bought_followers_posting_day": True, "copied_comments": True,
    "silent_paid": True, "dissuasion_with_substitute": True, "viral_post": False, "press_step": False,
    "stated_paid": False, "honest_dissuasion": False, "own_business": False, "denial": False,
}  # fmt: skip


def test_two_thirds_are_on_tiktok_and_most_are_small(world) -> None:
    people = world.truth["people"]
    assert sum(p["platform"] == "tiktok" for p in people) == 53
    sizes = [p["followers"] for p in people]
    assert min(sizes) >= 250 and max(sizes) <= 120_000 and median(sizes) < 5_000


def test_six_in_ten_at_least_are_clean(world) -> None:
    assert sum(p["clean"] for p in world.truth["people"]) >= 0.6 * 80


@pytest.mark.parametrize(("name", "adverse"), BEHAVIOURS.items())
def test_every_behaviour_is_planted_on_several_creators(world, name: str, adverse: bool) -> None:
    planted = world.truth["behaviours"][name]
    assert planted["adverse"] is adverse
    assert len(planted["creators"]) + len(planted["thin"]) >= 4 and len(planted["thin"]) <= 1
    assert {world.person(who)["role"] for who in planted["creators"]} == {name}


def test_bought_followers_come_where_nothing_explains_them(world) -> None:
    explained = {e["native_id"] for e in csv.DictReader((world.folder / "events.csv").open(encoding="utf-8"))}
    for person in world.playing("bought_followers"):
        step = person["step"]
        assert step["bought"] and 0.07 <= step["rise"] <= 0.35 and person["native_id"] not in explained
        assert not _published_between(world, person, step, days=2)


def test_the_step_of_a_posting_day_stands_beside_an_ordinary_post(world) -> None:
    for person in world.playing("bought_followers_posting_day"):
        views = {i["data"]["id"]: i["data"]["stats"]["playCount"] for i in _items(world, person)}
        assert views[person["step"]["post"]] < 3 * median(views.values())
        assert _published_between(world, person, person["step"], days=0)


def test_a_viral_post_stands_out_and_brings_real_followers(world) -> None:
    for person in world.playing("viral_post"):
        views = {i["data"]["id"]: i["data"]["stats"]["playCount"] for i in _items(world, person)}
        assert views[person["step"]["post"]] > 10 * median(views.values())
        assert not person["step"]["bought"] and person["clean"]


def test_a_press_item_stands_beside_each_press_step(world) -> None:
    events = list(csv.DictReader((world.folder / "events.csv").open(encoding="utf-8")))
    dated = {e["native_id"]: e["date"] for e in events if e["kind"] == "press"}
    assert dated == {p["native_id"]: p["step"]["from"] for p in world.playing("press_step")}


def test_steps_can_be_read_in_the_daily_file(world) -> None:
    for person in [p for p in world.truth["people"] if p["step"]]:
        days = dict(world.followers[person["native_id"]])
        after = (date.fromisoformat(person["step"]["to"]) + timedelta(days=1)).isoformat()
        assert days[after] / days[person["step"]["from"]] - 1 == pytest.approx(
            person["step"]["rise"], abs=0.02
        )


def test_the_purge_takes_two_percent_of_everybody(world) -> None:
    day = date.fromisoformat(world.truth["platform"]["purge"]["day"])
    changes = []
    for days in map(dict, world.followers.values()):
        changes.append(days[(day + timedelta(days=1)).isoformat()] / days[day.isoformat()] - 1)
    assert -0.025 < np.median(changes) < -0.015


def _items(world, person):
    return [i for i in world.tiktok if i["data"]["author"]["id"] == person["native_id"]]


def _published_between(world, person, step, days: int) -> int:
    first = date.fromisoformat(step["from"]) - timedelta(days=days)
    last = date.fromisoformat(step["to"]) + timedelta(days=days)
    published = [
        date(1970, 1, 1) + timedelta(days=int(i["data"]["createTime"]) // DAY) for i in _items(world, person)
    ]
    return sum(first <= day <= last for day in published)
