"""Rules as the engine sees them: what to look for, and what a match would mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: What a cue can be a sign of.
KINDS: Final = (
    "disclosure",  # the text states the relation
    "denial",  # the text states that there is none
    "commercial",  # a code, a link, an offer, a call to buy
    "own",  # what is promoted belongs to the creator
    "giveaway",
    "provider",  # who gives a prize or a gift
    "dissuade",
    "commentary",  # talk about dissuasion
    "substitute",
    "parody",
    "filler",  # words like a negation that deny nothing: "don't forget", "pas mal"
    "report",  # what follows within the sentence is told, not said: "l'an dernier", "the word"
)
#: Strongest first: of two rules that match the same words, the first in this order stays.
STRENGTHS: Final = ("clear", "strong", "ambiguous", "weak", "")
#: Checks that a rule can ask for, and what they do to a match.
CHECKS: Final = (
    "negation",  # denied when a negator stands before
    "quotation",  # reported when inside quotation marks
    "report",  # reported after "le mot", "mock caption"…
    "question",  # reported when its sentence asks
    "person",  # dropped when a word of kin or friendship, or a given name, stands in it or beside it
    "civic",  # dropped when a school, a charity, a town stands in it or beside it
    "apart",  # kept only between signs, line ends, tags or mentions: a label, not a word of a sentence
    "opening",  # kept only where a sentence begins
    "sentence",  # kept only as a whole sentence
    "first",  # kept only where the text begins
)
PLACES: Final = ("post", "bio", "any")


@dataclass(frozen=True)
class Rule:
    """One rule, compiled from a pack.

    id        id in its pack                pack      "id@version" of the pack
    kind      one of KINDS                  group     finer sign within the kind, "" for none
    strength  one of STRENGTHS              benefit   what the creator gets: money, gift, code, …
    language  language of the wordings, "" for any
    place     where it is looked for: one of PLACES
    phrases   templates                     tags      hashtags without "#", whole
    glued     tag stems that count, as ambiguous, when glued to another word
    patterns  regular expressions over the folded text, each beginning with two literal characters
    unless    templates of idioms: a match that meets one is dropped
    without   templates of another context: a match in a text that holds one is dropped
    checks    some of CHECKS
    """

    id: str
    pack: str
    kind: str
    group: str = ""
    strength: str = ""
    benefit: str = ""
    language: str = ""
    place: str = "post"
    phrases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    checks: frozenset[str] = frozenset()
