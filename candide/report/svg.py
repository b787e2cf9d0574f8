"""Small figures drawn on the server: interval bars and rugs. Places are percentages of the width.

A bar keeps the same ink whatever its length: a short interval is tall, a long one thin,
so certainty shows as weight without any colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from candide.report.scale import Scale

_INK, _TALL, _THIN, _MIDDLE = 260.0, 16.0, 4.0, 11.0


@dataclass(frozen=True)
class Mark:
    """A value with its interval, all in the unit of the scale."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Band:
    """The peers behind a value: from low to high, with their median."""

    low: float
    median: float
    high: float


def svg(name: str, height: int, title: str, desc: str, body: Iterable[str]) -> Markup:
    """Return an image as wide as its place, `height` pixels tall, with a title and a description."""
    head = f'<svg class="{name}" role="img" width="100%" height="{height}">'
    words = f"<title>{escape(title)}</title>" + (f"<desc>{escape(desc)}</desc>" if desc else "")
    return Markup(head + words + "".join(body) + "</svg>")  # noqa: S704 (numbers and escaped words)


def bar(
    scale: Scale, mark: Mark, band: Band | None, *, title: str, desc: str, ends: Sequence[str] = ()
) -> Markup:
    """Draw an interval as a bar, its value as a tick, peers as a pale band behind.

    ends   the two words under the ends of the scale; none when the scale is said elsewhere
    """
    left, right = scale.at(mark.low), scale.at(mark.high)
    tall = min(_TALL, max(_THIN, _INK / max(right - left, 1.0)))
    body = [_line(0), *_band(scale, band), _rect("iv", left, right, _MIDDLE - tall / 2, tall)]
    body += [_tick("tick", scale.at(mark.value), 1, 21), *_ends(ends, 35)]
    return svg("bar", 38 if ends else 22, title, desc, body)


def rug(
    scale: Scale,
    values: Sequence[float],
    value: float,
    band: Band | None,
    *,
    title: str,
    desc: str,
    ends: Sequence[str],
) -> Markup:
    """Draw every value counted as a thin line; those beyond the scale are left out, and said elsewhere.

    value   the value kept, drawn as a thick line
    """
    strokes = "".join(f"M{scale.at(v) * 10:.0f} 5V27" for v in values if scale.low <= v <= scale.high)
    inner = '<svg width="100%" height="32" viewBox="0 0 1000 32" preserveAspectRatio="none">'
    body = [*_band(scale, band, 32), f'{inner}<path class="rug" d="{strokes}"/></svg>']
    body += [_tick("tick", scale.at(value), 1, 31), *_ends(ends, 45)]
    return svg("strip", 48, title, desc, body)


def _band(scale: Scale, band: Band | None, height: float = 22) -> list[str]:
    if band is None:
        return []
    left, right = scale.at(band.low), scale.at(band.high)
    return [_rect("peers", left, right, 0, height), _tick("median", scale.at(band.median), 0, height)]


def _rect(name: str, left: float, right: float, top: float, height: float) -> str:
    width = max(right - left, 0.4)
    return f'<rect class="{name}" x="{left:g}%" y="{top:g}" width="{width:g}%" height="{height:g}"/>'


def _tick(name: str, x: float, top: float, bottom: float) -> str:
    return f'<line class="{name}" x1="{x:g}%" x2="{x:g}%" y1="{top:g}" y2="{bottom:g}"/>'


def _line(low: float) -> str:
    return f'<line class="rule" x1="{low:g}%" x2="100%" y1="{_MIDDLE:g}" y2="{_MIDDLE:g}"/>'


def _ends(ends: Sequence[str], y: float) -> list[str]:
    if not ends:
        return []
    low, high = (escape(end) for end in ends)
    return [f'<text x="0" y="{y:g}">{low}</text><text class="end" x="100%" y="{y:g}">{high}</text>']
