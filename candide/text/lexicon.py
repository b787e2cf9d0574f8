"""Lexicon: named lists of single words, looked up for a whole batch at once.

Function words, negators, currencies, kin… are lists and not phrases: every caption is full of them,
and one sorted look-up costs less than a hundred thousand matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np

from candide.text.fold import Array
from candide.text.phrases import phrase_of
from candide.text.words import Words, split

_MOST_LISTS = 63
_PART = re.compile(r"[^\W\d_]+")


class Lexicon:
    """Word lists compiled once.

    lists   words by name of the list; folded here, so that they may be written as one writes
    Raises  ValueError for an entry that is not exactly one word, or for more than 63 lists.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        if len(lists) > _MOST_LISTS:
            raise ValueError(f"{len(lists)} word lists; at most {_MOST_LISTS} fit")
        self._bit = {name: np.uint64(1 << k) for k, name in enumerate(lists)}
        self._lists = {n: frozenset(_one_word(e, n) for e in entries) for n, entries in lists.items()}
        bits: dict[str, int] = {}
        for name, entries in self._lists.items():
            for entry in sorted(entries):
                bits[entry] = bits.get(entry, 0) | int(self._bit[name])
        hashes = split(list(bits)).hashes if bits else np.empty(0, np.uint64)
        order = np.argsort(hashes)
        self._hashes = hashes[order]
        self._bits = np.fromiter(bits.values(), np.uint64, len(bits))[order]

    def marks(self, words: Words) -> Marks:
        """Look every word of a batch up."""
        if not len(self._hashes):
            return Marks(self._bit, np.zeros(len(words), np.uint64), self._lists)
        at = np.minimum(np.searchsorted(self._hashes, words.hashes), len(self._hashes) - 1)
        bits = np.where(self._hashes[at] == words.hashes, self._bits[at], np.uint64(0))
        return Marks(self._bit, bits, self._lists)


class Marks:
    """For each word of a batch, the lists that hold it."""

    def __init__(
        self, bit: Mapping[str, np.uint64], bits: Array, lists: Mapping[str, frozenset[str]]
    ) -> None:
        self._bit, self._bits, self._lists = bit, bits, lists
        self._judged: dict[tuple[str, tuple[str, ...]], bool] = {}

    def among(self, *names: str) -> Array:
        """Return whether each word stands in one of the lists, bool; an unknown list holds nothing."""
        wanted = np.uint64(0)
        for name in names:
            wanted |= self._bit.get(name, np.uint64(0))
        found: Array = (self._bits & wanted) != 0
        return found

    def any_part(self, handle: str, *names: str) -> bool:
        """Return whether a part of a folded handle, between signs and digits, stands in one of the lists."""
        known = self._judged.get((handle, names))
        if known is None:
            parts = _PART.findall(handle)
            known = any(part in self._lists.get(name, ()) for name in names for part in parts)
            self._judged[handle, names] = known
        return known


def _one_word(entry: str, name: str) -> str:
    phrase = phrase_of(entry)
    if len(phrase) != 1:
        raise ValueError(f"{entry!r} of the list {name!r} is not one word")
    return phrase[0]
