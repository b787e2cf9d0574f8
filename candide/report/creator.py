"""The page of one creator: the answer first, then the reasons, then the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from candide.report import purpose
from candide.report.axes import Axis, Opinion, axis, opinion
from candide.report.both import LANGS, Both, both, joined
from candide.report.bundle import Sheet, platform
from candide.report.fetch import Fetch, fetch
from candide.report.numbers import day, days, number
from candide.report.reading import Reading, Setting, reading
from candide.report.words import count, known, say

Doc = Mapping[str, Any]


@dataclass(frozen=True)
class Group:
    """The readings of one axis."""

    name: str
    title: Both
    readings: list[Reading]


@dataclass(frozen=True)
class Creator:
    """All that the page of a creator shows."""

    anchor: str
    name: Both
    display_name: str
    platform: str
    first: Both
    audience: Both
    watermark: Both | None
    who: list[Both]
    url: str
    opinion: Opinion
    axes: list[Axis]
    groups: list[Group]
    private: list[Reading]
    standout: list[tuple[str, Both, Both, str]]
    fetch: list[Fetch]
    replies: list[Doc]
    parts: list[Both]
    file: str
    candide: str
    seed: str
    packs: Both
    sheet: Doc

    @property
    def mostly_abstains(self) -> bool:
        """Whether more readings abstain than speak: the page then opens with what to fetch."""
        readings = [r for group in self.groups for r in group.readings]
        return 2 * sum(r.figures is None for r in readings) > len(readings)

    @property
    def kinds(self) -> list[str]:
        """The kinds of the flags shown, in the order of the page."""
        return [kind for kind, _, _, _ in self.standout]


@dataclass(frozen=True)
class Page:
    """What every page of a run shares."""

    workspace: str
    candide: str
    cap: int
    signals: Mapping[str, Doc]
    titles: Mapping[str, Both]
    sources: Mapping[str, Both]


def creator(sheet: Sheet, page: Page) -> Creator:
    """Return a creator's page from the audit sheet and its line in the run."""
    doc = sheet.document
    person, hidden = doc["creator"], purpose.unseen(doc)
    setting = Setting(sheet.name, sheet.anchor, sheet.file, page.cap, page.signals, page.sources)
    shown = purpose.shown(doc)
    private = [reading(r, setting) for r in shown if r.get("private")]
    public = [(str(r.get("axis")), reading(r, setting)) for r in shown if not r.get("private")]
    visible = frozenset(r["code"] for r in shown)
    return Creator(
        anchor=sheet.anchor,
        name=sheet.name,
        display_name=str(person.get("display_name") or ""),
        platform=platform(person.get("platform")),
        first=_first(sheet.whole, sheet.name),
        audience=purpose.audience(doc, page.workspace, hidden),
        watermark=purpose.watermark(doc, hidden),
        who=_who({"tier": sheet.entry.get("tier"), **person}),
        url=str(person.get("url") or ""),
        opinion=opinion(doc.get("opinion")),
        axes=[axis(a, page.titles, visible) for a in doc.get("axes") or ()],
        groups=_groups(public, doc),
        private=private,
        standout=[(*f, r.anchor) for _, r in public for f in r.flags],
        fetch=[fetch(f, page.titles) for f in doc.get("fetch_next") or ()],
        replies=list(doc.get("reply") or ()),
        parts=_parts(doc.get("data") or {}),
        file=sheet.file,
        candide=page.candide,
        seed=str(doc.get("seed") or ""),
        packs=joined([pack_of(p) for p in doc.get("packs") or ()]),
        sheet=sheet.whole,
    )


def held(data: Doc) -> Both:
    """Return what the documents hold, in words: « 36 publications et 26 jours d'abonnés relevés »."""
    keys = (("posts", "posts"), ("comments", "comments"), ("followers_days", "follower_days"))
    parts = [count(key, int(data[name])) for name, key in keys if data.get(name)]
    parts = parts or [count("posts", 0)]
    if len(parts) == 1:
        return parts[0]
    last = say("first.and")
    return Both(*(joined(parts[:-1]).pick(x) + last.pick(x) + parts[-1].pick(x) for x in LANGS))


def period_of(data: Doc) -> Both:
    """Return the days that the data spans."""
    if data.get("from") and data.get("to"):
        return both(days, data["from"], data["to"])
    return say("first.no_period")


def made_on(document: Doc) -> Both:
    """Return the day on which a document was finished."""
    clock = document.get("clock") or {}
    at = clock.get("finished") or clock.get("started")
    return both(day, at) if at else Both.of("?")


def pack_of(doc: Doc) -> Both:
    """Return how a rule pack is named: id, version, status."""
    status = known("status", doc.get("status"))
    return say("how.pack", id=str(doc["id"]), version=str(doc["version"]), status=status)


def file_of(doc: Doc) -> Both:
    """Return how an imported file is named: name, source, items."""
    return say("how.file", name=str(doc["name"]), source=str(doc["source"]), items=int(doc["items"]))


def _first(sheet: Doc, name: Both) -> Both:
    doc = sheet["document"]
    data = doc.get("data") or {}
    return say(
        "first.sheet",
        name=name,
        platform=platform(doc["creator"].get("platform")),
        data=held(data),
        period=period_of(data),
        made=made_on(sheet),
    )


def _who(person: Doc) -> list[Both]:
    said = [followers_of(person)]
    if person.get("followers_low") is not None and person.get("followers_high") is not None:
        ends = {end: both(number, person[f"followers_{end}"]) for end in ("low", "high")}
        said = [say("who.about_followers", followers=followers_of(person), **ends)]
    if tier := person.get("tier"):
        said.append(say("who.tier", tier=str(tier["name"]), scheme=str(tier["scheme"])))
    if person.get("country"):
        said.append(say("who.country", country=str(person["country"])))
    if person.get("last_seen"):
        said.append(say("who.last_seen", day=both(day, person["last_seen"])))
    return said


def followers_of(person: Doc) -> Both:
    """Return the followers in words, or that their number is unknown."""
    held_ = person.get("followers")
    return say("who.no_followers") if held_ is None else count("followers", int(held_))


def _groups(public: list[tuple[str, Reading]], doc: Doc) -> list[Group]:
    titles = {a["axis"]: Both.of(a["title"]) for a in doc.get("axes") or ()}
    names = [*titles, *(name for name, _ in public)]
    groups = [
        Group(name, titles.get(name) or known("axis", name), [r for at, r in public if at == name])
        for name in dict.fromkeys(names)
    ]
    return [group for group in groups if group.readings]


def _parts(data: Doc) -> list[Both]:
    said = []
    for key in ("parts_read", "parts_not_read"):
        if names := data.get(key):
            said.append(say(f"who.{key}", parts=joined([known("part", name) for name in names])))
    return said
