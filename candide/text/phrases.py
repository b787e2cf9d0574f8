"""Phrases: all the wordings of all packs, looked for in one pass over a batch of texts.

A phrase is a run of folded words; it matches where the same words stand in a row with no sentence
break between them. Two engines give the same answer: an automaton (Aho-Corasick, one pass whatever
the number of phrases) and, where its wheel is missing, a look-up by first word in plain Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np

from candide.text.fold import Array
from candide.text.words import BREAK, Words, split

try:
    import ahocorasick_rs as automata
except ImportError:  # the wheel exists for common platforms only
    automata = None  # type: ignore[assignment]

Phrase = tuple[str, ...]
_PLAIN = re.compile(r"[a-z0-9' -]*")
Found = tuple[Array, Array]


def phrase_of(text: str) -> Phrase:
    """Return the folded words of a wording, as the engines compare them.

    Raises  ValueError when the wording holds a sentence break, which no match could cross.
    """
    if _PLAIN.fullmatch(text):  # nearly all wordings: a hundred times faster than the engine
        return tuple(text.replace("'", " ").replace("-", " ").split())
    line = split([text]).line.split()
    if BREAK in line:
        raise ValueError(f"{text!r} holds a sentence break")
    return tuple(line)


class Phrasebook:
    """Phrases compiled once.

    phrases  folded phrases; the place of a phrase is its number
    plain    use the plain Python engine even where the automaton is installed
    """

    def __init__(self, phrases: Sequence[Phrase], *, plain: bool = False) -> None:
        self.phrases = tuple(phrases)
        use_plain = plain or automata is None
        self._engine = (_plain if use_plain else _automaton)(self.phrases)

    def find(self, words: Words) -> Found:
        """Find every phrase in a batch, overlapping ones included.

        Returns  two int64 arrays: number of the phrase, number of its first word; in no given order
        """
        return self._engine(words) if self.phrases and len(words) else (_EMPTY, _EMPTY)


_EMPTY = np.empty(0, np.int64)


def _automaton(phrases: tuple[Phrase, ...]) -> Callable[[Words], Found]:
    if not phrases:
        return lambda words: (_EMPTY, _EMPTY)
    search = automata.AhoCorasick(
        [f" {' '.join(p)} " for p in phrases],
        matchkind=automata.MatchKind.Standard,
        implementation=automata.Implementation.DFA,
        store_patterns=False,
    )

    def find(words: Words) -> Found:
        hits = search.find_matches_as_indexes(words.line, overlapping=True)
        flat = np.fromiter(chain.from_iterable(hits), np.int64, 3 * len(hits))
        # A match begins with the space before its first word.
        return flat[0::3], np.searchsorted(words.place, flat[1::3] + 1)

    return find


def _plain(phrases: tuple[Phrase, ...]) -> Callable[[Words], Found]:
    by_first: dict[str, list[tuple[Phrase, int]]] = {}
    for number, phrase in enumerate(phrases):
        by_first.setdefault(phrase[0], []).append((phrase, number))

    def find(words: Words) -> Found:
        line = words.line.split()
        numbers: list[int] = []
        firsts: list[int] = []
        breaks = 0
        for at, word in enumerate(line):
            breaks += word == BREAK
            for phrase, number in by_first.get(word, ()):
                if tuple(line[at : at + len(phrase)]) == phrase:
                    numbers.append(number)
                    firsts.append(at - breaks)
        return np.array(numbers, np.int64), np.array(firsts, np.int64)

    return find
