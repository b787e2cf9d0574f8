"""The audit sheet: a finished document about one creator, which recounts itself from its own rows.

The document embeds judged rows, what the peers say, the weights and the seed; `replay` computes it
again from these alone and must give the same bytes. Clock values stay outside the hashed part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson
import pyarrow as pa

from candide.audit import flags, opinion, reading
from candide.audit.coincide import Shifts
from candide.audit.counting import ESTIMATORS, Counted, estimate, tally
from candide.audit.fetch import sources_for, to_fetch
from candide.audit.material import Material
from candide.audit.words import say
from candide.errors import SheetError
from candide.signal import Signal, get
from candide.store import Engine

SCHEMA = "candide-sheet/1"
_NAMING = ("native_id", "handle", "display_name", "url", "text", "title", "spans")

#: The figure of each estimator that peers are compared by, from its statistics or result.
_PEER_FIGURE = {
    "level": lambda c: np.exp(c.stats["mid"]),
    "share": lambda c: c.stats["x"] / c.stats["n"],
    "diversity": lambda c: c.result["value"],
}


@dataclass(frozen=True)
class Frame:
    """What every sheet of a run shares.

    weights  the weights pack     preset   name of the user's weights
    packs    [{id, version, status}] behind the labels; an id is its kind, then its language
    purpose  of the workspace     generation   hash of the data visible
    private  the sheet is for the creator: private readings are in it
    """

    weights: Mapping[str, Any]
    preset: str
    packs: Sequence[Mapping[str, str]]
    purpose: str
    generation: str
    private: bool


def sheet(
    creator: str,
    material: Material,
    counts: Mapping[str, Counted],
    moves: Shifts | None,
    frame: Frame,
    signals: Sequence[Signal],
    contexts: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the document of one creator."""
    info = material.info[creator]
    drafts, results = [], {}
    for signal in signals:
        if signal.private and not frame.private:
            continue
        draft, result = _draft(signal, creator, info, material, counts, moves, frame, contexts)
        drafts.append(draft)
        if result:
            results[signal.code] = result
    identity = hashlib.sha256(f"{creator}:{frame.generation}".encode()).hexdigest()[:16]
    whole = complete(
        {
            "creator": _who(info),
            "purpose": frame.purpose,
            "seen_by_creator": False,
            "include_private": frame.private,
            "data": _data(info, material),
            "readings": drafts,
            "weights": dict(frame.weights),
            "preset": frame.preset,
            "packs": [dict(p) for p in frame.packs],
            "seed": identity,
            "reply": [],
        },
        results,
    )
    document: dict[str, Any] = orjson.loads(canonical(whole))  # times as the text that a file will hold
    return unnamed(document) if frame.purpose == "research" else document


