"""Chains: templates of several atoms, joined from the places of their atoms.

All texts of a batch are joined at once: each step is a search of the next place in sorted columns,
so the cost follows the number of matches of the first run of words, not the number of texts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from candide.text.fold import Array
from candide.text.lexicon import Marks
from candide.text.template import Atom, Steps
from candide.text.words import Words

#: A slot {brand} or {name} may follow so many determiners: "par la Brûlerie", "by the folks at X".
_DETERMINERS = 3
_NAMES = ("brand", "name")


@dataclass(frozen=True)
class Places:
    """Where an atom can stand: word spans ordered by first word, the longest first."""

    start: Array
    end: Array


@dataclass(frozen=True)
class Match:
    """Matches of templates: word spans, and the span that filled the first slot (-1 for none)."""

    start: Array
    end: Array
    slot_start: Array
    slot_end: Array

    def keep(self, wanted: Array) -> Match:
        """Return the matches that a mask or an order selects."""
        return Match(*(a[wanted] for a in (self.start, self.end, self.slot_start, self.slot_end)))


class Chainer:
    """Joins templates in one batch.

    words   the batch
    marks   the word lists of the batch
    places  gives the places of an atom, None when it stands nowhere
    """

    def __init__(self, words: Words, marks: Marks, places: Callable[[Atom], Places | None]) -> None:
        self._places, self._n = places, len(words)
        self._obstacles = np.concatenate([[0], np.cumsum(~marks.among("determiner"))])
        self._sentence = np.append(words.sentence, -1)

    def join(self, steps: Steps) -> Match | None:
        """Return the matches of one template, or None."""
        anchor = max(range(len(steps)), key=lambda k: steps[k].weight)
        spots = [self._places(atom) for atom in steps]
        first = spots[anchor]
        if first is None or any(s is None for s in spots):
            return None
        nothing = np.full(len(first.start), -1)
        match = Match(first.start, first.end, nothing, nothing)
        for atom, spot in zip(steps[anchor + 1 :], spots[anchor + 1 :], strict=True):
            match = self._ahead(match, atom, spot or first)
        for k in range(anchor - 1, -1, -1):
            match = self._behind(match, steps[k], spots[k] or first, steps[k + 1].gap)
        return match if len(match.start) else None

    def _ahead(self, match: Match, atom: Atom, spot: Places) -> Match:
        k = np.searchsorted(spot.start, match.end)
        found = np.append(spot.start, self._n)[k]
        apart = found - match.end
        near = apart <= atom.gap
        if atom.slot in _NAMES:
            near |= (apart <= _DETERMINERS) & (self._obstacles[found] == self._obstacles[match.end])
        near &= self._sentence[found] == self._sentence[match.end - 1]
        end = np.append(spot.end, self._n)[k]
        return _joined(match, found, end, near & (found < self._n), atom, ahead=True)

    def _behind(self, match: Match, atom: Atom, spot: Places, gap: int) -> Match:
        order = np.lexsort((-spot.start, spot.end))
        ends = spot.end[order]
        k = np.searchsorted(ends, match.start, side="right") - 1
        end = np.append(ends, -1)[k]
        # Among the places with that end, the longest: a name begins at its first word.
        found = np.append(spot.start[order], -1)[k]
        near = (k >= 0) & (match.start - end <= gap)
        near &= self._sentence[np.maximum(found, 0)] == self._sentence[match.start]
        return _joined(match, found, end, near, atom, ahead=False)


def _joined(match: Match, found: Array, end: Array, near: Array, atom: Atom, *, ahead: bool) -> Match:
    fills = bool(atom.slot) & (match.slot_start < 0)
    one = Match(
        match.start if ahead else found,
        end if ahead else match.end,
        np.where(fills, found, match.slot_start),
        np.where(fills, end, match.slot_end),
    )
    return one.keep(near)
