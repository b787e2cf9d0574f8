"""Followers day by day: a band as wide as the printed figure allows, steps marked by what explains them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from candide.report.numbers import When, day, moment, number
from candide.report.scale import nice
from candide.report.svg import svg

_TOP, _FLOOR, _HEIGHT, _WIDE = 34.0, 168.0, 196, 88.0  # the last 12 % hold the labels

#: How a step is drawn: filled when explained, open when nothing matches, dotted when not known.
MARKS = {"nothing": "open", "unknown": "dotted"}


@dataclass(frozen=True)
class Frame:
    """What the plot holds: first day, number of days, least and largest count."""

    start: int
    days: int
    low: float
    high: float

    def x(self, ordinal: float) -> float:
        """Return the place of a day; the last day ends where the labels begin."""
        return round(_WIDE * min(1.0, max(0.0, (ordinal - self.start) / self.days)), 2)

    def y(self, count: float) -> float:
        """Return the height of a count in pixels from the top."""
        return round(_FLOOR - (count - self.low) / (self.high - self.low) * (_FLOOR - _TOP), 1)


def frame_of(series: Sequence[Sequence[Any]]) -> Frame:
    """Return the frame that holds a series of [day, …, low, high], with a little air."""
    ordinals = [_ordinal(row[0]) for row in series]
    low, high = min(row[-2] for row in series), max(row[-1] for row in series)
    air = max((high - low) * 0.06, high * 0.002, 1.0)
    return Frame(min(ordinals), max(ordinals) - min(ordinals) + 1, max(0.0, low - air), high + air)


def followers(
    series: Sequence[Sequence[Any]], steps: Sequence[Mapping[str, Any]], *, title: str, desc: str, lang: str
) -> Markup:
    """Draw the follower counts and their steps.

    series   [day, …, followers_low, followers_high], one a day, at least one
    steps    as in the audit sheet; each stands at its date with its number
    """
    frame = frame_of(series)
    inner = '<svg width="100%" height="196" viewBox="0 0 10000 196" preserveAspectRatio="none">'
    body = [_grid(frame, lang), f'{inner}<path class="count" d="{_band(frame, series)}"/></svg>']
    body += [_step(frame, i, step) for i, step in enumerate(steps, 1)]
    body += _dates(series[0][0], series[-1][0], lang)
    return svg("plot", _HEIGHT, title, desc, body)


def _band(frame: Frame, series: Sequence[Sequence[Any]]) -> str:
    """Return one box a day, days with the same box drawn as one; a day without a count stays empty."""
    boxes: list[list[float]] = []
    for row in series:
        x, top, floor = _ordinal(row[0]), frame.y(row[-1]), frame.y(row[-2])
        if floor - top < 2.5:
            top, floor = (top + floor) / 2 - 1.25, (top + floor) / 2 + 1.25
        if boxes and boxes[-1][1:] == [x, top, floor]:
            boxes[-1][1] = x + 1
        else:
            boxes.append([x, x + 1, top, floor])
    return "".join(
        f"M{frame.x(a) * 100:.0f} {top:g}H{frame.x(b) * 100:.0f}V{floor:g}H{frame.x(a) * 100:.0f}Z"
        for a, b, top, floor in boxes
    )


def _step(frame: Frame, place: int, step: Mapping[str, Any]) -> str:
    x = frame.x(_ordinal(step["at"]))
    mark = MARKS.get(str(step.get("coincides")), "full")
    near = min(_WIDE, max(2.5, x))
    return (
        f'<line class="step" x1="{x:g}%" x2="{x:g}%" y1="22" y2="{_FLOOR:g}"/>'
        f'<circle class="{mark}" cx="{near:g}%" cy="12" r="10"/>'
        f'<text class="{mark} no" x="{near:g}%" y="16">{place}</text>'
    )


def _grid(frame: Frame, lang: str) -> str:
    lines = ""
    for count in _rounds(frame):
        y = frame.y(count)
        lines += f'<line class="rule" x1="0" x2="100%" y1="{y:g}" y2="{y:g}"/>'
        lines += f'<text class="end" x="100%" y="{y - 4:g}">{escape(number(count, lang=lang))}</text>'
    return lines


def _rounds(frame: Frame) -> range:
    step = max(1, int(nice((frame.high - frame.low) / 4)))
    return range(math.ceil(frame.low / step) * step, math.floor(frame.high) + 1, step)


def _dates(first: When, last: When, lang: str) -> list[str]:
    a, b = (escape(day(at, lang=lang, short=True)) for at in (first, last))
    return [f'<text x="0" y="190">{a}</text><text class="end" x="{_WIDE:g}%" y="190">{b}</text>']


def _ordinal(at: When) -> int:
    return moment(at).date().toordinal()
