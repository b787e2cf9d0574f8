"""Promo codes: one row for each code that a post gives, in capitals, with the words that give it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from candide.label import Answer, Cues
from candide.label.answer import Quotes, first_of_each
from candide.label.commerce import named_codes

NAME = "code"
READS = ("handle", "parts")
AFTER = ()


def label(records: pa.Table, cues: Cues, said: Mapping[str, pa.Table]) -> pa.Table:
    """Return one row a post and code."""
    table = cues.table
    picked = cues.pick("commercial", "code")
    slot = table.slot_start[picked]
    filled = (slot >= 0) & cues.slot("code").starts[np.maximum(slot, 0)]
    picked, slot = picked[filled], slot[filled]
    named = np.setdiff1d(named_codes(records, cues), slot)
    at = np.concatenate([slot, named])
    start = np.concatenate([table.start[picked], named])
    end = np.concatenate([table.end[picked], named + 1])
    rule = np.concatenate([table.rule[picked], np.full(len(named), -1)])
    values = np.array([word.lstrip("#").upper() for word in cues.words.spell(at)], object)
    row = cues.word_row[at]
    kept = first_of_each(row, values)
    quotes = Quotes.of_words(start[kept], end[kept], np.arange(len(kept)), "commercial").ruled(rule[kept])
    strengths = ["strong"] * len(kept)
    return Answer(NAME, row[kept], values[kept].tolist(), strengths, [quotes]).table(
        records, cues, unread=False
    )
