"""Folding: one spelling for every way of writing the same letters, with the way back.

"𝗣𝘂𝗯", "PUB" and "pub" fold to the same characters, "Sponsorisé" to "sponsorise". Each character of
the folded text knows which character of the raw text it comes from, so that a span found in the
folded text quotes the words as they were written.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

#: What a character is to the word splitter.
SOFT, WORD, HARD, ALONE, SIGIL, DOT, COMMA, EMOJI = range(8)

_CODES = 0x110000
_UNSEEN = 255
# Filled character by character as texts bring them: the whole of Unicode would take a second to build.
_size = np.full(_CODES, _UNSEEN, np.uint8)
_first = np.zeros(_CODES, np.uint32)
_class = np.zeros(_CODES, np.uint8)
_capital = np.zeros(_CODES, np.bool_)
_longer: dict[int, Array] = {}

#: Signs whose plain form Unicode does not give; "" removes the sign.
_SIGNS: Final = {
    **dict.fromkeys("’‘ʼ‛′`´", "'"),
    **dict.fromkeys("–—―‐‑‒−", "-"),
    **dict.fromkeys("™®©", ""),
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d",
}  # fmt: skip
_ENDS: Final = frozenset("!?;\n\r…|•¡¿\x0b\x0c\x1e\u2028\u2029")


@dataclass(frozen=True)
class Folded:
    """A folded text and its way back.

    raw    the text as written
    codes  code points of the folded text, uint32
    at     for each folded character, the place of its raw character; None when the places are equal
    """

    raw: str
    codes: Array
    at: Array | None

    @cached_property
    def text(self) -> str:
        """The folded text."""
        return self.codes.tobytes().decode("utf-32-le", "surrogatepass")

    @cached_property
    def classes(self) -> Array:
        """What each folded character is to the word splitter (SOFT, WORD, …), uint8."""
        return _class[self.codes]

    @cached_property
    def capitals(self) -> Array:
        """For each folded character, whether it was written as a capital letter."""
        written = _capital[_codes(self.raw)]
        return written if self.at is None else written[self.at]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw start and end of a folded span that holds at least one character."""
        if self.at is None:
            return start, end
        last = int(self.at[end - 1]) + 1
        # Marks that folding removed (accents, joiners) belong to the letter before them.
        following = int(self.at[end]) if end < len(self.at) else len(self.raw)
        while last < following and _size[ord(self.raw[last])] == 0:
            last += 1
        return int(self.at[start]), last


def fold(text: str) -> Folded:
    """Fold a text: compatibility form, no case, no accent, no invisible sign.

    text     any string, lone surrogates included
    Returns  the folded text with the place of each character in the raw text.
    Method   NFKD, then casefold, then marks (Mn, Me) and format signs (Cf) removed, per character
             [Unicode UAX 15]; one table look-up for the whole text, so plain text costs no loop.
    """
    codes = _codes(text)
    size = _size[codes]
    if (size == _UNSEEN).any():
        _learn(np.unique(codes[size == _UNSEEN]))
        size = _size[codes]
    first = _first[codes]
    if bool((size == 1).all()):
        return Folded(text, first, None)
    at = np.repeat(np.arange(len(codes), dtype=np.int32), size)
    out = first[at]
    begins = np.cumsum(size, dtype=np.int64) - size
    for code in np.unique(codes[size > 1]):
        places = begins[codes == code]
        for k, further in enumerate(_longer[int(code)]):
            out[places + k] = further
    return Folded(text, out, at)


def fold_text(text: str) -> str:
    """Return the folded text alone."""
    return fold(text).text


def _codes(text: str) -> Array:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _fold_char(char: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    if "\uac00" <= char <= "\ud7a3":  # Hangul syllables would fall apart
        return char
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    kept = (_SIGNS.get(c, c) for c in plain if unicodedata.category(c) not in ("Mn", "Me", "Cf"))
    return "".join(kept)


def _learn(codes: Array) -> None:
    for code in map(int, codes):
        char = chr(code)
        folded = char if 0xD800 <= code < 0xE000 else _fold_char(char)
        if len(folded) > 1:
            _longer[code] = np.array([ord(c) for c in folded], np.uint32)
        _first[code] = ord(folded[0]) if folded else 0
        _capital[code] = unicodedata.category(unicodedata.normalize("NFKC", char)[0]) in ("Lu", "Lt")
        for c in {char, *folded}:
            _class[ord(c)] = _class_of(c)
        # Written last: another thread that sees the size must find the rest in place.
        _size[code] = len(folded)


def _class_of(char: str) -> int:
    if char in _ENDS:
        return HARD
    if char in "#@":
        return SIGIL
    if char in ".,":
        return DOT if char == "." else COMMA
    category = unicodedata.category(char)
    if char in "%&" or category == "Sc":
        return ALONE
    if char == "_" or category[0] in "LNM":
        return WORD
    return EMOJI if category == "So" else SOFT
