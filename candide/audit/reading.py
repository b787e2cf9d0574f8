"""One reading of one creator: figure, interval, peers, evidence, or the reason why nothing is said.

Every figure here is computed from what the reading itself embeds: `rows` and `basis` for a counted
signal, `series`, `moved` and `context` for a shift. A replay calls the same functions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np

from candide.audit import coincide, flags
from candide.audit.words import say
from candide.signal import Signal
from candide.signal.shift import WEIGHS, find
from candide.tables import TABLES

_DIGITS = 10  # figures kept in a document: beyond, machines differ


def head(signal: Signal, stable: bool) -> dict[str, Any]:
    """Return what every reading of a signal begins with."""
    return {
        "code": signal.code,
        "name": signal.name,
        "axis": signal.axis,
        "private": signal.private,
        "title": dict(signal.title),
        "definition": dict(signal.definition),
        "kind": signal.estimator,
        "unit": signal.unit,
        "stable": stable,
    }


def abstained(
    signal: Signal, have: int, missing: Mapping[str, Sequence[str]], sources: list[str]
) -> dict[str, Any]:
    """Return why nothing is said: columns that no file speaks of, or too few rows."""
    words = (
        say("abstained.not_spoken", columns=_named(missing))
        if missing
        else say("abstained.too_few", have=have, need=signal.enough)
    )
    return {
        "value": None,
        "low": None,
        "high": None,
        "n": have,
        "peers": None,
        "flags": [],
        "abstained": {
            "reason": "not_spoken" if missing else "too_few",
            "words": words,
            "have": have,
            "need": signal.enough,
            "fetch": sources,
        },
    }


def counted(result: Mapping[str, float], peers: Mapping[str, Any] | None, n: int) -> dict[str, Any]:
    """Return the figures of a counted signal, rounded to what a document keeps."""
    figures = {k: rounded(result[k]) for k in ("value", "low", "high")}
    return figures | {"n": n, "peers": peers, "abstained": None}


def shifted(reading: Mapping[str, Any]) -> dict[str, Any]:
    """Return steps, total and flags of a shift from the series, movements and context it embeds."""
    found = find(_series(reading), {(0, day): rise for day, rise in reading["moved"]})
    context = {k: [_timed(r) for r in rows] for k, rows in reading["context"].items()}
    steps = []
    for i in range(len(found.creator)):
        step = coincide.explain(context, int(found.before[i]), int(found.day[i]))
        step |= {
            "low": rounded(np.expm1(found.low[i])),
            "high": rounded(np.expm1(found.high[i])),
            "z": rounded(found.z[i]),
        }
        steps.append(step | {"words": flags.step_words(step)})
    alone = [s for s in steps if s["coincides"] == "nothing" and s["z"] >= WEIGHS]
    bounds = [rounded(np.expm1(sum(np.log1p(s[k]) for s in alone))) for k in ("low", "high")]
    return {
        "value": rounded(sum(bounds) / 2),
        "low": bounds[0],
        "high": bounds[1],
        "n": len(reading["series"]),
        "peers": None,
        "abstained": None,
        "steps": steps,
        "flags": flags.of_steps(steps),
    }


def missing_columns(
    signal: Signal, creator: str, spoken: Mapping[str, Mapping[str, int]]
) -> dict[str, list[str]]:
    """Return, by table, the columns that the signal reads and no source of the creator speaks of."""
    missing = {}
    for name, columns in signal.reads.items():
        mask = spoken.get(name, {}).get(creator, 0)
        absent = [c for c in columns if not mask & TABLES[name].bits[c]]
        if absent:
            missing[name] = absent
    return missing


def _named(missing: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return columns in words, each once."""
    named = [say(f"column.{c}") for c in dict.fromkeys(c for t in sorted(missing) for c in missing[t])]
    return {lang: ", ".join(words[lang] for words in named) for lang in ("fr", "en")}


def rounded(x: float) -> float:
    """Return x with the figures that a document keeps."""
    return float(f"{float(x):.{_DIGITS}g}")


def _series(reading: Mapping[str, Any]) -> dict[str, Any]:
    columns = list(zip(*reading["series"], strict=True))
    zeros = np.zeros(len(reading["series"]), dtype=np.int64)
    return {
        "creator": zeros,
        "platform": zeros,
        "day": np.array(columns[0], dtype=np.int64),
        "value": np.array(columns[1], dtype=float),
        "low": np.array(columns[2], dtype=float),
        "high": np.array(columns[3], dtype=float),
    }


def _timed(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: _time(v) if k in ("published_at", "at", "first", "last") and v else v for k, v in row.items()}


def _time(text: str | datetime) -> datetime:
    moment = text if isinstance(text, datetime) else datetime.fromisoformat(text)
    return moment.astimezone(UTC)
