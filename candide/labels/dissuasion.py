"""Dissuasion: does the post advise against buying? none · product · general · commentary

`product`: a reader who followed it would buy less of a given product, brand or trend. `general`: against
overconsumption at large. `commentary`: about deinfluencing, without itself dissuading.

When it misleads
    Irony about one's own purchases. A lukewarm review that never says "do not buy" is no dissuasion.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from candide.label import Answer, Cues
from candide.label.answer import Quotes
from candide.text.fold import Array
from candide.text.scope import REPORTS

NAME = "dissuasion"
READS = ("parts",)
AFTER = ()

#: What is said against the product follows the cue: a quote goes on by so many words.
_STRETCH = 8
#: The groups of cues on which each value rests.
_BEHIND = {
    "product": ("product", "hint", "complaint", "tag"),
    "general": ("general", "general_hint"),
    "commentary": ("commentary", "tag"),
}


def label(records: pa.Table, cues: Cues, said: Mapping[str, pa.Table]) -> pa.Table:
    """Return one row for each post of which something was read."""
    value = _values(cues)
    row = np.flatnonzero(cues.read)
    picked = cues.pick("dissuade")
    owner = cues.cue_row[picked]
    group = cues.of_rule("group")[picked].astype(str)
    behind = [np.isin(group, _BEHIND[v]) & (value[owner] == v) for v in _BEHIND]
    picked = picked[np.any(behind, axis=0)]
    place = np.cumsum(cues.read) - 1
    quotes = Quotes.of_cues(cues, picked, place[cues.cue_row[picked]], "dissuade")
    quotes = quotes.to_sentence_end(cues.words, _STRETCH)
    strengths = [None if v == "none" else "strong" for v in value[row].tolist()]
    return Answer(NAME, row, value[row].tolist(), strengths, [quotes]).table(records, cues)


def _values(cues: Cues) -> Array:
    """The value of each record: plain words decide; a mere rejection needs words of buying beside it."""
    groups = ("product", "general", "commentary", "complaint", "tag", "hint", "general_hint")
    product, general, commentary, complaint, tagged, hint, low = (
        cues.has(cues.pick("dissuade", g)) for g in groups
    )
    # Words against a product inside quotation marks are told, not said.
    told = cues.has(cues.pick("dissuade", "product", "general", polarity=REPORTS))
    switched = cues.has(cues.pick("substitute", "switch"))
    priced = cues.flag(cues.word_row[cues.filled("price")])
    bought = priced | cues.flag(cues.word_row[cues.table.marks.among("purchase")])
    other = cues.has(cues.pick("substitute", "generic", "free_or_owned"))
    rejected = hint & (priced | complaint | switched | tagged | other | _beside_buying(cues))
    replaced = complaint & (tagged | switched)
    lowered = low & (bought | _several(cues, "general_hint"))
    return np.select(
        [product | rejected | replaced, general | lowered, commentary | told | tagged],
        ["product", "general", "commentary"],
        "none",
    )


def _beside_buying(cues: Cues) -> Array:
    """Records where a rejection stands in one sentence with a word of buying."""
    words = cues.words
    sentences = words.sentence[cues.table.marks.among("purchase")]
    picked = cues.pick("dissuade", "hint")
    beside = picked[np.isin(words.sentence[cues.table.start[picked]], sentences)]
    return cues.has(beside)


def _several(cues: Cues, group: str) -> Array:
    """Records with two cues of a group or more."""
    rows = cues.cue_row[cues.pick("dissuade", group)]
    several: Array = np.bincount(rows, minlength=len(cues)) > 1
    return several
