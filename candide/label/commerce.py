"""Commerce: which commercial cues a post holds, weighed as the labelling guide weighs them.

Strong: a code, a referral link, a gift not said to be one, a swipe to buy, "link in bio" beside a
price, a discount or a brand, a prize that a brand gives. Weak: a call to buy, advertising wording, an
availability, a discount, and beside them a brand or a price. One strong cue is enough; of two weak
ones, one must be a call to buy or advertising wording.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa

from candide.label.cues import Cues
from candide.pack import load_data
from candide.text.fold import Array, fold_text
from candide.text.scope import near, quoted
from candide.text.tokens import read_link

#: Groups of commercial cues that are strong by themselves.
STRONG = ("code", "sent", "swipe")
#: So many letters in common make a code carry a handle.
_STEM = 5
#: Two handles of so many letters, one within the other, are taken for one account's.
_STEM_OF_HANDLES = 6
#: Groups of which one must be there for two weak cues to count: a call to buy, advertising wording.
PUSHES = ("call", "superlative")
#: Groups that support one of them.
SUPPORTS = ("discount", "availability", "bio_link")


@dataclass(frozen=True)
class Commerce:
    """Commercial cues by record.

    strong    at least one strong cue, bool
    weak      two weak cues of different kinds, bool
    offers    something is offered: any commercial cue, or a price, bool
    cues      the commercial cues, by number
    links     the words that are referral links
    others    words that are mentions of other accounts
    """

    strong: Array
    weak: Array
    offers: Array
    cues: Array
    links: Array
    others: Array


def commerce(records: pa.Table, cues: Cues) -> Commerce:
    """Weigh the commercial cues of each record, once a batch."""
    return cues.once("commerce", lambda: _weigh(records, cues))


def _weigh(records: pa.Table, cues: Cues) -> Commerce:
    picked = cues.pick("commercial")
    links, others = referral_links(cues), other_mentions(records, cues)
    priced = cues.flag(cues.word_row[cues.filled("price")])
    tagged = cues.flag(cues.word_row[others[~_people(cues, others)]])
    discount = cues.has(cues.pick("commercial", "discount"))
    linked = _linked_offer(cues, priced | discount, others)
    given = cues.has(cues.pick("giveaway")) & cues.has(_providers(cues, others))
    serious = ~(cues.bio_has("parody") | cues.has(cues.pick("parody")))
    coded = cues.flag(cues.word_row[named_codes(records, cues)])
    strong = (
        cues.has(cues.pick("commercial", *STRONG)) | cues.flag(cues.word_row[links]) | linked | given | coded
    )
    pushes = np.array([cues.has(cues.pick("commercial", g)) for g in PUSHES])
    supported = tagged | priced | cues.has(cues.pick("commercial", *SUPPORTS))
    weak = pushes.all(axis=0) | (pushes.any(axis=0) & supported)
    offers = cues.has(picked) | priced | strong
    return Commerce(strong & serious, weak & serious, offers & serious, picked, links, others)


def _people(cues: Cues, mentions: Array) -> Array:
    """Which mentions carry a given name or a word of kin: more likely a friend than a brand."""
    marks = cues.table.marks
    found = [marks.any_part(word[1:], "kin", "given_name") for word in cues.words.spell(mentions)]
    return np.array(found, np.bool_)


def referral_links(cues: Cues) -> Array:
    """Return the words that are links by which somebody earns: a network's host, or who referred."""
    return cues.once("referral_links", lambda: _referrals(cues))


def _referrals(cues: Cues) -> Array:
    at = np.flatnonzero(cues.words.link & (cues.word_row >= 0))
    earning = [k for k, url in zip(at.tolist(), cues.words.spell(at), strict=True) if _earns(url)]
    return np.array(earning, np.int64)


@lru_cache(maxsize=50_000)
def _earns(url: str) -> bool:
    networks, silent, referral = _link_data()
    link = read_link(url)
    domains = _domains(link.host)
    if domains & networks:
        return True
    if domains & silent:
        return False
    named = (v for k, v in link.params.items() if k in referral["params"])
    if any(v and v not in referral["not_referrals"] for v in named):
        return True
    first, _, rest = link.path.strip("/").partition("/")
    return bool(rest) and first in referral["paths"]


@lru_cache(maxsize=1)
def _link_data() -> tuple[frozenset[str], frozenset[str], dict[str, frozenset[str]]]:
    """Hosts of networks, hosts whose parameters refer nobody, and the words of a referral."""
    data = load_data("links")
    hosts = frozenset(h for network in data["network"] for h in network["hosts"])
    return (
        hosts,
        frozenset(data["referral"]["hosts_without"]),
        {k: frozenset(data["referral"][k]) for k in ("params", "not_referrals", "paths")},
    )


