"""What a reading says aloud, and whether it weighs: the one place where a flag is raised.

Three kinds. `adverse` weighs, and is held so that at most 2 % of clean creators have any: a follower
step must stand six scales above ordinary days with nothing beside it, a share must exceed its bound
at 99 %. `look_at` asks a human to read and never weighs. `note` says what explains something.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from candide.audit.words import amount, between, day, percent, say
from candide.signal import Signal
from candide.signal.shift import WEIGHS


def of_share(signal: Signal, result: Mapping[str, float], rule: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the flags of a share against the bounds of the weights pack."""
    flags = []
    if "adverse_above" in rule and result["sure_low"] > rule["adverse_above"]:
        words = say(
            "flag.above",
            title=signal.title,
            low=percent(result["sure_low"]),
            bound=percent(rule["adverse_above"]),
        )
        flags.append(_flag("adverse", words))
    if "look_below" in rule and result["high"] < rule["look_below"]:
        words = say(
            "flag.below",
            title=signal.title,
            high=amount(result["high"], signal.unit),
            bound=percent(rule["look_below"]),
        )
        flags.append(_flag("look_at", words))
    return flags


def of_steps(steps: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return one flag a follower step: adverse only when nothing that we hold goes with a strong one."""
    return [_flag(_kind(step), step["words"], step["at"]) for step in steps]


def step_words(step: Mapping[str, Any]) -> dict[str, str]:
    """Say a step in both languages: how much, when, and what it coincides with."""
    when = datetime.fromisoformat(step["at"]).date()
    title = step["with"][0]["title"] or "" if step["with"] else ""
    rise = between(percent(step["low"]), percent(step["high"]))
    return say(f"flag.steps_{step['coincides']}", rise=rise, day=day(when), title=title)


def _kind(step: Mapping[str, Any]) -> str:
    if step["coincides"] in ("post", "press", "platform"):
        return "note"
    return "adverse" if step["coincides"] == "nothing" and step["z"] >= WEIGHS else "look_at"


def _flag(kind: str, words: Mapping[str, str], at: str | None = None) -> dict[str, Any]:
    return {"kind": kind, "weighs": kind == "adverse", "words": dict(words), "at": at, "item": None}
