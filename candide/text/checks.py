"""Checks: which matches stand, and what each one does: assert, deny or report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from candide.text import scope
from candide.text.chains import Match
from candide.text.fold import Array
from candide.text.lexicon import Marks
from candide.text.rule import CHECKS, Rule
from candide.text.words import Words

#: How far from a gift or a partnership a word of kin, a given name or a school changes who gives.
_GIVER_REACH: Final = 3


class Checks:
    """The checks that each rule asks for, as columns over the rules."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._kind = np.array([r.kind for r in rules])
        self._asks = {c: np.array([c in r.checks for r in rules], np.bool_) for c in CHECKS}

    def standing(self, words: Words, marks: Marks, rule: Array, match: Match) -> Array:
        """Return whether each match passes the checks that drop, bool."""
        stands = np.ones(len(rule), np.bool_)
        for check, passes in _DROPPING.items():
            asks = self._asks[check][rule]
            if asks.any():
                stands[asks] &= passes(words, marks, match.keep(asks))
        return stands

    def polarity(self, words: Words, marks: Marks, rule: Array, match: Match) -> Array:
        """Return the polarity of each match: scope.ASSERTS, DENIES or REPORTS, int8."""
        start = match.start
        negator = marks.among("negator") & ~_covered(len(words), match.keep(self._kind[rule] == "filler"))
        told = marks.among("reporter") | _covered(len(words), match.keep(self._kind[rule] == "report"))
        denies = self._asks["negation"][rule] & scope.denied(words, start, negator, marks.among("contrast"))
        tells = self._asks["quotation"][rule] & scope.quoted(words, start, match.end)
        tells |= self._asks["report"][rule] & scope.reported(words, start, told)
        tells |= self._asks["question"][rule] & scope.asked(words, start)
        found = np.where(tells, scope.REPORTS, np.where(denies, scope.DENIES, scope.ASSERTS))
        return found.astype(np.int8)


def _no_person(words: Words, marks: Marks, match: Match) -> Array:
    return ~scope.near(words, match.start, match.end, persons(words, marks), _GIVER_REACH)


def _nothing_civic(words: Words, marks: Marks, match: Match) -> Array:
    return ~scope.near(words, match.start, match.end, marks.among("civic"), _GIVER_REACH)


#: The checks that drop a match, and when it passes them.
_DROPPING: Final[Mapping[str, Callable[[Words, Marks, Match], Array]]] = {
    "apart": lambda words, marks, m: scope.apart(words, m.start, m.end),
    "opening": lambda words, marks, m: scope.opening(words, m.start),
    "sentence": lambda words, marks, m: scope.whole(words, m.start, m.end),
    "first": lambda words, marks, m: scope.first(words, m.start),
    "person": _no_person,
    "civic": _nothing_civic,
}


def _covered(n: int, match: Match) -> Array:
    """Which words lie inside a match."""
    edges = np.bincount(match.start, minlength=n + 1) - np.bincount(match.end, minlength=n + 1)
    covered: Array = np.cumsum(edges)[:n] > 0
    return covered


def persons(words: Words, marks: Marks) -> Array:
    """Return whether each word names a person and not a brand, bool.

    Method  a word of kin, or a given name, or a handle with one among its parts; not before "chez",
            "at" or "over": "the lads over at X" are a brand.
    """
    person = marks.among("kin", "given_name")
    house = marks.among("house")
    housed = np.zeros_like(person)
    housed[:-1] |= house[1:]
    housed[:-2] |= house[2:]
    named = np.zeros_like(person)
    mentions = np.flatnonzero(words.mention)
    named[mentions] = [marks.any_part(word[1:], "kin", "given_name") for word in words.spell(mentions)]
    return (person & ~housed) | named
