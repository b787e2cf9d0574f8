"""Contradiction: the post denies a relation and shows or states one. A row only where it is true.

"Not an ad" beside #ad, beside a code, beside the platform's label.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from candide.label import Answer, Cues
from candide.label.answer import Quotes, values_by_row
from candide.text.scope import DENIES

NAME = "contradiction"
READS = ("paid_label", "parts")
AFTER = ("relation",)


def label(records: pa.Table, cues: Cues, said: Mapping[str, pa.Table]) -> pa.Table:
    """Return one row for each post that contradicts itself, with the words of both sides."""
    relation = values_by_row(records, said["relation"])
    denials = np.concatenate([cues.pick("denial"), cues.pick("disclosure", polarity=DENIES)])
    both = cues.has(denials) & np.isin(relation.astype(str), ("disclosed_clear", "undisclosed_cues"))
    row = np.flatnonzero(both)
    place = np.cumsum(both) - 1
    quotes = []
    for picked, kind in (
        (denials, "negation"),
        (cues.pick("disclosure"), "disclosure"),
        (cues.pick("commercial"), "commercial"),
    ):
        kept = picked[both[cues.cue_row[picked]]]
        quotes.append(Quotes.of_cues(cues, kept, place[cues.cue_row[kept]], kind))
    values, strengths = ["true"] * len(row), ["strong"] * len(row)
    return Answer(NAME, row, values, strengths, quotes).table(records, cues, unread=False)
