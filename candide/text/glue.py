"""Glue: a known tag stem glued to another word, as in #adventuread or #VellaneAmbassador.

A reader would not see the stem, so such a tag is at best an ambiguous disclosure. A long stem counts
at either end of a tag; a short one only at the end, after a word of the list "tag_stem" or behind a
capital ("#SundayAd"), because "#bread" and "#nomad" end in "ad" as well.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from candide.text.chains import Match
from candide.text.fold import Array, fold_text
from candide.text.rule import Rule
from candide.text.spans import raw_places
from candide.text.words import Words

_LONG = 6
_KEPT = 100_000
_DENYING = frozenset(("not", "nota", "notan", "no", "non", "pas", "pasde", "pasune", "never"))


class Glue:
    """The glued stems of all rules, with a memory of the tags already judged."""

    def __init__(self, rules: Sequence[Rule], stems: frozenset[str]) -> None:
        pairs = [(fold_text(stem), k) for k, rule in enumerate(rules) for stem in rule.glued]
        self._stems = sorted(pairs, key=lambda pair: -len(pair[0]))
        self._whole = {fold_text(tag) for rule in rules for tag in rule.tags}
        self._words = frozenset(map(fold_text, stems))
        self._judged: dict[str, int] = {}

    def find(self, words: Words) -> tuple[Array, Match]:
        """Return the rules and the words of the tags that hold a glued stem."""
        at = np.flatnonzero(words.tag) if self._stems else np.empty(0, np.int64)
        pairs = zip(words.spell(at), _as_written(words, at), strict=True)
        rule = np.array([self._judge(tag[1:], raw) for tag, raw in pairs], np.int64)
        start, rule = at[rule >= 0], rule[rule >= 0]
        nothing = np.full(len(start), -1)
        return rule, Match(start, start + 1, nothing, nothing)

    def _judge(self, tag: str, raw: str) -> int:
        known = self._judged.get(raw)
        if known is None:
            if len(self._judged) >= _KEPT:
                self._judged.clear()
            known = self._judged[raw] = self._search(tag, raw)
        return known

    def _search(self, tag: str, raw: str) -> int:
        if tag in self._whole:
            return -1
        for stem, rule in self._stems:
            if _glued(tag, raw, stem, self._words):
                return rule
        return -1


def _as_written(words: Words, at: Array) -> list[str]:
    start, end = raw_places(words, at, at + 1)
    begins = words.begins[words.text_of[at]]
    spans = zip((begins + start).tolist(), (begins + end).tolist(), strict=True)
    return [words.folded.raw[s:e] for s, e in spans]


def _glued(tag: str, raw: str, stem: str, known: frozenset[str]) -> bool:
    if len(tag) <= len(stem):
        return False
    if tag.endswith(stem):
        rest = tag[: -len(stem)].rstrip("_")
        if rest in _DENYING:
            return False
        capital = raw[-len(stem)].isupper() and not raw[-len(stem) - 1].isupper()
        return len(stem) >= _LONG or capital or tag[-len(stem) - 1] == "_" or rest in known
    return len(stem) >= _LONG + 2 and tag.startswith(stem)
