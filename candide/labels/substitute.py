"""Substitute: what a dissuading post recommends instead.

none · free_or_owned · generic · named · named_commercial; the most commercial one decides. A row only
where `dissuasion` is product or general. `named_commercial`: a name, and a commercial cue in the same
post: a code, a referral link, "link in bio", a gift, a stated relation, the creator's own product.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from candide.label import Answer, Cues
from candide.label.answer import Quotes, values_by_row
from candide.label.commerce import commerce
from candide.text.fold import Array

NAME = "substitute"
READS = ("handle", "bio", "parts")
AFTER = ("relation", "dissuasion")

_COMMERCIAL = ("disclosed_clear", "disclosed_ambiguous", "undisclosed_cues", "own_business")


def label(records: pa.Table, cues: Cues, said: Mapping[str, pa.Table]) -> pa.Table:
    """Return one row for each post that dissuades."""
    dissuades = np.isin(values_by_row(records, said["dissuasion"]).astype(str), ("product", "general"))
    trade = commerce(records, cues)
    sold = np.isin(values_by_row(records, said["relation"]).astype(str), _COMMERCIAL)
    against = cues.pick("dissuade", "product", "complaint")
    picked = cues.pick("substitute", "named", "generic", "free_or_owned")
    picked = picked[~_overlap(cues, picked, against)]
    group = cues.of_rule("group")[picked]
    plain = picked[group != "named"]
    named_cues = _other_than_target(cues, picked[group == "named"], plain)
    named = cues.has(named_cues)
    elsewhere = cues.flag(cues.word_row[_names_elsewhere(cues)]) | named | cues.has(cues.pick("own"))
    generic, free = (cues.has(picked[group == g]) for g in ("generic", "free_or_owned"))
    value = np.select(
        [sold & elsewhere, named, generic, free],
        ["named_commercial", "named", "generic", "free_or_owned"],
        "none",
    )
    row = np.flatnonzero(dissuades)
    place = np.cumsum(dissuades) - 1
    quotes = []
    for chosen, kind in ((np.concatenate([named_cues, plain]), "substitute"), (trade.cues, "commercial")):
        kept = chosen[dissuades[cues.cue_row[chosen]]]
        quotes.append(Quotes.of_cues(cues, kept, place[cues.cue_row[kept]], kind))
    kept = trade.links[dissuades[cues.word_row[trade.links]]]
    quotes.append(Quotes.of_words(kept, kept + 1, place[cues.word_row[kept]], "commercial"))
    strengths = [None if v == "none" else "strong" for v in value[row].tolist()]
    return Answer(NAME, row, value[row].tolist(), strengths, quotes).table(records, cues)


def _overlap(cues: Cues, picked: Array, others: Array) -> Array:
    """Which cues share a word with one of the others."""
    start, end = cues.table.start, cues.table.end
    taken = np.zeros(len(cues.words) + 1, np.int64)
    np.add.at(taken, start[others], 1)
    np.add.at(taken, end[others], -1)
    inside = np.concatenate([[0], np.cumsum(np.cumsum(taken) > 0)])
    found: Array = inside[end[picked]] > inside[start[picked]]
    return found


def _other_than_target(cues: Cues, picked: Array, plain: Array) -> Array:
    """Cues that name something, without the thing advised against and without unbranded kinds."""
    slot = cues.table.slot_start[picked]
    worded = picked[slot < 0]
    picked = picked[(slot >= 0) & ~_overlap(cues, picked, plain)]
    keys = np.stack([cues.word_row, cues.words.hashes.view(np.int64)], axis=1)
    known = {tuple(pair) for pair in keys[_targets(cues)].tolist()}
    other = [tuple(pair) not in known for pair in keys[cues.table.slot_start[picked]].tolist()]
    return np.concatenate([worded, picked[np.array(other, np.bool_)]])


def _targets(cues: Cues) -> Array:
    """The first name after each dissuading cue, in its sentence."""
    table, sentence = cues.table, np.append(cues.words.sentence, -1)
    names = np.append(np.flatnonzero(cues.slot("name").starts), len(cues.words))
    start = table.start[cues.pick("dissuade", "product")]
    first = names[np.searchsorted(names, start)]
    targets: Array = first[sentence[first] == sentence[start]]
    return targets


def _names_elsewhere(cues: Cues) -> Array:
    """Names outside the clauses that dissuade."""
    dissuading = cues.words.clause[cues.table.start[cues.pick("dissuade", "product")]]
    starts = cues.filled("name")
    return starts[~np.isin(cues.words.clause[starts], dissuading)]
