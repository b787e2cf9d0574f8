"""Words: a folded text cut into words once, as columns that every later step shares.

A word is a run of letters, digits and "_"; a tag, a mention, a link or a decimal number is one word;
a currency sign, "%" and "&" are words of their own. Apostrophes and hyphens part words, so that
"l'offre" holds the word "offre" and "don't" reads "don t" in texts and in rules alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from candide.text.fold import ALONE, COMMA, DOT, EMOJI, HARD, SIGIL, SOFT, WORD, Array, Folded, fold
from candide.text.tokens import Span, link_spans, mention_spans, tag_ranks

#: Between two texts of a batch: no phrase, sentence or quotation crosses it.
BETWEEN_TEXTS: Final = "\x1e"
#: How the line shows a break that no phrase crosses.
BREAK: Final = "|"
_DIGITS: Final = np.array([48 <= c < 58 for c in range(128)])
_COMMA: Final = ord(",")
_POINT: Final = ord(".")
_PRIME: Final = 0x9E3779B97F4A7C15 | 1


@dataclass(frozen=True)
class Words:
    """The words of a batch of texts, one value a word in each column.

    folded    the folded batch
    start     first folded character, int64
    end       one past the last, int64
    sentence  number of the sentence; rises at . ! ? ; | and line ends
    clause    number of the clause; rises at sentences and at emoji
    text_of   number of the text in the batch
    link      whether the word is a link, bool
    mention   whether it is an @mention, bool
    begins    raw place of the first character of each text, int64
    """

    folded: Folded
    start: Array
    end: Array
    sentence: Array
    clause: Array
    text_of: Array
    link: Array
    mention: Array
    begins: Array

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def tag(self) -> Array:
        """Whether the word is a #tag."""
        tags: Array = self._first_code == ord("#")
        return tags

    @cached_property
    def rank(self) -> Array:
        """Rank of each tag in its block of tags, from 1; 0 for other words."""
        return tag_ranks(self.tag, self.mention, self.text_of)

    @cached_property
    def number(self) -> Array:
        """Whether the word begins and ends with a digit and holds no letter."""
        digits = self.count(self.is_digit)
        marks = self.count((self.folded.codes == _COMMA) | (self.folded.codes == _POINT))
        numbers: Array = (digits > 0) & (digits + marks == self.end - self.start)
        return numbers

    @cached_property
    def capital(self) -> Array:
        """Whether the first character was written as a capital."""
        return self.folded.capitals[self.start]

    @cached_property
    def capitals(self) -> Array:
        """How many characters were written as capitals."""
        return self.count(self.folded.capitals)

    @cached_property
    def digits(self) -> Array:
        """How many characters are digits."""
        return self.count(self.is_digit)

    @cached_property
    def opens(self) -> Array:
        """Whether the word is the first of its sentence or clause."""
        first = np.ones(len(self), np.bool_)
        first[1:] = (self.clause[1:] != self.clause[:-1]) | (self.text_of[1:] != self.text_of[:-1])
        return first

    @cached_property
    def hashes(self) -> Array:
        """A 64-bit hash of each word, equal for equal folded words of any batch."""
        codes = self.folded.codes.astype(np.uint64) + np.uint64(1)
        powers = _powers(len(codes))
        codes *= powers
        sums = np.zeros(len(codes) + 1, np.uint64)
        np.cumsum(codes, out=sums[1:])
        # Shifted to a common power, so that the place of a word in the batch does not matter.
        return (sums[self.end] - sums[self.start]) * _inverse_powers(len(codes) + 1)[self.start]

    @cached_property
    def _line(self) -> tuple[str, Array]:
        length = self.end - self.start
        broken = np.zeros(len(self), np.int64)
        broken[1:] = (np.diff(self.sentence) != 0) * 2
        place = np.cumsum(length + 1 + broken) - length
        out = np.full(int(place[-1] + length[-1]) + 1 if len(self) else 1, 32, np.uint32)
        out[place[broken > 0] - 2] = ord(BREAK)
        offset = np.cumsum(length) - length
        steps = np.arange(int(length.sum()), dtype=np.int32)
        source = steps + np.repeat((self.start - offset).astype(np.int32), length)
        out[steps + np.repeat((place - offset).astype(np.int32), length)] = self.folded.codes[source]
        return out.tobytes().decode("utf-32-le", "surrogatepass"), place

    @property
    def line(self) -> str:
        """All words in one line, each between single spaces, with " | " between sentences."""
        return self._line[0]

    @property
    def place(self) -> Array:
        """Where each word begins in `line`."""
        return self._line[1]

    @cached_property
    def _first_code(self) -> Array:
        return self.folded.codes[self.start]

    @cached_property
    def is_digit(self) -> Array:
        """Whether each folded character is a digit."""
        return _DIGITS[np.minimum(self.folded.codes, 127)]

    def count(self, flags: Array) -> Array:
        """Return how many characters of each word carry a flag."""
        sums = np.zeros(len(flags) + 1, np.int32)
        np.cumsum(flags, out=sums[1:])
        counts: Array = sums[self.end] - sums[self.start]
        return counts

    def spell(self, at: Array) -> list[str]:
        """Return several folded words."""
        text = self.folded.text
        return [text[s:e] for s, e in zip(self.start[at].tolist(), self.end[at].tolist(), strict=True)]

    def word(self, at: int) -> str:
        """Return one folded word."""
        return self.folded.text[int(self.start[at]) : int(self.end[at])]


