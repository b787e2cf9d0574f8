"""The score counts what was found, missed and wrongly flagged, and how often intervals hold."""

import pytest

from candide.errors import UnknownName
from candide.simulate.score import pool, score


def perfect(truth) -> dict[str, list[str]]:
    return {name: b["creators"] + b["posts"] + b["comments"] for name, b in truth["behaviours"].items()}


def test_nothing_found_is_all_missed(world) -> None:
    done = score(world.truth, {})
    assert all(b["creators"]["found"] == 0 for b in done["behaviours"].values())
    assert done["flags"]["clean_flagged"] == 0 and done["readings"] == {}


def test_finding_the_truth_misses_nothing_and_wrongs_nobody(world) -> None:
    done = score(world.truth, {"found": perfect(world.truth)})
    for behaviour in done["behaviours"].values():
        for kind in ("creators", "posts", "comments"):
            assert behaviour[kind]["found"] == behaviour[kind]["planted"]
            assert behaviour[kind]["missed"] == behaviour[kind]["wrong"] == []


def test_a_creator_is_found_by_a_post_or_a_comment(world) -> None:
    silent, copied = (world.truth["behaviours"][n] for n in ("silent_paid", "copied_comments"))
    found = {"silent_paid": silent["posts"], "copied_comments": copied["comments"][:1]}
    done = score(world.truth, {"found": found})["behaviours"]
    assert done["silent_paid"]["creators"]["found"] == len(silent["creators"])
    assert done["copied_comments"]["creators"]["found"] == 1


def test_a_true_finding_outside_the_role_is_no_wrong(world) -> None:
    posting = world.truth["behaviours"]["bought_followers_posting_day"]["creators"]
    done = score(world.truth, {"found": {"bought_followers": posting}})["behaviours"]
    assert done["bought_followers"]["creators"]["wrong"] == []


def test_a_clean_creator_flagged_by_any_signal_is_counted_once(world) -> None:
    honest, dov = world.playing("viral_post")[0], world.playing("bought_followers")[0]
    flagged = {
        f"tiktok:{honest['native_id']}": ["AUD003", "CON002"],
        dov["native_id"]: ["AUD003"],
        "ghost": ["AUD003"],
    }
    done = score(world.truth, {"flagged": flagged})["flags"]
    assert (done["clean_flagged"], done["adverse_flagged"], done["unknown"]) == (1, 1, ["ghost"])
    assert done["who"][honest["native_id"]] == {"codes": ["AUD003", "CON002"], "role": "viral_post"}


def test_intervals_are_counted_under_the_name_behind_a_code(world) -> None:
    people = world.truth["people"]
    read = {p["native_id"]: (0.1, p["latent"]["commercial_share"], 1.0) for p in people}
    read[people[0]["native_id"]] = (0.1, 0.999, 1.0)
    done = score(world.truth, {"readings": {"IND001": read}})["readings"]["IND001"]
    assert (done["latent"], done["n"], done["covered"]) == ("commercial_share", 80, 79)


def test_creators_without_a_hidden_number_are_left_out(world) -> None:
    read = {p["native_id"]: (0.1, 0.0, 1.0) for p in world.truth["people"]}
    assert score(world.truth, {"readings": {"AUD002": read}})["readings"]["AUD002"]["n"] == 53


def test_a_behaviour_that_nobody_plants_is_refused(world) -> None:
    with pytest.raises(UnknownName, match="silent_paid"):
        score(world.truth, {"found": {"night_owls": []}})


def test_worlds_are_added_up_with_an_interval(world, heavy) -> None:
    whole = pool([score(w.truth, {"found": perfect(w.truth)}) for w in (world, heavy)])
    recall = whole["behaviours"]["silent_paid"]
    assert whole["worlds"] == 2 and recall["share"] == 1.0 and 0.6 < recall["low"] < 1.0
    assert whole["flags"]["hits"] == 0 and whole["flags"]["of"] == sum(
        p["clean"] for w in (world, heavy) for p in w.truth["people"]
    )
