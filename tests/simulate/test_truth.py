"""The truth agrees with the files, and the hidden numbers are those that made them."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from math import log, sqrt
from statistics import median

import numpy as np
import pytest

from candide.simulate.dates import DAY
from candide.simulate.measured import fold


def rates(world) -> dict[str, list[tuple[int, float]]]:
    """Return, by TikTok creator, the day and log of likes and comments per view of each video."""
    found = defaultdict(list)
    for data in (i["data"] for i in world.tiktok if "imagePost" not in i["data"]):
        stats = data["stats"]
        rate = log((stats["diggCount"] + stats["commentCount"] + 0.5) / (stats["playCount"] + 1))
        found[data["author"]["id"]].append((int(data["createTime"]) // DAY, rate))
    return found


def week_effect(world, platform: str, day: int) -> float:
    monday = date(1970, 1, 1) + timedelta(days=day - (day + 3) % 7)
    return world.truth["platform"]["weeks"][platform].get(monday.isoformat(), 0.0)


def test_reply_shares_can_be_counted_again(world) -> None:
    authors = {i["data"]["id"]: i["data"]["author"]["id"] for i in world.tiktok}
    tops, answered = Counter(), Counter()
    for data in (c["data"] for c in world.comments):
        owner = authors[data["aweme_id"]]
        tops[owner] += data["reply_id"] == "0"
        answered[owner] += data["user"]["uid"] == owner
    for person in (p for p in world.truth["people"] if p["platform"] == "tiktok"):
        who, told = person["native_id"], person["realised"]
        assert (tops[who], answered[who]) == (told["comments"], told["answered"])


def test_duplicated_shares_can_be_counted_again(world) -> None:
    authors = {i["data"]["id"]: i["data"]["author"]["id"] for i in world.tiktok}
    texts = defaultdict(list)
    for data in (c["data"] for c in world.comments):
        if data["user"]["uid"] != authors[data["aweme_id"]] and len(fold(data["text"]).split()) >= 4:
            texts[authors[data["aweme_id"]]].append(fold(data["text"]))
    for who, said in texts.items():
        times = Counter(said)
        assert sum(times[t] > 1 for t in said) == world.person(who)["realised"]["duplicated"]


def test_post_counts_and_cadence_can_be_counted_again(world) -> None:
    times = defaultdict(list)
    for data in (i["data"] for i in world.tiktok):
        times[data["author"]["id"]].append(int(data["createTime"]))
    for who, at in times.items():
        told = world.person(who)
        assert (
            len(at) == told["posts"] == len(told["post_ids"]) == sum(told["realised"]["relations"].values())
        )
        assert median(np.diff(at)) / DAY == pytest.approx(told["realised"]["gap_days"])


def test_commercial_posts_name_their_brand_and_code(world) -> None:
    texts = {i["data"]["id"]: i["data"]["desc"] for i in world.tiktok}
    commercial = {
        k: p for k, p in world.truth["posts"].items() if p["relation"] == "undisclosed_cues" and k in texts
    }
    assert len(commercial) > 20
    for post, told in commercial.items():
        assert told["code"] is None or told["code"] in texts[post]
        assert (
            told["brand"] in texts[post].lower()
            or told["code"]
            or "http" in texts[post]
            or "bio" in texts[post]
        )


def test_shares_scatter_around_their_hidden_chance(world, heavy) -> None:
    z = []
    for person in world.truth["people"] + heavy.truth["people"]:
        p, n = person["latent"]["commercial_share"], person["posts"]
        z.append((person["realised"]["commercial"] - n * p) / sqrt(n * p * (1 - p)))
    assert abs(np.mean(z)) < 0.3 and 0.7 < np.std(z) < 1.3


def test_reply_shares_scatter_around_their_hidden_chance(world) -> None:
    busy = [p for p in world.truth["people"] if p["realised"]["comments"] >= 100]
    gaps = [p["realised"]["reply_share"] - p["latent"]["replies_to_community"] for p in busy]
    assert abs(np.mean(gaps)) < 0.02 and np.std(gaps) < 0.08


def test_copies_stand_out_from_honest_repeats(world) -> None:
    shares = {True: [], False: []}
    for person in (p for p in world.truth["people"] if p["realised"]["long_comments"] >= 40):
        shares[person["role"] == "copied_comments"].append(person["realised"]["duplicated_share"])
    assert np.median(shares[False]) < 0.04 and max(shares[False]) < 0.2
    assert min(shares[True]) > np.median(shares[False])


@pytest.mark.parametrize("kind", ["world", "heavy"])
def test_hidden_rates_are_the_medians_of_the_files(kind: str, request: pytest.FixtureRequest) -> None:
    world = request.getfixturevalue(kind)
    z = []
    for who, found in rates(world).items():
        values = [rate - week_effect(world, "tiktok", day) for day, rate in found]
        spread = 1.4826 * median(abs(v - median(values)) for v in values)
        told = log(world.person(who)["latent"]["engagement_per_view"])
        z.append((median(values) - told) / (1.2533 * spread / sqrt(len(values))))
    assert abs(np.mean(z)) < 0.6 and 0.6 < np.std(z) < 1.6


def test_the_shifted_weeks_are_higher_for_everybody(world) -> None:
    shift = world.truth["platform"]["shift"]
    mondays = {date.fromisoformat(m) for m in shift["mondays"]}
    assert {week_effect(world, shift["platform"], (m - date(1970, 1, 1)).days) for m in mondays} == {
        log(1.62)
    }
    within = defaultdict(lambda: ([], []))
    for data in (i["data"] for i in (world.tiktok if shift["platform"] == "tiktok" else world.instagram)):
        if shift["platform"] == "tiktok":
            who, at, k = (
                data["author"]["id"],
                int(data["createTime"]),
                data["stats"]["diggCount"] / data["stats"]["playCount"],
            )
        else:
            who, at, k = data["user"]["pk"], data["taken_at"], data["like_count"]
        day = date(1970, 1, 1) + timedelta(days=at // DAY)
        within[who][day - timedelta(days=day.weekday()) in mondays].append(log(k + 1e-9))
    rises = [np.median(up) - np.median(rest) for rest, up in within.values() if up and rest]
    assert np.median(rises) == pytest.approx(log(1.62), abs=0.15)


def test_the_two_tails_differ_and_their_middles_do_not(world, heavy) -> None:
    spread = {}
    for name, seen in (("lognormal", world), ("pareto", heavy)):
        found = [np.array([r for _, r in v]) - np.median([r for _, r in v]) for v in rates(seen).values()]
        whole = np.concatenate(found)
        spread[name] = np.percentile(abs(whole), [50, 99])
    assert spread["pareto"][0] == pytest.approx(spread["lognormal"][0], rel=0.2)
    assert spread["pareto"][1] > 1.4 * spread["lognormal"][1]
