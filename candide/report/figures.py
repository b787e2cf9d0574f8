"""The pictures of a reading: its interval bar, the rug of what was counted, the follower plot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from candide.report import plot, purpose, svg
from candide.report.both import Both, both, joined
from candide.report.numbers import amount, between, days, digits_for, figures_for, number, signed
from candide.report.rows import measured
from candide.report.scale import Scale, scale_for
from candide.report.words import say

Doc = Mapping[str, Any]
_RUG = 500  # lines in a rug: more would be solid ink


@dataclass(frozen=True)
class Figures:
    """A value, its interval in words, how sure it is (3 narrow, 1 wide), and its bar."""

    value: Both
    spread: Both
    sure: int
    bar: Both


def figures(doc: Doc) -> Figures:
    """Return the value and interval of a reading in words and as a bar, on a scale that starts at zero."""
    unit, value = str(doc["unit"]), float(doc["value"])
    low, high = (value if doc.get(end) is None else float(doc[end]) for end in ("low", "high"))
    digits, scale = digits_of(doc), _scale(doc)
    shown = both(amount, value, unit, digits)
    if doc.get("kind") == "shift":
        shown = Both(signed(shown.fr), signed(shown.en))
    if low == high:
        return Figures(shown, Both("", ""), 3, Both("", ""))
    spread = both(between, low, high, unit, digits)
    sure = sureness((high - low) / (scale.high - scale.low))
    return Figures(shown, spread, sure, both(_bar, doc, scale, svg.Mark(value, low, high), (shown, spread)))


def digits_of(doc: Doc) -> int:
    """Return the decimals that a reading's interval supports; none for a plain zero."""
    value = float(doc["value"])
    low, high = (value if doc.get(end) is None else float(doc[end]) for end in ("low", "high"))
    return digits_for(low, high, str(doc["unit"])) if low != high or value else 0


def sureness(width: float) -> int:
    """Return 3 for an interval under a sixth of its scale, 2 under two fifths, else 1."""
    return 3 if width < 1 / 6 else 2 if width < 2 / 5 else 1


def _scale(doc: Doc) -> Scale:
    held = purpose.peers(doc)
    ends = [doc.get(key) for key in ("value", "low", "high")]
    return scale_for(str(doc["unit"]), [*ends, held.get("low"), held.get("high")])


def _band(doc: Doc) -> svg.Band | None:
    held = purpose.peers(doc)
    return svg.Band(held["low"], held["median"], held["high"]) if held else None


def _bar(doc: Doc, scale: Scale, mark: svg.Mark, words: tuple[Both, Both], *, lang: str) -> str:
    unit, ends = str(doc["unit"]), _ends(doc, scale, lang)
    places = {"value": words[0], "range": words[1], "low": Both.of(ends[0]), "high": Both.of(ends[1])}
    desc = say("reading.bar_desc", **places).pick(lang)
    if held := purpose.peers(doc):
        fine = figures_for(held["median"], unit)
        spread = Both.of(between(held["low"], held["high"], unit, fine, lang=lang))
        median = Both.of(amount(held["median"], unit, fine, lang=lang))
        desc += " " + say("reading.bar_peers", range=spread, median=median).pick(lang)
    title = say("reading.bar", title=Both.of(doc["title"])).pick(lang)
    return svg.bar(scale, mark, _band(doc), title=title, desc=desc, ends=ends)


def rug(doc: Doc) -> Both | None:
    """Return every value counted, as thin lines; None unless the reading is a level of three or more."""
    values = sorted(x for row in doc.get("rows") or () if (x := measured(row, doc)) is not None)
    if doc.get("kind") != "level" or len(values) < 3:
        return None
    scale = scale_for(
        str(doc["unit"]), [doc["value"], doc.get("high"), values[int(0.95 * (len(values) - 1))]]
    )
    return both(_strip, doc, scale, values)


def _strip(doc: Doc, scale: Scale, values: Sequence[float], *, lang: str) -> str:
    title = say("rug.title", title=Both.of(doc["title"])).pick(lang)
    desc = say("rug.desc", n=len(values)).pick(lang)
    shown = values[:: max(1, len(values) // _RUG)]
    ends = list(_ends(doc, scale, lang))
    if beyond := sum(v > scale.high for v in values):
        ends[1] += f" ({say('rug.beyond', n=beyond).pick(lang)})"
    return svg.rug(scale, shown, float(doc["value"]), _band(doc), title=title, desc=desc, ends=ends)


def _ends(doc: Doc, scale: Scale, lang: str) -> tuple[str, str]:
    unit, digits = str(doc["unit"]), digits_for(scale.low, scale.high, str(doc["unit"]))
    return amount(scale.low, unit, digits if scale.low else 0, lang=lang), amount(
        scale.high, unit, digits, lang=lang
    )


def follower_plot(doc: Doc, name: Both, steps: Sequence[Both]) -> Both | None:
    """Return the plot of the follower counts, or None when the sheet holds none.

    steps   one sentence a step, in the order of the document
    """
    return both(_followers, doc, name, steps) if doc.get("series") else None


def _followers(doc: Doc, name: Both, steps: Sequence[Both], *, lang: str) -> str:
    series = doc["series"]
    period = both(days, series[0][0], series[-1][0])
    title = say("plot.title", name=name, period=period).pick(lang)
    ends = [both(number, (row[-2] + row[-1]) / 2) for row in (series[0], series[-1])]
    words = joined(list(steps) or [say("plot.no_step")], " ")
    desc = say("plot.desc", first=ends[0], last=ends[1], steps=words).pick(lang)
    return plot.followers(series, doc.get("steps") or (), title=title, desc=desc, lang=lang)