def unnamed(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document without names or verbatim text: all that leaves a research workspace."""
    readings = [_unnamed(r) for r in document["readings"]]
    return dict(document) | {"creator": _stripped(document["creator"]), "readings": readings}


def _unnamed(held: Mapping[str, Any]) -> dict[str, Any]:
    bare = dict(held) | {"rows": [_stripped(row) for row in held["rows"]]}
    if "context" not in held:
        return bare
    bare["context"] = {k: [_stripped(row) for row in rows] for k, rows in held["context"].items()}
    return bare | reading.shifted(bare)  # the steps name posts: said again from what is left


def _stripped(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: None if k in _NAMING else v for k, v in row.items()}


def complete(document: Mapping[str, Any], results: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    """Fill in figures, flags, axes and opinion from what the document embeds and the results counted."""
    weights = document["weights"]
    readings = [
        _filled(r, results.get(r["code"]), weights["signals"].get(r["code"], {}))
        for r in document["readings"]
    ]
    found = opinion.axes([r for r in readings if not r["private"]], weights, document["seed"])
    return dict(document) | {
        "readings": readings,
        "axes": found,
        "opinion": opinion.total(found, weights, document["preset"]),
        "fetch_next": to_fetch(readings),
    }


def seal(document: Mapping[str, Any], clock: Mapping[str, Any]) -> dict[str, Any]:
    """Return the sheet around a document: schema, hash of its canonical bytes, and the clock outside it."""
    return {
        "schema": SCHEMA,
        "document": document,
        "clock": dict(clock),
        "sha256": hashlib.sha256(canonical(document)).hexdigest(),
    }


def canonical(document: Mapping[str, Any]) -> bytes:
    """Return the one byte form of a document: sorted keys, UTC times."""
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)


def replay(data: bytes) -> tuple[dict[str, Any], bool]:
    """Recompute a sheet from itself alone. Returns the new document, and whether its bytes are the same.

    Raises SheetError when the bytes are no sheet, or were changed since they were sealed.
    """
    try:
        held = orjson.loads(data)
        document, recorded = held["document"], held["sha256"]
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise SheetError(
            f"a sheet of schema {SCHEMA}", came=str(error), do="Pass a file of `sheets/`."
        ) from error
    if hashlib.sha256(canonical(document)).hexdigest() != recorded:
        raise SheetError(
            "the bytes that were sealed",
            came="a document whose hash differs from its own record",
            do="Use the sheet as it was written.",
        )
    with Engine() as engine:
        results = {r["code"]: _recount(engine, r) for r in document["readings"] if "basis" in r}
    again = complete(document, results)
    return again, canonical(again) == canonical(document)


def _draft(
    signal: Signal,
    creator: str,
    info: Mapping[str, Any],
    material: Material,
    counts: Mapping[str, Counted],
    moves: Shifts | None,
    frame: Frame,
    contexts: Mapping[str, Any],
) -> tuple[dict[str, Any], dict[str, float] | None]:
    """Return what a reading embeds, and the result that was counted for it."""
    base = reading.head(signal, _stable(signal, frame.packs))
    if signal.estimator == "shift":
        series = material.series.get(creator, [])
        if len(series) >= signal.enough and moves:
            context = contexts.get(creator, {"posts": [], "events": [], "period": []})
            return base | {
                "series": series,
                "moved": _within(moves.moved[info["platform"]], series),
                "context": context,
                "rows": [],
            }, None
        return base | {"rows": []} | _silent(signal, creator, info, material, len(series)), None
    rows = material.rows[signal.code].get(creator, [])
    at = counts[signal.code].of(creator)
    if at is None:
        return base | {"rows": rows} | _silent(signal, creator, info, material, len(rows)), None
    count = counts[signal.code]
    basis = {name: float(values[at]) for name, values in count.summary.items()}
    result = {name: float(values[at]) for name, values in count.result.items()}
    return base | {"rows": rows, "basis": basis, "peers": _band(count, at)}, result


def _silent(
    signal: Signal, creator: str, info: Mapping[str, Any], material: Material, have: int
) -> dict[str, Any]:
    missing = reading.missing_columns(signal, creator, material.spoken)
    return reading.abstained(signal, have, missing, sources_for(signal, missing, info["platform"]))


def _filled(
    draft: Mapping[str, Any], result: Mapping[str, float] | None, rule: Mapping[str, Any]
) -> dict[str, Any]:
    if "series" in draft:
        return dict(draft) | reading.shifted(draft)
    if result is None:
        return dict(draft)
    filled = dict(draft) | reading.counted(result, draft["peers"], len(draft["rows"]))
    filled["flags"] = flags.of_share(get(draft["code"]), result, rule) if draft["kind"] == "share" else []
    return filled


def _recount(engine: Engine, held: Mapping[str, Any]) -> dict[str, float]:
    """Count the rows that a reading embeds, as the signal counts those of the lake."""
    signal = get(held["code"])
    value = [r["value"] for r in held["rows"]]
    columns = {
        "creator": pa.array(["-"] * len(value)),
        "value": pa.array(value),
        "item": pa.array([r["item"] for r in held["rows"]], pa.string()),
    }
    if held["rows"] and "cluster" in held["rows"][0]:
        columns["cluster"] = pa.array([r["cluster"] for r in held["rows"]], pa.string())
    engine.view("sheet_rows", pa.table(columns))
    _, stats = tally(engine, signal, "select * from sheet_rows", 1)
    summary = {name: np.array([held["basis"][name]]) for name in ESTIMATORS[signal.estimator].SUMMARY}
    return {name: float(v[0]) for name, v in estimate(signal, stats, summary).items()}


def _band(count: Counted, at: int) -> dict[str, Any]:
    """Return the middle eight tenths of the peers, their number and what they are."""
    low, median, high = count.peers.quantiles(
        _PEER_FIGURE[count.signal.estimator](count), (0.1, 0.5, 0.9), at
    )
    n, widened, sized = int(count.peers.count[at]), bool(count.peers.widened[at]), bool(count.peers.sized[at])
    words = say("peers.near" if sized and not widened else "peers.widened" if sized else "peers.unsized", n=n)
    return {
        "low": reading.rounded(low),
        "median": reading.rounded(median),
        "high": reading.rounded(high),
        "n": n,
        "widened": widened,
        "label": words,
    }


def _stable(signal: Signal, packs: Sequence[Mapping[str, str]]) -> bool:
    """Only stable rules weigh: a signal that reads labels weighs when every pack behind them is stable."""
    return all(p["status"] == "stable" for p in packs if p["id"].split("-")[0] in signal.packs)


def _within(moved: Sequence[Sequence[float]], series: Sequence[Sequence[float]]) -> list[list[float]]:
    return [list(m) for m in moved if series[0][0] <= m[0] <= series[-1][0] and m[1] != 0.0]


def _who(info: Mapping[str, Any]) -> dict[str, Any]:
    kept = (
        "creator_key",
        "platform",
        "native_id",
        "handle",
        "display_name",
        "followers",
        "followers_low",
        "followers_high",
        "country",
        "first_seen",
        "last_seen",
    )
    return {k: _plain(info[k]) for k in kept} | {"url": (info["urls"] or [None])[0]}


def _data(info: Mapping[str, Any], material: Material) -> dict[str, Any]:
    series = material.series.get(info["creator_key"], [])
    return {
        "posts": info["posts"],
        "comments": info["comments_held"],
        "followers_days": len(series),
        "from": _plain(info["first_post"]),
        "to": _plain(info["last_post_seen"] or info["last_post"]),
        "parts_read": info["parts"],
        "parts_not_read": ["stories"],
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
