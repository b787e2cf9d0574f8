"""Invented worlds, seeds never used while building: what is planted is found, nobody clean is named.

The capped version tries one held-out world of each kind of tail with loose floors, since one world
holds four to eight of each behaviour. `make prove` tries twenty of each, at the bars that the
project sets itself; `python -m bench worlds` prints the figures.
"""

import pytest

from bench.worlds import COVERAGE, HELD_OUT, PLANTED, RECALL, TAILS, WEIGHING, WRONG, overall, pooled


@pytest.mark.parametrize("tails", TAILS)
def test_one_held_out_world_finds_most_and_names_nobody_clean(tmp_path, tails):
    scores = pooled(tmp_path, HELD_OUT[:1], tails)
    hits = sum(scores["any"]["behaviours"][name]["hits"] for name in PLANTED)
    of = sum(scores["any"]["behaviours"][name]["of"] for name in PLANTED)
    assert hits / of >= RECALL
    assert scores["any"]["flags"]["share"] <= WRONG
    assert 0.82 <= overall(scores) <= 0.98


@pytest.mark.prove
@pytest.mark.parametrize("tails", TAILS)
def test_twenty_held_out_worlds_meet_every_bar(tmp_path, tails):
    scores = pooled(tmp_path, HELD_OUT, tails)
    for name in PLANTED:
        assert scores["any"]["behaviours"][name]["share"] >= RECALL, name
    assert scores["any"]["flags"]["share"] <= WRONG
    assert scores["weighing"]["flags"]["share"] <= WEIGHING
    assert COVERAGE[0] <= overall(scores) <= COVERAGE[1]