def _domains(host: str) -> frozenset[str]:
    """A host and every domain above it."""
    labels = host.split(".")
    return frozenset(".".join(labels[k:]) for k in range(len(labels)))


def named_codes(records: pa.Table, cues: Cues) -> Array:
    """Return the words in capitals that carry the creator's handle and stand as a promo code.

    Method  four capitals or more that begin as a part of the handle does (or the other way round), with
            a word such as "code", "avec" or "with" among the three before, or a discount in the sentence.
    """
    return cues.once("named_codes", lambda: _codes(records, cues))


def _codes(records: pa.Table, cues: Cues) -> Array:
    words, marks = cues.words, cues.table.marks
    length = words.end - words.start
    form = (words.capitals + words.digits == length) & (length >= 4) & (words.capitals >= 3)
    at = np.flatnonzero(form & (cues.word_row >= 0) & ~words.mention & ~words.link)
    sold = np.zeros(len(words) + 1, np.bool_)
    sold[words.sentence[cues.filled("percent")]] = True
    sold[words.sentence[cues.filled("price")]] = True
    used = near(words, at, at + 1, marks.among("code_word"), 3) | sold[words.sentence[at]]
    used &= ~quoted(words, at, at + 1)
    handles = records["handle"].to_pylist()
    at = at[used]
    told = zip(at.tolist(), words.spell(at), cues.word_row[at].tolist(), strict=True)
    return np.array([k for k, word, row in told if _carries(word.lstrip("#"), handles[row])], np.int64)


def _carries(code: str, handle: str | None) -> bool:
    folded = _handle(handle or "")
    letters = code.rstrip("0123456789")
    parts = [p for p in re.split(r"[\W_\d]+", folded) if len(p) >= 4]
    joined = re.sub(r"[\W_]+", "", folded)
    return len(letters) >= 4 and (
        letters[:_STEM] in joined or any(letters.startswith(p) or p.startswith(letters) for p in parts)
    )


def other_mentions(records: pa.Table, cues: Cues) -> Array:
    """Return the words that mention an account other than the creator's own.

    Method  own: the creator's handle, a handle named in the bio, or one that shares its stem.
    """
    return cues.once("other_mentions", lambda: _others(records, cues))


def _others(records: pa.Table, cues: Cues) -> Array:
    at = np.flatnonzero(cues.words.mention & (cues.word_row >= 0))
    handles, bios = records["handle"].to_pylist(), records["bio"].to_pylist()
    told = zip(at.tolist(), cues.words.spell(at), cues.word_row[at].tolist(), strict=True)
    kept = [k for k, word, row in told if not _own(word[1:], handles[row], bios[row])]
    return np.array(kept, np.int64)


def _own(mention: str, handle: str | None, bio: str | None) -> bool:
    mine = _handle(handle or "")
    if mention == mine or (bio and "@" in bio and f"@{mention}" in fold_text(bio)):
        return True
    stem, own = mention.replace("_", "").replace(".", ""), mine.replace("_", "").replace(".", "")
    return len(stem) >= _STEM_OF_HANDLES and len(own) >= _STEM_OF_HANDLES and (stem in own or own in stem)


@lru_cache(maxsize=50_000)
def _handle(handle: str) -> str:
    return fold_text(handle).lstrip("@")


def _linked_offer(cues: Cues, offered: Array, others: Array) -> Array:
    """Records whose "link in bio" leads to something for sale: a price, a discount, or a brand beside it."""
    picked = cues.pick("commercial", "bio_link")
    sentence = cues.words.sentence
    content = sentence[cues.table.marks.among("content")]
    brands = np.concatenate([others, _names(cues)])
    beside = np.setdiff1d(sentence[brands], content)
    named = picked[np.isin(sentence[cues.table.start[picked]], beside)]
    return (cues.has(picked) & offered) | cues.has(named)


def _names(cues: Cues) -> Array:
    """Words that begin a name inside a sentence: at its head, a capital tells nothing."""
    starts = cues.filled("name")
    return starts[~cues.words.opens[starts] & ~cues.words.mention[starts]]


def _providers(cues: Cues, others: Array) -> Array:
    """Cues of who gives a prize, without those whose only name is the creator's own."""
    picked = cues.pick("provider")
    slot = cues.table.slot_start[picked]
    own = (slot >= 0) & cues.words.mention[np.maximum(slot, 0)] & ~np.isin(slot, others)
    return picked[~own]