def split(texts: Sequence[str]) -> Words:
    """Fold a batch of texts and cut it into words.

    texts    captions, titles, bios…; an empty text has no word
    Returns  the words of all texts in order, with `text_of` telling them apart.
    """
    folded = fold(BETWEEN_TEXTS.join(texts))
    links, mentions = link_spans(folded.text), mention_spans(folded.text)
    whole = [*links, *mentions]
    classes = _settle(folded, whole)
    word = (classes == WORD) | (classes == SIGIL) | (classes == ALONE)
    start, end = _bounds(classes, word, [s for s, _ in whole])
    hard = np.cumsum(classes == HARD, dtype=np.int32)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    begins = np.cumsum(lengths + 1) - lengths - 1
    raw = start if folded.at is None else folded.at[start]
    firsts = np.append(np.searchsorted(raw, begins), len(raw))
    text_of = np.repeat(np.arange(len(texts)), np.diff(firsts))
    sentence = hard[start] if len(start) else start
    clause = sentence + (np.cumsum(classes == EMOJI, dtype=np.int32)[start] if len(start) else start)
    return Words(
        folded, start, end, sentence, clause, text_of, _starts(links, start), _starts(mentions, start), begins
    )


def _settle(folded: Folded, whole: Iterable[Span]) -> Array:
    classes = folded.classes.copy()
    wordy = classes == WORD
    before, after = np.zeros_like(wordy), np.zeros_like(wordy)
    before[1:], after[:-1] = wordy[:-1], wordy[1:]
    digit = _DIGITS[np.minimum(folded.codes, 127)]
    between = np.zeros_like(wordy)
    between[1:-1] = digit[:-2] & digit[2:]
    point = (classes == DOT) | (classes == COMMA)
    classes[(classes == DOT) & ~(before & after)] = HARD
    classes[(classes == DOT) | (classes == COMMA)] = SOFT
    classes[point & between] = WORD
    classes[(classes == SIGIL) & ~after] = SOFT
    for begin, stop in whole:
        classes[begin:stop] = WORD
    return classes


def _bounds(classes: Array, word: Array, forced: list[int]) -> tuple[Array, Array]:
    begins = word.copy()
    begins[1:] &= ~word[:-1]
    alone = classes == ALONE
    begins |= alone | (classes == SIGIL)
    begins[1:] |= word[1:] & alone[:-1]
    begins[forced] = True
    ends = word.copy()
    ends[:-1] &= ~word[1:] | begins[1:]
    return np.flatnonzero(begins), np.flatnonzero(ends) + 1


def _starts(spans: list[Span], start: Array) -> Array:
    flags = np.zeros(len(start), np.bool_)
    if spans:
        flags[np.searchsorted(start, [s for s, _ in spans])] = True
    return flags


_cache: dict[str, Array] = {}


def _powers(n: int) -> Array:
    return _power_table("up", _PRIME, n)


def _inverse_powers(n: int) -> Array:
    return _power_table("down", pow(_PRIME, -1, 1 << 64), n)


def _power_table(name: str, base: int, n: int) -> Array:
    table = _cache.get(name)
    if table is None or len(table) < n:
        factors = np.full(1 << max(n.bit_length(), 16), base, np.uint64)
        factors[0] = 1
        table = _cache[name] = np.cumprod(factors, dtype=np.uint64)
    return table[:n]
