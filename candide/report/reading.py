"""One reading as a page shows it: the value and its interval, peers, or why there is not enough to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from candide.report import purpose
from candide.report.both import Both, both, joined
from candide.report.figures import Figures, figures, follower_plot, rug
from candide.report.numbers import amount, between, day, digits_for, figures_for, number, signed
from candide.report.rows import Cell, Table, link, table
from candide.report.words import count, known, say

Doc = Mapping[str, Any]
Flag = tuple[str, Both, Both]


@dataclass(frozen=True)
class Step:
    """One step of the follower count, and what it coincides with."""

    day: Both
    size: Both
    coincides: str
    tag: Both
    words: Both
    bearing: Both | None
    found: list[tuple[Cell, Both]]


@dataclass(frozen=True)
class Reading:
    """All that a page shows of one reading."""

    code: str
    anchor: str
    title: Both
    unit: Both
    definition: Both
    misleads: Both
    figures: Figures | None
    n: Both | None
    draft: bool
    peers: list[Both]
    abstains: list[Both]
    helps: list[Both]
    flags: list[Flag]
    beside: list[Flag]  # those that no step says already
    steps: list[Step]
    plot: Both | None
    rug: Both | None
    rows: Table | None
    n_rows: int


@dataclass(frozen=True)
class Setting:
    """What a reading needs to know of its page: who, where its rows stand, and the words of the run."""

    name: Both
    anchor: str
    file: str
    cap: int
    signals: Mapping[str, Doc]
    sources: Mapping[str, Both]


def reading(doc: Doc, page: Setting) -> Reading:
    """Return a reading of an audit sheet, ready to be laid out."""
    spoken, flags = doc.get("value") is not None, [flag(f) for f in doc.get("flags") or ()]
    steps = [step(s, flags) for s in doc.get("steps") or ()]
    told = {s.words for s in steps}
    sentences = [say("plot.desc_step", day=s.day, size=s.size, coincides=s.tag) for s in steps]
    signal = page.signals.get(doc["code"], {})
    return Reading(
        code=doc["code"],
        anchor=f"{page.anchor}-{doc['code']}",
        title=Both.of(doc["title"]),
        unit=known("unit", doc["unit"]) if str(doc["unit"]).startswith("per_") else Both("", ""),
        definition=Both.of(doc.get("definition")),
        misleads=Both.of(signal.get("misleads")),
        figures=figures(doc) if spoken else None,
        n=_n(doc) if spoken and doc.get("n") is not None else None,
        draft=doc.get("stable") is False,
        peers=peers(doc) if spoken else [],
        abstains=[] if spoken else abstains(doc),
        helps=[page.sources.get(s, Both.of(s)) for s in (doc.get("abstained") or {}).get("fetch") or ()],
        flags=flags,
        beside=[f for f in flags if f[2] not in told],
        steps=steps,
        plot=follower_plot(doc, page.name, sentences),
        rug=rug(doc) if spoken else None,
        rows=table(doc, page.cap, page.file),
        n_rows=len(doc.get("rows") or ()),
    )


def peers(doc: Doc) -> list[Both]:
    """Return what is said of the neighbouring profiles."""
    held = purpose.peers(doc)
    if not held:
        return [] if doc.get("kind") == "shift" else [say("reading.no_peers")]
    low, median, high = held["low"], held["median"], held["high"]
    unit, digits = str(doc["unit"]), figures_for(median, str(doc["unit"]))
    return [
        say(
            "reading.peers",
            range=both(between, low, high, unit, digits),
            median=both(amount, median, unit, digits),
            label=Both.of(held.get("label")) or count("neighbours", int(held["n"])),
        )
    ]


def abstains(doc: Doc) -> list[Both]:
    """Return why there is not enough to say, in words."""
    why = doc.get("abstained") or {}
    if why.get("words"):
        return [Both.of(why["words"])]
    words = [say("reading.abstains")]
    if why.get("have") is not None and why.get("need") is not None:
        words.append(say("reading.have", have=int(why["have"]), need=int(why["need"])))
    return words


def flag(doc: Doc) -> Flag:
    """Return (kind, what its kind means for the opinion, its words) of a flag."""
    kind = str(doc["kind"])
    idle = kind == "adverse" and not doc.get("weighs")
    return (
        "idle" if idle else kind,
        say("kind.idle") if idle else known("kind", kind),
        Both.of(doc["words"]),
    )


def step(doc: Doc, flags: Sequence[Flag]) -> Step:
    """Return a step of the follower count, with what it coincides with and how far it weighs.

    flags   those of the reading: the one that says the step's own words gives its bearing
    """
    low, high = float(doc["low"]), float(doc["high"])
    size, words = both(between, low, high, "share", digits_for(low, high, "share")), Both.of(doc["words"])
    coincides = str(doc["coincides"])
    return Step(
        day=both(day, doc["at"]),
        size=Both(signed(size.fr), signed(size.en)),
        coincides=coincides,
        tag=known("coincides", coincides),
        words=words,
        bearing=next((bearing for _, bearing, said in flags if said == words), None),
        found=[_found(w) for w in doc.get("with") or ()],
    )


def _found(doc: Doc) -> tuple[Cell, Both]:
    title = Both.of(doc.get("title") or str(doc.get("id") or ""))
    return link(doc.get("url"), title), detail(doc.get("detail"))


def detail(held: Any) -> Both:
    """Return a sentence, or figures by name: « 12 345 vues, 120 j’aime »."""
    if not isinstance(held, Mapping) or "fr" in held:
        return Both.of(held)
    pairs = [(known("detail", name), value) for name, value in held.items() if value is not None]
    figures_ = [
        (word, both(number, value, 0 if abs(value) >= 100 or value == int(value) else 1))
        for word, value in pairs
    ]
    return joined([joined([figure, word], " ") for word, figure in figures_])


def _n(doc: Doc) -> Both:
    return count("days" if doc.get("kind") == "shift" else "items", int(doc["n"]))
