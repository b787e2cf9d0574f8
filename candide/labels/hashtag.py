"""Hashtags: one row for each tag of a post, folded: no case, no accent, no "#"."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from candide.label import Cues
from candide.label.answer import each_word

NAME = "hashtag"
READS = ("parts",)
AFTER = ()


def label(records: pa.Table, cues: Cues, said: Mapping[str, pa.Table]) -> pa.Table:
    """Return one row a post and folded tag."""
    at = np.flatnonzero(cues.words.tag & (cues.word_row >= 0))
    values = [word[1:] for word in cues.words.spell(at)]
    return each_word(NAME, records, cues, at, values, "hashtag")
