"""The five axes and the opinion: bars from 0 to 100, with the reasons for and against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from candide.report import svg
from candide.report.both import Both, both, joined
from candide.report.figures import Figures, sureness
from candide.report.numbers import between, number, percent, signed
from candide.report.scale import HUNDRED
from candide.report.words import known, say, word

Doc = Mapping[str, Any]
DIRECTIONS = ("for", "against", "neutral")


@dataclass(frozen=True)
class Reason:
    """Why an axis stands where it stands: its words, its points, the reading that it opens."""

    code: str
    words: Both
    points: Both | None


@dataclass(frozen=True)
class Axis:
    """One axis; `figures` is None when nothing on it could be read."""

    name: str
    title: Both
    figures: Figures | None
    coverage: Both
    missing: Both | None
    reasons: list[tuple[str, Both, list[Reason]]]


@dataclass(frozen=True)
class Opinion:
    """The opinion, or the words that say why there is none."""

    figures: Figures | None
    coverage: Both
    words: Both
    weights: Both | None


def figures(doc: Doc, title: Both, small: bool = False) -> Figures | None:
    """Return a value from 0 to 100 with its bar, or None when there is none."""
    if doc.get("value") is None:
        return None
    value = float(doc["value"])
    low, high = (value if doc.get(end) is None else float(doc[end]) for end in ("low", "high"))
    spread = both(between, low, high, "points")
    picture = both(_bar, svg.Mark(value, low, high), title, spread, small)
    return Figures(both(number, value), spread, sureness((high - low) / 100), picture)


def axis(doc: Doc, titles: Mapping[str, Both], visible: frozenset[str]) -> Axis:
    """Return an axis with its reasons, those of readings that may not be shown left out."""
    title = Both.of(doc["title"])
    held = [reason for reason in doc.get("reasons") or () if reason["code"] in visible]
    said = {reason["code"] for reason in held}
    silent = [code for code in doc.get("missing") or () if code in visible and code not in said]
    absent = [titles.get(code, Both.of(code)) for code in silent]
    return Axis(
        name=str(doc["axis"]),
        title=title,
        figures=figures(doc, title, small=True),
        coverage=say("axes.coverage", coverage=both(percent, float(doc.get("coverage") or 0))),
        missing=say("axes.missing", titles=joined(absent)) if absent else None,
        reasons=_reasons(held),
    )


def opinion(doc: Doc | None, small: bool = False) -> Opinion:
    """Return the opinion of a sheet; an absent one abstains.

    small   draw the bar without the ends of its scale, for a list
    """
    doc = doc or {}
    drawn, coverage = (
        figures(doc, say("opinion.heading"), small),
        both(percent, float(doc.get("coverage") or 0)),
    )
    rests = say("opinion.coverage" if drawn else "opinion.coverage_only", coverage=coverage)
    words = Both.of(doc.get("words")) or say("opinion.not_enough")
    return Opinion(drawn, Both("", "") if doc.get("words") else rests, words, _weights(doc))


def _reasons(held: list[Doc]) -> list[tuple[str, Both, list[Reason]]]:
    groups = [(way, [_reason(r) for r in held if r["direction"] == way]) for way in DIRECTIONS]
    return [(way, say(f"axes.{way}"), reasons) for way, reasons in groups if reasons]


def _reason(doc: Doc) -> Reason:
    points = doc.get("points")
    said = None
    if points:
        size = abs(float(points))
        figure = both(number, float(points), 0 if size >= 10 else 1 if size >= 1 else 2)
        said = say("axes.points", points=Both(signed(figure.fr), signed(figure.en)))
    return Reason(str(doc["code"]), Both.of(doc["words"]), said)


def _weights(doc: Doc) -> Both | None:
    if not doc.get("weights") or doc.get("value") is None:
        return None
    whole = sum(doc["weights"].values()) or 1.0
    shares = [
        joined([known("axis", name), both(percent, float(weight) / whole)], " ")
        for name, weight in sorted(doc["weights"].items(), key=lambda pair: -pair[1])
    ]
    preset = word("preset", str(doc.get("preset") or ""))
    return joined(
        [say("opinion.preset", preset=preset), Both(joined(shares).fr + ".", joined(shares).en + ".")], " "
    )


def _bar(mark: svg.Mark, title: Both, spread: Both, small: bool, *, lang: str) -> str:
    desc = f"{number(mark.value, lang=lang)} ({spread.pick(lang)})"
    name = f"{title.pick(lang)} : " if lang == "fr" else f"{title.pick(lang)}: "
    ends = () if small else ("0", "100")
    return svg.bar(HUNDRED, mark, None, title=name + say("opinion.bar").pick(lang), desc=desc, ends=ends)
