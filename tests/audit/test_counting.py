"""Counting over a lake: what must not move a reading, and what must silence it."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from candide.audit.counting import count
from candide.derive import build
from candide.signal import get
from tests.lakes import lake

START = datetime(2026, 1, 5, tzinfo=UTC)


def panel(seed=4, creators=40, posts=30, boost=None, weeks=16):
    """Creators with posts over some weeks; `boost` multiplies the interactions of one week."""
    rng = np.random.default_rng(seed)
    rows = {"creator": [], "creator_history": [], "post": []}
    for c in range(creators):
        followers = int(10 ** rng.uniform(3, 4.5))
        level = rng.normal(-3, 0.5)
        rows["creator"].append({"creator_key": f"c{c:03}", "followers": followers})
        for p in range(posts):
            at = START + timedelta(days=float(rng.uniform(0, 7 * weeks)))
            k = max(20, int(followers * np.exp(level + rng.normal(0, 0.5))))
            if boost and (at - START).days // 7 == boost:
                k = int(k * 1.62)
            rows["post"].append(
                {
                    "creator_key": f"c{c:03}",
                    "post_id": f"c{c:03}p{p}",
                    "kind": "video",
                    "published_at": at,
                    "likes": k,
                    "comments": 0,
                    "views": k * 20,
                }
            )
    return rows


def level(rows):
    with lake(rows) as held:
        counted = count(held, [get("AUD001")])["AUD001"]
    return counted


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_a_platform_week_moves_no_creator_against_its_peers(seed):
    calm, moved = level(panel(seed)), level(panel(seed, boost=7))
    with np.errstate(all="ignore"):
        before = np.log(calm.result["value"]) - calm.summary["mu"]
        after = np.log(moved.result["value"]) - moved.summary["mu"]
    assert np.abs(np.expm1(after - before)).max() < 0.01


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_a_platform_week_moves_no_displayed_rate_by_more_than_one_percent(seed):
    calm, moved = level(panel(seed)), level(panel(seed, boost=7))
    assert np.abs(moved.result["value"] / calm.result["value"] - 1).max() < 0.01


def test_one_post_a_thousand_times_larger_hardly_moves_a_creator():
    base = panel(posts=20)
    calm = level(base)
    shifts, rng = [], np.random.default_rng(4)
    for c in range(40):
        rows = {k: [dict(r) for r in v] for k, v in base.items()}
        rows["post"][c * 20 + rng.integers(20)]["likes"] *= 1000
        shifts.append(abs(level(rows).result["value"][c] / calm.result["value"][c] - 1))
    assert np.median(shifts) < 0.03
    assert np.quantile(shifts, 0.95) < 0.20


def test_shuffled_rows_give_the_same_readings_to_the_bit():
    rows = panel()
    shuffled = {k: [v[i] for i in np.random.default_rng(1).permutation(len(v))] for k, v in rows.items()}
    one, other = level(rows), level(shuffled)
    for name in ("value", "low", "high"):
        assert one.result[name].tobytes() == other.result[name].tobytes()


def test_a_post_whose_source_does_not_speak_of_comments_is_not_counted():
    rows = panel(creators=10)
    silent = [{k: v for k, v in p.items() if k != "comments"} for p in rows["post"]]
    assert level({**rows, "post": silent}).creators == []


def test_hidden_likes_leave_no_row():
    rows = panel(creators=10)
    for post in rows["post"][::2]:
        post["likes"] = None
    assert level(rows).stats["n"].max() == 15


def test_an_empty_lake_abstains_everywhere():
    with lake({}) as held:
        counted = count(held)
    assert all(c.creators == [] for c in counted.values())


def test_an_interval_always_holds_its_value():
    counted = level(panel())
    assert (counted.result["low"] <= counted.result["value"]).all()
    assert (counted.result["value"] <= counted.result["high"]).all()


@pytest.mark.parametrize("posts", [6, 30])
def test_a_creator_without_followers_is_silent_per_follower_and_speaks_per_view(posts):
    rows = panel(creators=12, posts=posts)
    rows["creator"] = [{"creator_key": r["creator_key"]} for r in rows["creator"]]
    with lake(rows) as held:
        counted = count(held, [get("AUD001"), get("AUD002")])
    assert counted["AUD001"].creators == []
    assert len(counted["AUD002"].creators) == 12


def test_a_week_inside_a_gap_takes_the_nearer_end_of_the_history():
    rows = panel(creators=12, posts=0)
    rows["creator"] = rows["creator"][:1]
    rows["creator_history"] = [
        {"creator_key": "c000", "observed_at": START + timedelta(weeks=w), "followers": n}
        for w, n in ((0, 1000), (20, 9000))
    ]
    rows["post"] = [
        {"creator_key": "c000", "post_id": f"p{w}", "published_at": START + timedelta(weeks=w, days=1),
         "likes": 10, "comments": 1} for w in (2, 18)
    ]  # fmt: skip
    with lake(rows) as held:
        build(held, ["post_exposure"])
        found = held.sql("select post_id, followers from post_exposure order by post_id").to_pylist()
    assert {r["post_id"]: r["followers"] for r in found} == {"p2": 1000, "p18": 9000}


def test_posts_of_somebody_no_file_describes_are_left_out_without_a_crash():
    rows = panel(creators=12)
    rows["creator"] = rows["creator"][1:]
    assert len(level(rows).creators) == 11
