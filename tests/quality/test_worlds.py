"""Invented worlds, seeds never used while building: what is planted is found, nobody clean is named.

The capped version tries one held-out world of each kind of tail with loose floors, since one world
holds four to eight of each behaviour. `make prove` tries twenty of each, at the bars that the
project sets itself.
"""

import json

import pytest

from candide.jobs.worlds import try_world
from candide.simulate.score import pool

#: Seeds of the proofs; builders use others.
HELD_OUT = range(101, 121)
#: Findings that the audit must make; the rest are kinds of posts that must not be taken for them.
PLANTED = (
    "stated_paid", "silent_paid", "dissuasion_with_substitute", "bought_followers",
    "bought_followers_posting_day", "copied_comments", "viral_post", "press_step",
)  # fmt: skip


def scores(folder, seeds, tails):
    found = []
    for seed in seeds:
        place = folder / f"{tails}-{seed}"
        found.append(try_world(place, 80, seed, tails)["scores"])
    return {kind: pool([f[kind] for f in found]) for kind in ("weighing", "any")}


def overall(pooled):
    """Coverage over all readings together."""
    read = pooled["any"]["readings"].values()
    return sum(r["hits"] for r in read) / sum(r["of"] for r in read)


@pytest.mark.parametrize("tails", ["lognormal", "pareto"])
def test_one_held_out_world_finds_most_and_names_nobody_clean(tmp_path, tails):
    pooled = scores(tmp_path, HELD_OUT[:1], tails)
    hits = sum(pooled["any"]["behaviours"][name]["hits"] for name in PLANTED)
    of = sum(pooled["any"]["behaviours"][name]["of"] for name in PLANTED)
    assert hits / of >= 0.8
    assert pooled["any"]["flags"]["share"] <= 0.05
    assert 0.82 <= overall(pooled) <= 0.98


@pytest.mark.prove
@pytest.mark.parametrize("tails", ["lognormal", "pareto"])
def test_twenty_held_out_worlds_meet_every_bar(tmp_path, tails):
    pooled = scores(tmp_path, HELD_OUT, tails)
    print(json.dumps({"tails": tails, **pooled}, indent=1))
    for name in PLANTED:
        assert pooled["any"]["behaviours"][name]["share"] >= 0.80, name
    assert pooled["any"]["flags"]["share"] <= 0.05
    assert pooled["weighing"]["flags"]["share"] <= 0.02
    assert 0.87 <= overall(pooled) <= 0.93
