"""The documents as flat tables, one list of rows a table: what workbooks and CSV files hold.

Figures stay figures; words come in the language asked for. Private readings are left out unless the
sheet is for the creator.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from candide.report import purpose
from candide.report.both import Both
from candide.report.bundle import Sheet, platform
from candide.report.numbers import moment
from candide.report.reading import detail
from candide.report.rows import measured
from candide.report.spans import style_of
from candide.report.words import known, say, word

Doc = Mapping[str, Any]
Pick = Callable[[Both], str]


_LOOSE = ("observed", "arm", "category", "weight", "cluster", "effect")
AXES = ("audience", "conversation", "editorial", "transparency", "independence")


class Figure(NamedTuple):
    """A number with the unit that decides how it is written."""

    value: float | None
    unit: str


def overview(sheets: Iterable[Sheet], pick: Pick) -> Iterator[list[Any]]:
    """One row a creator: who, opinion, axes, what stands out."""
    for sheet in sheets:
        document, said = sheet.document, sheet.document.get("opinion") or {}
        readings = purpose.shown(document)
        spoken = sum(r.get("value") is not None for r in readings)
        row = [_called(sheet, pick), *_who(sheet), (document.get("data") or {}).get("posts")]
        row += [Figure(said.get(key), "points") for key in ("value", "low", "high")]
        row += [Figure(said.get("coverage"), "share"), *(_axis(document, name) for name in AXES)]
        row += [spoken, len(readings) - spoken, _weighing(readings), _looked(readings)]
        seen = say("rows.no" if purpose.unseen(document) else "rows.yes")
        yield [*row, pick(seen), sheet.file, sheet.whole["sha256"]]


def readings(sheets: Iterable[Sheet], pick: Pick) -> Iterator[list[Any]]:
    """One row a creator and signal: value, interval, peers, or why nothing is said."""
    for sheet in sheets:
        for held in purpose.shown(sheet.document):
            peers, why, unit = purpose.peers(held), held.get("abstained") or {}, str(held["unit"])
            row = [*_whose(sheet, held, pick), pick(Both.of(held.get("definition")))]
            row += [Figure(held.get(key), unit) for key in ("value", "low", "high")]
            row += [pick(known("unit", unit)), held.get("n")]
            row += [Figure(peers.get(key), unit) for key in ("low", "median", "high")]
            words = pick(Both.of(why.get("words")))
            yield [*row, peers.get("n"), words, why.get("have"), why.get("need")]


def flags(sheets: Iterable[Sheet], pick: Pick) -> Iterator[list[Any]]:
    """One row a flag or a follower step, with what the step coincides with."""
    for sheet in sheets:
        for held in purpose.shown(sheet.document):
            whose = _whose(sheet, held, pick)
            for flag in held.get("flags") or ():
                kind = "idle" if flag["kind"] == "adverse" and not flag.get("weighs") else flag["kind"]
                words, at = pick(Both.of(flag["words"])), _date(flag.get("at"))
                yield [*whose, pick(say("col.flag")), pick(known("kind", kind)), words, at, *[None] * 5]
            for step in held.get("steps") or ():
                row = [*whose, pick(say("col.step")), None, pick(Both.of(step["words"])), _date(step["at"])]
                row += [Figure(step[key], "share") for key in ("low", "high")]
                coincides = pick(known("coincides", step["coincides"]))
                yield [*row, coincides, *_beside(step.get("with") or (), pick)]


def fetches(run: Doc, sheets: Iterable[Sheet], pick: Pick) -> Iterator[list[Any]]:
    """One row a file worth fetching: for everyone first, then for each creator."""
    titles = {s["code"]: pick(Both.of(s.get("title"))) for s in run["document"].get("signals") or ()}
    everyone: list[tuple[str, Doc]] = [(pick(say("col.everyone")), run["document"])]
    for scope, document in everyone + [(_called(sheet, pick), sheet.document) for sheet in sheets]:
        for item in document.get("fetch_next") or ():
            unlocks = ", ".join(titles.get(code, code) for code in item.get("unlocks") or ())
            what, how = pick(Both.of(item["title"])), pick(Both.of(item.get("get")))
            yield [scope, what, how, item.get("minutes"), unlocks, item.get("creators")]


def evidence(sheets: Iterable[Sheet], pick: Pick) -> Iterator[list[Any]]:
    """One row a judged row of every reading shown."""
    for sheet in sheets:
        for held in purpose.shown(sheet.document):
            whose, unit = _whose(sheet, held, pick), str(held["unit"])
            for row in held.get("rows") or ():
                number = measured(row, held) if held.get("kind") != "share" else None
                line = [*whose, str(row.get("item") or ""), _date(row.get("at"))]
                line += [row.get("value") if number is None else Figure(number, unit)]
                line += [row.get(key) for key in _LOOSE]
                yield [
                    *line,
                    _details(row.get("detail"), pick),
                    row.get("text"),
                    _spans(row, pick),
                    row.get("url"),
                ]


def _who(sheet: Sheet) -> list[Any]:
    who = sheet.document["creator"]
    tier = sheet.entry.get("tier") or who.get("tier") or {}
    row = [platform(who.get("platform")), who.get("display_name")]
    row += [who.get(key) for key in ("followers", "followers_low", "followers_high")]
    return [*row, tier.get("name"), tier.get("scheme")]


def _weighing(held: Sequence[Doc]) -> int:
    return sum(bool(flag.get("weighs")) for reading in held for flag in reading.get("flags") or ())


def _looked(held: Sequence[Doc]) -> int:
    return sum(flag["kind"] == "look_at" for reading in held for flag in reading.get("flags") or ())


def _whose(sheet: Sheet, reading: Doc, pick: Pick) -> list[Any]:
    where = platform(sheet.document["creator"].get("platform"))
    axis, title = known("axis", reading.get("axis")), Both.of(reading["title"])
    return [_called(sheet, pick), where, pick(axis), reading["code"], pick(title)]


def _called(sheet: Sheet, pick: Pick) -> str:
    """Return the profile's name without @, which a spreadsheet would take for a formula."""
    return pick(sheet.name).lstrip("@")


def _axis(document: Doc, name: str) -> Figure:
    found = (a.get("value") for a in document.get("axes") or () if a["axis"] == name)
    return Figure(next(found, None), "points")


def _date(at: Any) -> Any:
    return moment(at).replace(tzinfo=None) if at else None


def _beside(things: Sequence[Doc], pick: Pick) -> tuple[str, str | None]:
    said = []
    for thing in things:
        words = Both.of(thing.get("title") or str(thing.get("id") or "")), detail(thing.get("detail"))
        said.append(", ".join(pick(w) for w in words if w))
    return "; ".join(said), next((str(t["url"]) for t in things if t.get("url")), None)


def _spans(row: Doc, pick: Pick) -> str:
    spans = row.get("spans") or ()
    return "; ".join(f"{pick(known('span', style_of(s.get('kind'))))}: {s.get('text')}" for s in spans)


def _details(held: Any, pick: Pick) -> str:
    if not isinstance(held, Mapping):
        return str(held or "")
    return "; ".join(f"{pick(known('detail', key))}: {_plain(value, pick)}" for key, value in held.items())


def _plain(value: Any, pick: Pick) -> str:
    if isinstance(value, float) and math.isfinite(value):
        return f"{value:.6g}"
    return pick(word("said", str(value)))
