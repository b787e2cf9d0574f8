"""The first page of a run: what it is, what is missing, and one line a profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from candide.report import purpose
from candide.report.axes import Opinion, opinion
from candide.report.both import Both, both, joined
from candide.report.bundle import in_order, name_of, platform
from candide.report.creator import Creator, file_of, followers_of, held, made_on, pack_of, period_of
from candide.report.fetch import Fetch, fetch
from candide.report.numbers import week
from candide.report.rows import said, times
from candide.report.words import count, say

Doc = Mapping[str, Any]
SHOWN = 2000  # lines of the list; a longer one belongs in the workbook
_KINDS = {"adverse": "weighing", "look_at": "look_at", "note": "note", "idle": "look_at"}


@dataclass(frozen=True)
class Line:
    """One profile in the list."""

    anchor: str | None
    name: Both
    platform: str
    tier: str
    followers: Both
    many: Both
    sort: dict[str, str]
    opinion: Opinion
    measured: Both
    standout: list[Both]


@dataclass(frozen=True)
class Index:
    """All that the first page of a run shows."""

    run: Doc
    title: Both
    first: Both
    audience: Both
    watermark: Both | None
    lines: list[Line]
    cut: Both | None
    fetch: list[Fetch]
    weeks: list[tuple[Both, str, str, Both, Both]]
    signals: list[tuple[str, Both, Both, Both, bool]]
    files: list[Both]
    packs: Both


def index(run: Doc, pages: Mapping[str, Creator], titles: Mapping[str, Both], any_unseen: bool) -> Index:
    """Return the first page of a run.

    pages    creator_key to page, for the profiles that have one
    """
    doc = run["document"]
    people = in_order(doc["creators"])
    everyone = len(people)
    return Index(
        run=run,
        title=count("creators", everyone),
        first=first(run),
        audience=purpose.audience(doc, str(doc["workspace"]), any_unseen),
        watermark=purpose.watermark(doc, any_unseen),
        lines=[_line(person, pages.get(person["creator_key"])) for person in people[:SHOWN]],
        cut=say("index.cut", shown=SHOWN, all=everyone) if everyone > SHOWN else None,
        fetch=[fetch(f, titles) for f in doc.get("fetch_next") or ()],
        weeks=[_week(w) for w in doc.get("platform_weeks") or ()],
        signals=[_signal(s) for s in doc.get("signals") or ()],
        files=[file_of(f) for f in (doc.get("data") or {}).get("files") or ()],
        packs=joined([pack_of(p) for p in doc.get("packs") or ()]),
    )


def first(run: Doc) -> Both:
    """Return the first line of a run: what it is, on what data, of which date."""
    data, everyone = run["document"].get("data") or {}, len(run["document"]["creators"])
    return say(
        "first.index",
        creators=count("creators", everyone),
        data=held(data),
        period=period_of(data),
        made=made_on(run),
    )


def _line(person: Doc, page: Creator | None) -> Line:
    measured, abstained = int(person.get("measured") or 0), int(person.get("abstained") or 0)
    return Line(
        anchor=page.anchor if page else None,
        name=name_of(person),
        platform=platform(person.get("platform")),
        tier=str((person.get("tier") or {}).get("name") or ""),
        followers=followers_of(person),
        many=said(person.get("followers")),
        sort={"name": name_of(person).en.casefold(), "followers": str(person.get("followers") or 0)},
        opinion=opinion(person.get("opinion"), small=True),
        measured=say("index.out_of", measured=measured, all=measured + abstained),
        standout=_standout(page),
    )


def _standout(page: Creator | None) -> list[Both]:
    kinds = [_KINDS.get(kind, "note") for kind in page.kinds] if page else []
    return [count(kind, kinds.count(kind)) for kind in ("weighing", "look_at", "note") if kind in kinds]


def _week(doc: Doc) -> tuple[Both, str, str, Both, Both]:
    return (
        both(week, doc["week"]),
        platform(doc.get("platform")),
        str(doc.get("kind") or ""),
        times(float(doc["effect"])),
        count("creators", int(doc.get("creators") or 0)),
    )


def _signal(doc: Doc) -> tuple[str, Both, Both, Both, bool]:
    title, measures, misleads = (Both.of(doc.get(key)) for key in ("title", "measures", "misleads"))
    return doc["code"], title, measures, misleads, bool(doc.get("private"))
