"""Scope: what stands around a cue and turns it: a negation, quotation marks, a report, a question.

The same words can state, deny or report. "Sponsorisé par X" states; "pas sponsorisé" denies; a
caption in quotation marks, "le mot publicité" or "is it sponsored?" only report.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from candide.text.fold import Array
from candide.text.words import Words

ASSERTS, DENIES, REPORTS = range(3)
#: Names of the polarities, by number.
POLARITIES: Final = ("asserts", "denies", "reports")

#: Characters to the left of a cue in which a negator denies it [measured window of the reference prototype].
NEGATION_WINDOW: Final = 28
#: A negator reaches a tag only across so many words: "no filter needed #ad" denies nothing.
TAG_REACH: Final = 2
REPORT_WINDOW: Final = 40

#: Signs that part words but set nothing apart.
_NO_SIGN: Final = frozenset(",'\"«»“”-")
_IS_NO_SIGN: Final = np.array([chr(c) in _NO_SIGN for c in range(0x2020)])

_QUOTES: Final = tuple(
    (re.compile(pattern), opening)
    for pattern, opening in (
        ("«[^»\x1e]{1,400}»", "«"),
        ("“[^”\x1e]{1,400}”", "“"),
        ('"[^"\n\x1e]{1,300}"', '"'),
        ("'(?<![^\\W_]')[^'\n\x1e]{2,120}(?:'(?=\\w)[^'\n\x1e]{1,120}){0,4}'(?!\\w)", "'"),
    )
)


def denied(words: Words, start: Array, negator: Array, contrast: Array) -> Array:
    """Return whether each cue is denied by a negator before it.

    start     first word of each cue
    negator   for each word, whether it negates
    contrast  for each word, whether it ends the reach of what stands before it ("mais", "but")
    Method    the last negator before the cue, in the same clause, at most 28 characters away (two words
              for a tag), with no contrast between.
    """
    at = last_before(negator, start)
    safe = np.maximum(at, 0)
    near: Array = (at >= 0) & (words.clause[safe] == words.clause[start])
    near &= words.start[start] - words.end[safe] <= NEGATION_WINDOW
    near &= ~words.tag[start] | (start - at <= TAG_REACH)
    near &= last_before(contrast, start) < at
    return near


def reported(words: Words, start: Array, reporter: Array) -> Array:
    """Return whether each cue follows words that report it ("le mot", "mock caption") closely."""
    at = last_before(reporter, start)
    safe = np.maximum(at, 0)
    near: Array = (at >= 0) & (words.sentence[safe] == words.sentence[start])
    near &= words.start[start] - words.end[safe] <= REPORT_WINDOW
    return near


def quoted(words: Words, start: Array, end: Array) -> Array:
    """Return whether each cue lies inside one pair of quotation marks."""
    begins, stops = _quotations(words.folded.text)
    if not len(begins):
        return np.zeros(len(start), np.bool_)
    k = np.searchsorted(begins, words.start[start], side="right") - 1
    inside: Array = (k >= 0) & (words.end[end - 1] <= stops[np.maximum(k, 0)])
    return inside


def asked(words: Words, start: Array) -> Array:
    """Return whether the sentence of each cue ends with a question mark."""
    codes = words.folded.codes
    marks = np.concatenate([[0], np.cumsum(codes == ord("?"), dtype=np.int32)])
    last = np.searchsorted(words.sentence, words.sentence[start], side="right") - 1
    following = np.append(words.start, len(codes))[last + 1]
    found: Array = marks[following] > marks[words.end[last]]
    return found


def near(words: Words, start: Array, end: Array, flag: Array, reach: int) -> Array:
    """Return whether a flagged word stands in a cue, or within `reach` words of it in its sentence."""
    places = np.append(-1, np.flatnonzero(flag))
    inside: Array = places[np.searchsorted(places, end) - 1] >= start
    for step in range(1, reach + 1):
        inside |= _flagged(words, start, start - step, flag) | _flagged(words, end - 1, end - 1 + step, flag)
    return inside


def apart(words: Words, start: Array, end: Array) -> Array:
    """Return whether each cue stands by itself: signs, line ends, tags or mentions on both sides.

    Method  a comma, an apostrophe, a hyphen within a word and quotation marks set nothing apart.
    """
    left, right = _set_apart(words)
    found: Array = left[start] & right[end - 1]
    return found


def opening(words: Words, start: Array) -> Array:
    """Return whether each cue begins its sentence."""
    first: Array = (start == 0) | (words.sentence[start - 1] != words.sentence[start])
    return first


def first(words: Words, start: Array) -> Array:
    """Return whether each cue begins its text."""
    begins: Array = (start == 0) | (words.text_of[start - 1] != words.text_of[start])
    return begins


def whole(words: Words, start: Array, end: Array) -> Array:
    """Return whether each cue is all that its sentence holds, tags apart."""
    following = np.append(words.sentence, -1)[end]
    ends = (following != words.sentence[start]) | np.append(words.tag, True)[end]
    found: Array = opening(words, start) & ends
    return found


def last_before(flag: Array, start: Array) -> Array:
    """Return the last word before each start that carries a flag, -1 when there is none."""
    places = np.append(-1, np.flatnonzero(flag))
    found: Array = places[np.searchsorted(places, start) - 1]
    return found


def _flagged(words: Words, origin: Array, at: Array, flag: Array) -> Array:
    safe = np.clip(at, 0, len(words) - 1)
    found: Array = (at == safe) & flag[safe] & (words.sentence[safe] == words.sentence[origin])
    return found


def _set_apart(words: Words) -> tuple[Array, Array]:
    """For each word, whether it is set apart on its left, and on its right."""
    codes, n = words.folded.codes, len(words)
    spaces = codes == ord(" ")
    signs = ~spaces & ~_IS_NO_SIGN[np.minimum(codes, len(_IS_NO_SIGN) - 1)]
    hyphens = np.flatnonzero(codes == ord("-"))
    signs[hyphens] = spaces[np.maximum(hyphens - 1, 0)] | spaces[np.minimum(hyphens + 1, len(codes) - 1)]
    counted = np.concatenate([[0], np.cumsum(signs, dtype=np.int32)])
    between = counted[words.start[1:]] > counted[words.end[:-1]]
    marked = words.tag | words.mention | words.link
    left, right = np.ones(n, np.bool_), np.ones(n, np.bool_)
    left[1:] = between | marked[:-1]
    right[:-1] = between | marked[1:]
    return left, right


def _quotations(text: str) -> tuple[Array, Array]:
    patterns = (pattern for pattern, opening in _QUOTES if opening in text)
    spans = sorted(m.span() for pattern in patterns for m in pattern.finditer(text))
    begins = np.array([s for s, _ in spans], np.int64)
    # An inner quotation must not hide the outer one that still goes on.
    stops = np.maximum.accumulate(np.array([e for _, e in spans], np.int64)) if spans else begins
    return begins, stops
