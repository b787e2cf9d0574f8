"""Spans: from words of the engine back to the words as written."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from candide.text.fold import Array
from candide.text.words import Words


def raw_places(words: Words, start: Array, end: Array) -> tuple[Array, Array]:
    """Return where spans of words lie in their own text, in raw characters.

    start, end  words, end not included; a span never leaves its text
    Returns     two int64 arrays: first raw character, one past the last
    """
    folded = words.folded
    first, last = words.start[start], words.end[end - 1] - 1
    if folded.at is not None:
        first, last = folded.at[first], _last_raw(folded.at, last)
    begins = words.begins[words.text_of[start]]
    return first - begins, last + 1 - begins


def excerpts(texts: Sequence[str], text: Array, start: Array, end: Array) -> list[str]:
    """Return the raw words of spans given by text, first character and one past the last."""
    columns = zip(text.tolist(), start.tolist(), end.tolist(), strict=True)
    return [texts[t][s:e] for t, s, e in columns]


def without_overlap(owner: Array, start: Array, end: Array) -> Array:
    """Return which spans to keep so that no two of an owner overlap: the longest of each cluster.

    owner       what the spans belong to (a row, a part, a kind), as one number each
    start, end  places, end not included
    Returns     places of the kept spans, ordered by owner and start
    """
    order = np.lexsort((-end, start, owner))
    kept: list[int] = []
    for at in order.tolist():
        last = kept[-1] if kept else -1
        if last >= 0 and owner[last] == owner[at] and start[at] < end[last]:
            if end[at] - start[at] > end[last] - start[last]:
                kept[-1] = at
            continue
        kept.append(at)
    return np.array(kept, np.int64)


def _last_raw(at: Array, last: Array) -> Array:
    """The raw character of a folded one, with the marks that folding removed behind it."""
    following = np.append(at, at[-1] + 1 if len(at) else 0)[last + 1]
    raw: Array = np.maximum(following - 1, at[last])
    return raw
