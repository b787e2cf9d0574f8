"""Mentions: one row for each account that a post mentions, without the creator's own."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from candide.label import Cues
from candide.label.answer import each_word
from candide.label.commerce import other_mentions

NAME = "mention"
READS = ("handle", "bio", "parts")
AFTER = ()


def label(records: pa.Table, cues: Cues, said: Mapping[str, pa.Table]) -> pa.Table:
    """Return one row a post and folded handle, without "@"."""
    at = other_mentions(records, cues)
    values = [word[1:] for word in cues.words.spell(at)]
    return each_word(NAME, records, cues, at, values, "brand")
