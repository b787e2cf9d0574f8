"""Five axes and a total, from readings and the weights that a pack holds.

Each reading becomes points by a monotone table; an axis is the logistic of its points. What could not
be measured adds no points and widens the interval. The interval is that of seeded draws from each
reading's own interval. Below the least coverage no total is printed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from candide.audit.words import amount, percent, say
from candide.signal import AXES, load

Reading = Mapping[str, Any]


def axes(readings: Sequence[Reading], weights: Mapping[str, Any], seed: str) -> list[dict[str, Any]]:
    """Return the five axes, each with value, 90 % interval, coverage and reasons.

    weights  the weights pack: `signals`, `groups`, `opinion`
    seed     identity of the document; draws derive from it and the signal's code
    """
    return [_axis(axis, readings, weights, seed) for axis in AXES]


def total(found: Sequence[Mapping[str, Any]], weights: Mapping[str, Any], preset: str) -> dict[str, Any]:
    """Return the total over the axes, or the sentence that says why there is none."""
    shares = weights["presets"][preset]
    whole = sum(shares[a["axis"]] for a in found)
    coverage = sum(shares[a["axis"]] * a["coverage"] for a in found) / whole
    least = weights["opinion"]["least_coverage"]
    base = {"preset": preset, "weights": dict(shares), "coverage": round(coverage, 6)}
    if coverage < least - 1e-9:
        words = say("opinion.insufficient", coverage=percent(coverage), least=percent(least))
        return base | {"value": None, "low": None, "high": None, "words": words}
    measured = [a for a in found if a["value"] is not None]
    mass = sum(shares[a["axis"]] * a["coverage"] for a in measured)
    value = sum(shares[a["axis"]] * a["coverage"] * a["value"] for a in measured) / mass
    half = [
        np.sqrt(sum((shares[a["axis"]] * a["coverage"] * (a["value"] - a[side])) ** 2 for a in measured))
        / mass
        for side in ("low", "high")
    ]
    low, high = max(0.0, value - half[0]), min(100.0, value + half[1])
    return base | {"value": round(value, 3), "low": round(float(low), 3), "high": round(float(high), 3)}


def _axis(axis: str, readings: Sequence[Reading], weights: Mapping[str, Any], seed: str) -> dict[str, Any]:
    rules = {c: r for c, r in weights["signals"].items() if load()[c].axis == axis and not load()[c].private}
    mine = {r["code"]: r for r in readings if r["code"] in rules and r["value"] is not None}
    measured = [c for c in sorted(mine) if mine[c]["stable"]]
    whole = sum(r["weight"] for r in rules.values())
    coverage = sum(rules[c]["weight"] for c in measured) / whole if whole else 0.0
    points = {c: _points(mine[c], rules[c], seed, weights["opinion"]["draws"]) for c in mine}
    draws = _capped({c: points[c] for c in measured}, rules, weights)
    for code in sorted(set(rules) - set(measured)):
        draws = draws + _noise(seed, code, len(draws)) * rules[code]["weight"] / 2
    words = say(f"axis.{axis}")
    base = {
        "axis": axis,
        "title": words,
        "coverage": round(coverage, 6),
        "measured": measured,
        "missing": sorted(set(rules) - set(measured)),
        "reasons": _reasons(mine, points, measured),
    }
    if not measured:
        return base | {"value": None, "low": None, "high": None}
    value, *ends = 100 / (1 + np.exp(-weights["opinion"]["scale"] * draws[[0]])), draws[1:]
    low, high = 100 / (1 + np.exp(-weights["opinion"]["scale"] * np.quantile(ends[0], [0.05, 0.95])))
    middle = float(value[0])
    return base | {
        "value": round(middle, 3),
        "low": round(min(float(low), middle), 3),
        "high": round(max(float(high), middle), 3),
    }


def _points(reading: Reading, rule: Mapping[str, Any], seed: str, draws: int) -> np.ndarray[Any, Any]:
    """Return the points of a reading, then of `draws` readings drawn from its interval."""
    noise = _noise(seed, reading["code"], draws + 1) / 1.6448536269514722
    up, down = reading["high"] - reading["value"], reading["value"] - reading["low"]
    x = reading["value"] + np.where(noise > 0, noise * up, noise * down)
    if rule["input"] == "ratio":
        typical = (reading["peers"] or {}).get("median") or 0.0
        x = x / typical if typical > 0 else np.ones_like(x)
    xs, ys = zip(*rule["table"], strict=True)
    return np.asarray(rule["weight"] * np.interp(x, xs, ys))


def _noise(seed: str, code: str, n: int) -> np.ndarray[Any, Any]:
    """Return n standard normal draws, the first of them 0: the reading itself."""
    number = int.from_bytes(hashlib.sha256(f"{seed}:{code}".encode()).digest()[:8], "big")
    draws = np.random.Generator(np.random.Philox(number)).standard_normal(n)
    draws[0] = 0.0
    return draws


def _capped(
    points: Mapping[str, np.ndarray[Any, Any]], rules: Mapping[str, Any], weights: Mapping[str, Any]
) -> np.ndarray[Any, Any]:
    """Add the points of signals, each group of correlated ones held within its cap."""
    groups: dict[str, np.ndarray[Any, Any]] = {}
    for code in sorted(points):
        name = rules[code].get("group", code)
        groups[name] = groups.get(name, 0.0) + points[code]
    out = np.zeros(weights["opinion"]["draws"] + 1)
    for name in sorted(groups):
        cap = weights["groups"].get(name, np.inf)
        out = out + np.clip(groups[name], -cap, cap)
    return out


def _reasons(
    mine: Mapping[str, Reading], points: Mapping[str, np.ndarray[Any, Any]], measured: Sequence[str]
) -> list[dict[str, Any]]:
    reasons = []
    for code in sorted(mine, key=lambda c: (-abs(float(points[c][0])), c)):
        weighs = code in measured
        score = round(float(points[code][0]), 4) if weighs else 0.0
        direction = "for" if score > 0.02 else "against" if score < -0.02 else "neutral"
        words = say(
            "reason.points" if weighs else "reason.draft",
            title=mine[code]["title"],
            value=amount(mine[code]["value"], mine[code]["unit"]),
        )
        reasons.append({"code": code, "direction": direction, "points": score, "words": words})
    return reasons
