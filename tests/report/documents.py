"""Audit documents written by hand, in the shape that the audit writes. Nobody in them exists."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson

from tests.report.catalogue import AXES, SIGNALS, SOURCES

Doc = dict[str, Any]
START = date(2026, 1, 3)
CLOCK = {"started": "2026-01-31T08:00:00+00:00", "finished": "2026-01-31T08:00:12+00:00", "seconds": 12.0}


def pair(fr: str, en: str) -> Doc:
    """What a document says in both languages."""
    return {"fr": fr, "en": en}


def sealed(document: Doc, schema: str) -> Doc:
    """The document with its hash and clock around it."""
    data = orjson.dumps(document, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)
    return {
        "schema": schema,
        "document": document,
        "clock": CLOCK,
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def reading(
    code: str, value: float | None, low: float | None = None, high: float | None = None, **more: Any
) -> Doc:
    """One reading of a signal; without a value it abstains."""
    name, axis, kind, unit, private, title, definition = SIGNALS[code]
    rows = more.pop("rows", [])
    base = {
        "code": code,
        "name": name,
        "axis": axis,
        "private": private,
        "title": pair(*title),
        "kind": kind,
        "unit": unit,
        "definition": pair(*definition),
        "value": value,
        "low": low,
        "high": high,
        "n": len(rows) or more.pop("n", None),
        "peers": None,
        "abstained": None,
        "flags": [],
        "rows": rows,
    }
    if value is None:
        base["abstained"] = abstained(**more.pop("why", {}))
    return {**base, **more}


def abstained(have: int = 4, need: int = 6, fetch: Iterable[str] = (), columns: str = "") -> Doc:
    """Why a reading says nothing."""
    words = pair(
        f"Pas assez d’éléments : {have} sur les {need} nécessaires.",
        f"Not enough to say: {have} of the {need} needed.",
    )
    if columns:
        words = pair(
            f"Pas assez d’éléments : aucun fichier importé ne renseigne {columns}.",
            f"Not enough to say: no imported file speaks of {columns}.",
        )
    reason = "not_spoken" if columns else "too_few"
    return {"reason": reason, "words": words, "have": have, "need": need, "fetch": list(fetch)}


def peers(low: float, median: float, high: float, n: int = 61) -> Doc:
    """What the neighbours of a creator say."""
    label = pair(
        f"{n} profils de taille proche sur la même plateforme", f"{n} creators of about the same size"
    )
    return {"low": low, "median": median, "high": high, "n": n, "label": label, "widened": False}


def flag(kind: str, fr: str, en: str, at: str | None = None) -> Doc:
    """One flag; only an adverse one weighs."""
    return {"kind": kind, "weighs": kind == "adverse", "words": pair(fr, en), "at": at, "item": None}


def levels(seed: int, n: int, typical: float, followers: int, spread: float = 0.5) -> list[Doc]:
    """Judged rows of a level: the logarithm of a rate, week effect taken off."""
    draw, rows = random.Random(seed), []  # noqa: S311 (an invented world)
    for i in range(n):
        rate = typical * math.exp(draw.gauss(0, spread))
        at = datetime.combine(START + timedelta(days=i * 27 // n), datetime.min.time(), UTC)
        detail = {"interactions": round(rate * followers), "followers": followers}
        rows.append(
            {
                "item": f"73{seed:03d}{i:06d}",
                "at": at.isoformat(),
                "value": math.log(rate),
                "effect": 0.48,
                "detail": detail,
                "url": f"https://example.org/video/{seed}/{i}",
            }
        )
    return rows


def shares(
    seed: int, n: int, hits: int, texts: Iterable[tuple[str, list[Doc]]] = (), **detail: str
) -> list[Doc]:
    """Judged rows of a share: the first `hits` count, and carry the texts given."""
    given, rows = list(texts), []
    for i in range(n):
        text, spans = given[i % len(given)] if given and i < max(hits, len(given)) else (None, [])
        at = datetime.combine(START + timedelta(days=i % 27), datetime.min.time(), UTC)
        rows.append(
            {
                "item": f"74{seed:03d}{i:06d}",
                "at": at.isoformat(),
                "value": int(i < hits),
                "detail": dict(detail),
                "url": f"https://example.org/p/{seed}/{i}",
                "text": text,
                "spans": spans,
            }
        )
    return rows


def span(text: str, words: str, kind: str) -> Doc:
    """A passage of a text, found by a rule."""
    start = text.index(words)
    return {
        "part": "caption",
        "start": start,
        "end": start + len(words),
        "text": words,
        "kind": kind,
        "rule": "r1",
    }


def series(
    start: int, daily: int, steps: dict[int, float], days: int = 27, rounded: int = 1
) -> list[list[Any]]:
    """Daily follower counts [day since 1970, value, low, high], with multiplied steps by day number."""
    count, rows = float(start), []
    first = (START - date(1970, 1, 1)).days
    for i in range(days):
        count = count * (1 + steps.get(i, 0.0)) + daily
        shown = int(count // rounded * rounded)
        if i != 11:  # a day without a count
            rows.append([first + i, shown, shown, shown + rounded - 1])
    return rows


def step(day_: int, low: float, high: float, coincides: str, words: tuple[str, str], **thing: Any) -> Doc:
    """One step of a follower count."""
    at = datetime.combine(START + timedelta(days=day_), datetime.min.time(), UTC)
    return {
        "at": at.isoformat(),
        "before": (at - timedelta(days=1)).isoformat(),
        "low": low,
        "high": high,
        "z": 7.1,
        "coincides": coincides,
        "with": [thing] if thing else [],
        "words": pair(*words),
    }


def axes(values: dict[str, tuple[float, float, float]], readings: list[Doc]) -> list[Doc]:
    """The five axes, the reasons drawn from the readings."""
    found = []
    for name, title in AXES.items():
        mine = [r for r in readings if r["axis"] == name and not r["private"]]
        spoken = [r for r in mine if r["value"] is not None]
        value, low, high = values.get(name, (None, None, None))
        found.append(
            {
                "axis": name,
                "title": pair(*title),
                "value": value,
                "low": low,
                "high": high,
                "coverage": len(spoken) / len(mine) if mine else 0.0,
                "measured": [r["code"] for r in spoken],
                "missing": [r["code"] for r in mine if r["value"] is None],
                "reasons": [_reason(r, value) for r in spoken],
            }
        )
    return found


def _reason(held: Doc, value: float | None) -> Doc:
    points = 0.0 if value is None or abs(value - 50) < 3 else round((value - 50) / 50, 2)
    direction = "for" if points > 0 else "against" if points < 0 else "neutral"
    shown = f"{100 * held['value']:.1f}"
    words = pair(f"{held['title']['fr']} : {shown.replace('.', ',')} %", f"{held['title']['en']}: {shown}%")
    return {"code": held["code"], "direction": direction, "points": points, "words": words}


def opinion(
    value: float | None, low: float | None = None, high: float | None = None, coverage: float = 0.7
) -> Doc:
    """An opinion, or the words that say why there is none."""
    base = {
        "value": value,
        "low": low,
        "high": high,
        "coverage": coverage,
        "preset": "balanced",
        "weights": dict.fromkeys(AXES, 1.0),
    }
    said = f"{100 * coverage:.0f}"
    words = pair(
        f"Pas assez d’éléments pour une synthèse : {said} % de ce qui pèse est mesuré, il en faut 40 %.",
        f"Not enough to say for an overall opinion: {said}% of what weighs was measured, 40% is needed.",
    )
    return base if value is not None else {**base, "words": words}


def fetch(name: str, unlocks: list[str], creators: int = 1) -> Doc:
    """A file worth fetching."""
    title, get, minutes = SOURCES[name]
    return {
        "source": name,
        "title": pair(*title),
        "get": pair(*get),
        "minutes": minutes,
        "unlocks": unlocks,
        "creators": creators,
    }


def sheet(
    person: Doc, readings: list[Doc], values: dict[str, tuple[float, float, float]], said: Doc, **more: Any
) -> Doc:
    """A whole audit sheet."""
    wanted: dict[str, list[str]] = {}
    for held in readings:
        for name in (held["abstained"] or {}).get("fetch", ()):
            wanted.setdefault(name, []).append(held["code"])
    posts = max((len(r["rows"]) for r in readings), default=0)
    days = max((len(r.get("series", ())) for r in readings), default=0)
    data = {
        "posts": posts,
        "comments": 0,
        "followers_days": days,
        "from": "2026-01-03",
        "to": "2026-01-30",
        "parts_read": ["caption"],
        "parts_not_read": ["stories"],
    }
    document = {
        "creator": {
            "first_seen": "2026-01-03",
            "last_seen": "2026-01-30",
            "country": None,
            "followers_low": None,
            "followers_high": None,
            "url": None,
            **person,
        },
        "seen_by_creator": False,
        "purpose": "partnership",
        "data": data,
        "readings": readings,
        "axes": axes(values, readings),
        "opinion": said,
        "seed": "8f0c2f6a1f0e4b7d",
        "reply": [],
        "fetch_next": [fetch(name, codes) for name, codes in wanted.items()],
        "packs": [{"id": "disclosure-fr", "version": "2026.11", "status": "draft", "kind": "disclosure"}],
    }
    return sealed({**document, **more}, "candide-sheet/1")


def run(sheets: list[Doc], **more: Any) -> Doc:
    """The run document over some sheets."""
    entries = [_entry(s["document"]) for s in sheets]
    names = sorted({f["source"] for s in sheets for f in s["document"]["fetch_next"]})
    document = {
        "purpose": "partnership",
        "workspace": "Atelier Fable",
        "candide": "0.1.0",
        "data": {
            "from": "2026-01-03",
            "to": "2026-01-30",
            "creators": len(sheets),
            "comments": 0,
            "posts": sum(e["posts"] for e in entries),
            "files": [{"name": "captures.ndjson", "source": "zeeschuimer_tiktok", "items": 212}],
        },
        "fetch_next": [fetch(name, ["CON001"], len(sheets)) for name in names],
        "mostly_abstains": False,
        "platform_weeks": [
            {"platform": "tiktok", "kind": "video", "week": "2026-W05", "effect": 0.48, "creators": 31}
        ],
        "creators": entries,
        "signals": [_card(code) for code in SIGNALS],
        "packs": [{"id": "disclosure-fr", "version": "2026.11", "status": "draft"}],
    }
    return sealed({**document, **more}, "candide-run/1")


def _entry(document: Doc) -> Doc:
    who, said = document["creator"], document["opinion"]
    spoken = sum(r["value"] is not None for r in document["readings"])
    keys = ("creator_key", "handle", "platform", "display_name", "followers", "tier")
    return {
        **{k: who.get(k) for k in keys},
        "posts": document["data"]["posts"],
        "opinion": {k: said[k] for k in ("value", "low", "high", "coverage")},
        "flags": [{**f, "code": r["code"]} for r in document["readings"] for f in r["flags"]],
        "abstained": len(document["readings"]) - spoken,
        "measured": spoken,
    }


def _card(code: str) -> Doc:
    name, axis, _, unit, private, title, definition = SIGNALS[code]
    misleads = pair(
        "Une publication soutenue par de l’argent touche des gens qui ne suivent pas le profil.",
        "A post boosted with money reaches people who do not follow the profile.",
    )
    return {
        "code": code,
        "name": name,
        "axis": axis,
        "title": pair(*title),
        "measures": pair(*definition),
        "misleads": misleads,
        "private": private,
        "unit": unit,
    }
