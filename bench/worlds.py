"""Invented worlds never used while building: what is found, who is named wrongly, how often intervals hold.

Not a race: the figures are shares, pooled over twenty seeds and two kinds of tails, with their 90 %
intervals and the median width of every reading.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from candide.jobs.worlds import try_world
from candide.simulate.dice import Tails
from candide.simulate.score import pool

#: Seeds of the proofs; builders use others.
HELD_OUT = range(101, 121)
TAILS: tuple[Tails, ...] = ("lognormal", "pareto")
#: Findings that the audit must make; the rest are kinds of posts that must not be taken for them.
PLANTED = (
    "stated_paid", "silent_paid", "dissuasion_with_substitute", "bought_followers",
    "bought_followers_posting_day", "copied_comments", "viral_post", "press_step",
)  # fmt: skip
RECALL, WRONG, WEIGHING, COVERAGE = 0.80, 0.05, 0.02, (0.87, 0.93)


def pooled(folder: Path, seeds: Iterable[int], tails: Tails) -> dict[str, Any]:
    """Try worlds of 80 creators in a folder and add up their scores, by kind of flag counted."""
    found = [try_world(folder / f"{tails}-{seed}", 80, seed, tails)["scores"] for seed in seeds]
    return {kind: pool([f[kind] for f in found]) for kind in ("weighing", "any")}


def overall(scores: dict[str, Any]) -> float:
    """Return the coverage of all readings together."""
    read = scores["any"]["readings"].values()
    return float(sum(r["hits"] for r in read) / sum(r["of"] for r in read))


def meets(scores: dict[str, Any]) -> bool:
    """Say whether every bar is met."""
    recall = all(scores["any"]["behaviours"][name]["share"] >= RECALL for name in PLANTED)
    named = scores["any"]["flags"]["share"] <= WRONG and scores["weighing"]["flags"]["share"] <= WEIGHING
    return recall and named and COVERAGE[0] <= overall(scores) <= COVERAGE[1]


def run(scale: str, turns: int) -> dict[str, Any]:
    """Return the scores of every kind of tails; `agrees` when every bar is met."""
    seeds = HELD_OUT if scale == "full" else HELD_OUT[:1]
    found: dict[str, Any] = {"bench": "worlds", "scale": scale, "seeds": list(seeds), "tails": {}}
    for tails in TAILS:
        with tempfile.TemporaryDirectory() as folder:
            scores = pooled(Path(folder), seeds, tails)
        found["tails"][tails] = scores | {"coverage": overall(scores), "meets": meets(scores)}
    found["agrees"] = scale != "full" or all(t["meets"] for t in found["tails"].values())
    return found


def lines(found: dict[str, Any]) -> list[str]:
    """Return the scores as text."""
    said = []
    for tails, scores in found["tails"].items():
        said.append(f"{tails}: coverage {scores['coverage']:.3f}")
        for name, rate in scores["any"]["behaviours"].items():
            said.append(f"  {name:<30} found {rate['hits']} of {rate['of']}, wrong {rate['wrong']}")
        for kind in ("weighing", "any"):
            flags = scores[kind]["flags"]
            said.append(f"  clean creators flagged ({kind}): {flags['hits']} of {flags['of']}")
        for name, read in scores["any"]["readings"].items():
            said.append(f"  {name:<26} holds {read['share']:.3f} of {read['of']}, width {read['width']:.4f}")
    return said
