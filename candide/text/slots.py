"""Slots: what a template may leave open, found as columns over the words of a batch.

brand    an @mention, a name (capitalised words, "&" and small words between them), or the noun of
         a business ("la marque", "the publisher") unless it is one's own
name     the same without nouns          mention  an @mention
code     a promo code: letters and digits mixed, or five capitals and more
sure_code  capitals and one or two digits: what reads as a code with no word like "code" beside it
price    a number beside a currency          percent  a number before "%", "percent", "pour cent"
number   a number                            link     a link
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from candide.text.fold import Array
from candide.text.lexicon import Marks
from candide.text.words import Words

_CODE_LENGTH = (4, 24)
_CAPITALS_ONLY = 5
_LETTERS_OF_A_CODE, _DIGITS_OF_A_CODE = 3, 2
#: A name holds at most so many words.
_NAME_WORDS = 5
_SHOUTING = 0.6
#: Lists whose words are no name, even with a capital.
_NO_NAME = ("function", "determiner", "particle", "calendar", "common", "negator", "kin", "platform")


@dataclass(frozen=True)
class Slot:
    """Where a slot can be filled.

    starts  for each word, whether a filling begins there
    ends    for each word, one past the last word of the filling that begins there
    """

    starts: Array
    ends: Array


def find_slots(words: Words, marks: Marks) -> dict[str, Slot]:
    """Find the fillings of every slot.

    marks    the word lists of the packs; a list that no pack has holds nothing
    Returns  one Slot by name.
    """
    n = len(words)
    one = np.arange(1, n + 1)
    names = _names(words, marks)
    firms = _firms(words, marks) & ~names
    runs = _run_ends(words, names, marks)
    loose, strict = _codes(words, marks)
    return {
        "brand": Slot(words.mention | names | firms, _brand_ends(names, firms, runs)),
        "name": Slot(words.mention | names, _brand_ends(names, firms, runs)),
        "mention": Slot(words.mention, one),
        "code": Slot(loose, one),
        "sure_code": Slot(strict, one),
        "price": _prices(words, marks),
        "percent": _percents(words, marks),
        "number": Slot(words.number | marks.among("number_word"), one),
        "link": Slot(words.link, one),
    }


def _codes(words: Words, marks: Marks) -> tuple[Array, Array]:
    """Whether each word has the form of a code, and whether it reads as one with no word beside it."""
    length = words.end - words.start
    letters = length - words.digits
    plain = ~(words.tag | words.mention | words.link | words.number)
    fits = plain & (length >= _CODE_LENGTH[0]) & (length <= _CODE_LENGTH[1]) & (letters >= 2)
    fits &= ~marks.among("not_code", "function")
    capitals, mixed = words.capitals == letters, words.digits > 0
    shouted = capitals & (letters >= _CAPITALS_ONLY) & ~_shouting(words)
    return fits & (mixed | shouted), fits & capitals & mixed & _ends_in_few_digits(words, letters)


def _ends_in_few_digits(words: Words, letters: Array) -> Array:
    """Three letters and more, then one or two digits: LUNE15, but not RTX5080 nor 9800X3D."""
    sums = np.concatenate([[0], np.cumsum(words.is_digit, dtype=np.int32)])
    behind = sums[words.end] - sums[np.maximum(words.end - words.digits, words.start)]
    found: Array = (
        (letters >= _LETTERS_OF_A_CODE) & (words.digits <= _DIGITS_OF_A_CODE) & (behind == words.digits)
    )
    return found


def _names(words: Words, marks: Marks) -> Array:
    form = words.capital & ~(words.tag | words.mention | words.link | words.number)
    usual = words.opens & marks.among("opening")
    found: Array = form & ~usual & ~marks.among(*_NO_NAME) & ~_shouting(words)
    return found


def _brand_ends(names: Array, firms: Array, runs: Array) -> Array:
    """Where each brand ends: a name at the end of its run, "la maison Lune" at the end of its name."""
    one = np.arange(1, len(names) + 1)
    named = np.append(names, False)[one]
    after = np.where(firms & named, np.append(runs, 0)[one], one)
    return np.where(names, runs, after)


def _firms(words: Words, marks: Marks) -> Array:
    own = np.zeros(len(words), np.bool_)
    own[1:] = marks.among("mine")[:-1]
    found: Array = marks.among("business") & ~own
    return found


def _shouting(words: Words) -> Array:
    """Whether the text of each word is written in capitals, so that capitals tell nothing."""
    n = int(words.text_of[-1]) + 1 if len(words) else 0
    long = (words.end - words.start) > 2
    all_capitals = long & (words.capitals == words.end - words.start)
    shouted = np.bincount(words.text_of, all_capitals, n)
    counted = np.bincount(words.text_of, long & ~words.tag & ~words.link & ~words.mention, n)
    flags: Array = (shouted > _SHOUTING * np.maximum(counted, 4))[words.text_of]
    return flags


def _run_ends(words: Words, names: Array, marks: Marks) -> Array:
    n = len(words)
    small = marks.among("particle") | (words.folded.codes[words.start] == ord("&"))
    follows = np.zeros(n, np.bool_)
    follows[1:] = (words.clause[1:] == words.clause[:-1]) & _touching(words)
    begins_next = np.zeros(n, np.bool_)
    begins_next[:-1] = names[1:] & follows[1:]
    inside = follows & (names | words.number | (small & begins_next))
    # For each word, the first place from there on that no longer continues the name.
    stops = np.where(inside, n, np.arange(n))
    after = np.minimum.accumulate(np.append(stops, n)[::-1])[::-1][1:]
    ends: Array = np.minimum(after, np.arange(n) + _NAME_WORDS)
    return ends


def _touching(words: Words) -> Array:
    """Whether each word but the first stands right after the one before, with no comma or colon."""
    gap = words.start[1:] - words.end[:-1]
    sign = words.folded.codes[np.minimum(words.end[:-1], len(words.folded.codes) - 1)]
    joined = (sign == ord(" ")) | (sign == ord("'")) | (sign == ord("-")) | (sign == ord("."))
    touching: Array = (gap <= 2) & joined
    return touching


def _prices(words: Words, marks: Marks) -> Slot:
    n = len(words)
    currency = marks.among("currency")
    following = np.zeros((2, n), np.bool_)
    following[0, :-1], following[1, :-1] = currency[1:], words.number[1:]
    number = words.number | marks.among("number_word")
    starts = (number & following[0]) | (currency & following[1])
    return Slot(starts, np.minimum(np.arange(n) + 2, n))


def _percents(words: Words, marks: Marks) -> Slot:
    n = len(words)
    percent = marks.among("percent")
    following = np.zeros(n, np.bool_)
    following[:-1] = percent[1:]
    # "pour cent" and "per cent": the sign word comes second.
    following[:-2] |= percent[2:] & marks.among("per")[1:-1]
    return Slot(words.number & following, np.minimum(np.arange(n) + 2, n))
