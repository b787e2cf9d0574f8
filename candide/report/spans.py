"""Passages of a text, underlined by kind. Captions are hostile input: every character is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from candide.report.both import Both, both
from candide.report.words import known, say

#: Span kinds as labels write them, and the underline that shows them.
STYLES = {
    "disclosure": "disclosure",
    "commercial": "commercial",
    "dissuade": "dissuasion",
    "dissuasion": "dissuasion",
    "substitute": "substitute",
    "negation": "negation",
}


def style_of(kind: str | None) -> str:
    """Return the underline style of a span kind."""
    return STYLES.get(kind or "", "other")


def marked(text: str, spans: Sequence[Mapping[str, Any]]) -> Both:
    """Return a text with its passages underlined.

    spans    {start, end, text, kind}: places are tried first, then the first place where the words
             stand, because an excerpt may begin later than its part. Passages found nowhere in the
             excerpt are quoted after it; of two that overlap, the first keeps its mark.
    """
    placed = [(found, span) for span in spans if (found := _place(text, span))]
    placed.sort(key=lambda pair: pair[0])
    return both(_marked, text, placed, _lost(text, spans))


def kinds(spans: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the underline styles in use, in the order of the legend."""
    used = {style_of(span.get("kind")) for span in spans}
    return [style for style in dict.fromkeys([*STYLES.values(), "other"]) if style in used]


def _marked(
    text: str,
    placed: list[tuple[tuple[int, int], Mapping[str, Any]]],
    lost: list[Mapping[str, Any]],
    *,
    lang: str,
) -> str:
    out, at = Markup(""), 0
    for (start, end), span in placed:
        if start < at:
            continue
        out += escape(text[at:start]) + _mark(text[start:end], span, lang)
        at = end
    out += escape(text[at:])
    for span in lost:
        out += Markup(" … ") + _mark(str(span.get("text", "")), span, lang)
    return out


def _mark(words: str, span: Mapping[str, Any], lang: str) -> Markup:
    style = style_of(span.get("kind"))
    kind = known("span", style).pick(lang)
    return Markup('<mark class="s-{}"><span class="vh">({}) </span>{}</mark>').format(style, kind, words)


def _place(text: str, span: Mapping[str, Any]) -> tuple[int, int] | None:
    words, start, end = str(span.get("text") or ""), span.get("start"), span.get("end")
    if isinstance(start, int) and isinstance(end, int) and words and text[start:end] == words:
        return start, end
    at = text.find(words) if words else -1
    return (at, at + len(words)) if at >= 0 else None


def _lost(text: str, spans: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [span for span in spans if span.get("text") and _place(text, span) is None]


def legend(styles: Sequence[str]) -> list[tuple[str, Both]]:
    """Return (style, word) for each underline in use."""
    return [(style, say(f"span.{style}")) for style in styles]
