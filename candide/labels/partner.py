"""Partners: one row for each brand of a commercial post, as a name folded to letters and digits.

The brands that the platform's label names, those that the words of a disclosure or of a commercial cue
name ("sponsored by X", "code … chez X"), and, where these name none, the accounts mentioned in a post
that mentions three at most.

When it misleads
    A mention can be the photographer's. The row then rests on the mention alone: strength "weak".
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from candide.label import Answer, Cues
from candide.label.answer import Quotes, first_of_each, values_by_row
from candide.label.commerce import named_codes, other_mentions
from candide.text.fold import Array, fold_text

NAME = "partner"
READS = ("handle", "bio", "label_brands", "parts")
AFTER = ("relation",)

_COMMERCIAL = ("disclosed_clear", "disclosed_ambiguous", "undisclosed_cues")
_MOST_MENTIONS = 3


def label(records: pa.Table, cues: Cues, said: Mapping[str, pa.Table]) -> pa.Table:
    """Return one row a commercial post and brand."""
    trades = np.isin(values_by_row(records, said["relation"]).astype(str), _COMMERCIAL)
    mentions = other_mentions(records, cues)
    mentions = np.setdiff1d(mentions, _rivals(cues, mentions))
    named = _named(records, cues, mentions)
    named = named[trades[cues.word_row[named]]]
    told = cues.flag(cues.word_row[named])
    many = np.bincount(cues.word_row[mentions], minlength=len(cues)) > _MOST_MENTIONS
    loose = mentions[(trades & ~told & ~many)[cues.word_row[mentions]]]
    at = np.concatenate([named, loose])
    ends = cues.slot("name").ends[at] if len(at) else at
    values = [_value(cues, s, e) for s, e in zip(at.tolist(), ends.tolist(), strict=True)]
    official = [
        (r, re.sub(r"[\W_]+", "", fold_text(b)))
        for r, bs in enumerate(records["label_brands"].to_pylist())
        for b in bs or ()
    ]
    row = np.concatenate([np.array([r for r, _ in official], np.int64), cues.word_row[at]])
    value = np.array([*(b for _, b in official), *values], object)
    strength = np.array(["strong"] * (len(official) + len(named)) + ["weak"] * len(loose), object)
    kept = first_of_each(row, value)
    place = np.full(len(row), -1)
    place[kept] = np.arange(len(kept))
    owner = place[len(official) :]
    quotes = Quotes.of_words(at, ends, owner, "brand").keep(owner >= 0)
    return Answer(NAME, row[kept], value[kept].tolist(), strength[kept].tolist(), [quotes]).table(
        records, cues, unread=False
    )


def _named(records: pa.Table, cues: Cues, mentions: Array) -> Array:
    """Words at which a disclosure or a commercial cue names a brand."""
    table = cues.table
    picked = np.concatenate([cues.pick("disclosure"), cues.pick("commercial"), cues.pick("provider")])
    slot = table.slot_start[picked]
    slot = slot[slot >= 0]
    slot = slot[cues.slot("name").starts[slot] & ~_codes(records, cues)[slot]]
    return np.unique(slot[~cues.words.mention[slot] | np.isin(slot, mentions)])


def _codes(records: pa.Table, cues: Cues) -> Array:
    """Words that are promo codes: they bear a creator's name more often than a brand's."""
    words, is_code = cues.words, np.zeros(len(cues.words), np.bool_)
    is_code[named_codes(records, cues)] = True
    return is_code | ((words.digits > 0) & (words.capitals >= 3) & ~words.mention)


def _rivals(cues: Cues, mentions: Array) -> Array:
    """Mentions in a sentence that dissuades: what the post turns away from, not whom it works with."""
    words, table = cues.words, cues.table
    against = np.zeros(len(words) + 1, np.bool_)
    against[words.sentence[table.start[cues.pick("dissuade")]]] = True
    against[words.sentence[table.start[cues.pick("commercial")]]] = False
    return mentions[against[words.sentence[mentions]]]


def _value(cues: Cues, start: int, end: int) -> str:
    """A brand is one name however it is spaced or signed."""
    return re.sub(r"[\W_]+", "", "".join(cues.words.word(k) for k in range(start, end)))
