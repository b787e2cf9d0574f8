"""Language: a vote of function words, enough to tell French from English in a caption.

Tags, mentions, links and numbers have no vote. Under three words the answer is "und".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from candide.text.fold import Array
from candide.text.lexicon import Marks
from candide.text.words import Words

UNKNOWN, MIXED = "und", "mixed"
_FEWEST_WORDS = 3
#: Below this share of the votes the first language is not alone in the text.
_CLEAR = 0.8
_FEWEST_OTHERS = 3


def languages(words: Words, marks: Marks, codes: Sequence[str], texts: int) -> Array:
    """Return the language of each text: one of the codes, "mixed" or "und".

    marks    must know the lists "function_xx" for each code xx
    codes    languages that may be answered, as BCP 47 codes
    texts    how many texts the batch has
    Returns  array of str, one a text.
    Method   share of function words of each language; two languages with three words each and no clear
             majority are "mixed"; a tie is "und".
    """
    if not codes:
        return np.full(texts, UNKNOWN)
    voting = ~(words.tag | words.mention | words.link | words.number)
    votes = np.array(
        [np.bincount(words.text_of, voting & marks.among(f"function_{c}"), texts) for c in codes]
    )
    total = votes.sum(axis=0)
    best = votes.max(axis=0)
    answer = np.array([*codes, UNKNOWN, MIXED])[votes.argmax(axis=0)]
    enough = np.bincount(words.text_of, voting, texts) >= _FEWEST_WORDS
    tied = (votes == best).sum(axis=0) > 1
    mixed = (total - best >= _FEWEST_OTHERS) & (best < _CLEAR * total)
    answer = np.where((total == 0) | tied | ~enough, UNKNOWN, answer)
    return np.where(mixed & enough, MIXED, answer)
