"""Commercial relation: what the post says of one, or shows without saying.

none · disclosed_clear · disclosed_ambiguous · undisclosed_cues · own_business · denial

A clear wording counts as ambiguous where a reader would miss it: the 8th or later tag of a block, glued
inside another tag, or in a language other than the post's. `undisclosed_cues` means that commercial cues
are there and that no disclosure was found in the parts read; it is a queue for a person to look at.

When it misleads
    Speech, words on the image and stories are often not in an export: see `unread`.
    A plain customer may share a code.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from candide.label import Answer, Cues
from candide.label.answer import Quotes
from candide.label.commerce import Commerce, commerce
from candide.text.fold import Array
from candide.text.scope import DENIES

NAME = "relation"
READS = ("handle", "bio", "kind", "paid_label", "parts")
AFTER = ()

_STRENGTHS = {"disclosed_clear": "strong", "disclosed_ambiguous": "ambiguous", "undisclosed_cues": "weak"}
#: Groups of disclosures that are thanks or company and no more.
_COURTESIES = ("thanks", "with")
#: An offer goes on after its cue ("-15 % jusque dimanche"): a quote follows it by so many words.
_STRETCH = 4
#: Rank from which a tag is buried in its block.
BURIED = 8


def label(records: pa.Table, cues: Cues, said: Mapping[str, pa.Table]) -> pa.Table:
    """Return one row for each post of which something was read, or that the platform labels."""
    trade = commerce(records, cues)
    denials = np.concatenate([cues.pick("denial"), cues.pick("disclosure", polarity=DENIES)])
    disclosures, referrals = _disclosures(cues, cues.has(denials))
    courtesies = np.isin(cues.of_rule("group")[disclosures].astype(str), _COURTESIES)
    hints = disclosures[~courtesies]  # a parcel beside "not sponsored" still hints; thanks do not
    paid = records["paid_label"].fill_null(False).to_numpy()
    stated = cues.has(disclosures[_in_sight(cues, disclosures)]) | paid
    facts = {
        "disclosed_clear": stated,
        "own_business": _own_business(records, cues, trade),
        "denial": cues.has(denials) & ~trade.strong & ~cues.has(referrals) & ~cues.has(hints),
        "disclosed_ambiguous": cues.has(disclosures),
        "undisclosed_cues": trade.strong | cues.has(referrals),
    }
    # The first that holds decides; two weak cues weigh less than a denial.
    value = np.select([*facts.values(), trade.weak], [*facts, "undisclosed_cues"], "none")
    given = cues.read | paid
    row = np.flatnonzero(given)
    place = np.cumsum(given) - 1
    quotes = [q.moved(place) for q in _quotes(cues, trade, value, disclosures, denials)]
    strength = np.full(len(value), None, object)
    for answer, word in _STRENGTHS.items():
        strength[value == answer] = word
    strength[(value == "undisclosed_cues") & facts["undisclosed_cues"]] = "strong"
    return Answer(NAME, row, value[row].tolist(), strength[row].tolist(), quotes).table(records, cues)


def _disclosures(cues: Cues, denied: Array) -> tuple[Array, Array]:
    """The disclosures that disclose, and the referrals that a denial turns into mere cues.

    Naming who gives a prize to followers discloses nothing of what the creator gets.
    """
    picked = cues.pick("disclosure")
    group = cues.of_rule("group")[picked]
    row = cues.cue_row[picked]
    prize = np.isin(group.astype(str), ("gift", *_COURTESIES)) & cues.has(cues.pick("giveaway"))[row]
    turned = (group == "referral") & denied[row]
    return picked[~prize & ~turned], picked[turned]


def _in_sight(cues: Cues, picked: Array) -> Array:
    """Which disclosures are clear, and where a reader of the post's language sees them."""
    table = cues.table
    buried = cues.words.rank[table.start[picked]] >= BURIED
    spoken = cues.language[picked]
    foreign = np.isin(spoken, cues.packs.languages) & (cues.of_rule("language")[picked] != spoken)
    clear: Array = cues.of_rule("strength")[picked] == "clear"
    found: Array = clear & ~buried & ~table.glued[picked] & ~foreign
    return found


def _own_business(records: pa.Table, cues: Cues, trade: Commerce) -> Array:
    """Records that promote the creator's own business, by their words or by their bio."""
    in_text = cues.has(cues.pick("own"))
    elsewhere = cues.flag(cues.word_row[trade.others]) | cues.has(cues.pick("denial"))
    elsewhere |= cues.has(cues.pick("dissuade", "product"))
    in_bio = cues.bio_has("own") & cues.has(trade.cues) & ~elsewhere
    given = cues.has(cues.pick("commercial", "sent")) | cues.flag(cues.word_row[trade.links])
    found: Array = trade.offers & ~given & (in_text | in_bio)
    return found


def _quotes(cues: Cues, trade: Commerce, value: Array, disclosures: Array, denials: Array) -> list[Quotes]:
    def quoted(picked: Array, kind: str, *values: str) -> Quotes:
        row = cues.cue_row[picked]
        wanted = np.isin(value[row], values)
        quotes = Quotes.of_cues(cues, picked[wanted], row[wanted], kind)
        return quotes.to_sentence_end(cues.words, _STRETCH) if kind == "commercial" else quotes

    told = ("disclosed_clear", "disclosed_ambiguous")
    row = cues.word_row[trade.links]
    wanted = ~np.isin(value[row], ("none", "denial"))
    links = Quotes.of_words(trade.links[wanted], trade.links[wanted] + 1, row[wanted], "commercial")
    return [
        quoted(disclosures, "disclosure", *told),
        quoted(trade.cues, "commercial", *told, "undisclosed_cues", "own_business"),
        quoted(cues.pick("provider"), "commercial", "undisclosed_cues"),
        quoted(cues.pick("own"), "own", "own_business"),
        quoted(denials, "negation", *told, "undisclosed_cues", "own_business", "denial"),
        links,
    ]
