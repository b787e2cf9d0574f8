"""Cues: every rule of every pack, matched over a batch of texts in one pass.

The result is one table in columns, shared by all labels. A label asks for the cues of a kind and
never reads the text again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from candide.text.chains import Match
from candide.text.checks import Checks
from candide.text.fold import Array
from candide.text.glue import Glue
from candide.text.language import languages
from candide.text.lexicon import Lexicon, Marks
from candide.text.rule import STRENGTHS, Rule
from candide.text.slots import Slot, find_slots
from candide.text.wording import Search, Wordings, joined
from candide.text.words import Words, split

_LITERAL = re.compile(r"[a-z0-9 @#:/_-]{2}(?![*?{])")
#: Kinds whose groups add up: a code beside a call to buy is two cues, even on the same words.
_ADDING_UP = frozenset({"commercial", "own", "substitute"})


@dataclass(frozen=True)
class CueTable:
    """The cues of a batch, one value a cue in each column, ordered by text and place.

    rules       the rules; `rule` numbers them
    words       the words of the batch
    marks       the word lists of the batch
    slots       the slots of the batch
    rule        number of the rule
    start, end  words of the cue, end not included
    slot_start, slot_end   words that filled its slot, -1 for none
    polarity    scope.ASSERTS, DENIES or REPORTS
    glued       whether the cue is a tag with a known stem glued to another word
    language    language of each text (not of each cue)
    """

    rules: tuple[Rule, ...]
    words: Words
    marks: Marks
    slots: Mapping[str, Slot]
    rule: Array
    start: Array
    end: Array
    slot_start: Array
    slot_end: Array
    polarity: Array
    glued: Array
    language: Array

    def __len__(self) -> int:
        return len(self.rule)

    @cached_property
    def text(self) -> Array:
        """The text of each cue."""
        return self.words.text_of[self.start]


class Matcher:
    """Rules and word lists compiled once.

    rules      the rules of all packs
    lists      word lists by name ("function_fr", "negator", "kin"…)
    languages  languages that the packs know, as BCP 47 codes
    plain      use the plain Python phrase engine
    Raises     ValueError for a template, pattern or list that does not compile.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        lists: Mapping[str, Iterable[str]],
        languages: Sequence[str] = (),
        *,
        plain: bool = False,
    ) -> None:
        self.rules, self._languages = tuple(rules), tuple(languages)
        self._lexicon = Lexicon(lists)
        each = list(enumerate(self.rules))
        sets = {
            "wording": [(k, text) for k, r in each for text in (*r.phrases, *(f"#{tag}" for tag in r.tags))],
            "unless": [(k, text) for k, r in each for text in r.unless],
            "without": [(k, text) for k, r in each for text in r.without],
        }
        self._wordings = Wordings(sets, plain=plain)
        self._patterns = [(k, *compile_pattern(p)) for k, r in each for p in r.patterns]
        self._glue = Glue(self.rules, frozenset(lists.get("tag_stem", ())))
        self._checks = Checks(self.rules)
        self._family = _families(self.rules)
        self._language = np.array([r.language for r in self.rules])

    def read(self, texts: Sequence[str]) -> CueTable:
        """Match every rule over a batch of texts.

        texts    captions, titles, bios…, in any number; a batch of a few thousand is fastest
        Returns  the cues, in the order of the texts.
        """
        words = split(texts)
        marks = self._lexicon.marks(words)
        slots = find_slots(words, marks)
        search = self._wordings.search(words, slots, marks)
        glued = self._glue.find(words)
        rule, match = joined([search.matches("wording"), *self._by_pattern(words), glued])
        is_glued = np.arange(len(rule)) >= len(rule) - len(glued[0])
        stands = self._checks.standing(words, marks, rule, match) & ~_out_of_place(search, words, rule, match)
        rule, match, is_glued = rule[stands], match.keep(stands), is_glued[stands]
        spoken = languages(words, marks, self._languages, len(texts))
        kept = self._longest(words, rule, match, spoken)
        rule, match, is_glued = rule[kept], match.keep(kept), is_glued[kept]
        polarity = self._checks.polarity(words, marks, rule, match)
        columns = (match.start, match.end, match.slot_start, match.slot_end)
        return CueTable(self.rules, words, marks, slots, rule, *columns, polarity, is_glued, spoken)

    def _by_pattern(self, words: Words) -> list[tuple[Array, Match]]:
        text = words.folded.text
        found = []
        for rule, pattern, literal in self._patterns:
            spans = np.array([m.span() for m in pattern.finditer(text)] if literal in text else [], np.int64)
            if len(spans):
                start = np.searchsorted(words.end, spans[:, 0], side="right")
                end = np.maximum(np.searchsorted(words.start, spans[:, 1]), start + 1)
                nothing = np.full(len(start), -1)
                found.append((np.full(len(start), rule), Match(start, end, nothing, nothing)))
        return found

    def _longest(self, words: Words, rule: Array, match: Match, spoken: Array) -> Array:
        """Order the cues and drop those that lie inside another of the same family.

        Of rules that match the same words, the one in the language of the text stays, then the strongest.
        """
        family, rank = self._family[rule].T
        foreign = self._language[rule] != spoken[words.text_of[match.start]]
        order = np.lexsort((rank, foreign, -match.end, match.start, family))
        reach = family[order] * (len(words) + 1) + match.end[order]
        inside = np.zeros(len(order), np.bool_)
        inside[1:] = reach[1:] <= np.maximum.accumulate(reach)[:-1]
        kept = order[~inside]
        by_place: Array = kept[np.lexsort((rule[kept], match.start[kept]))]
        return by_place


def compile_pattern(text: str) -> tuple[re.Pattern[str], str]:
    """Compile a regular expression of a rule, and give the two literal characters it begins with.

    Raises  ValueError when it does not compile or does not begin with two letters, digits or plain signs.
    """
    if not _LITERAL.match(text):
        raise ValueError(f"{text!r} does not begin with two literal characters")
    try:
        return re.compile(text), text[:2]
    except re.error as error:
        raise ValueError(f"{text!r} is no regular expression: {error}") from error


def _out_of_place(search: Search, words: Words, rule: Array, match: Match) -> Array:
    """Whether each match meets an idiom of its rule, or stands in a text of another context."""
    met = np.zeros(len(rule), np.bool_)
    for owner, idiom in search.by_owner("unless"):
        mine = np.flatnonzero(rule == owner)
        k = np.searchsorted(idiom.start, match.end[mine])  # idioms that begin before the cue ends
        furthest = np.append(-1, np.maximum.accumulate(idiom.end))[k]
        met[mine] |= furthest > match.start[mine]
    for owner, context in search.by_owner("without"):
        mine = np.flatnonzero(rule == owner)
        met[mine] |= np.isin(words.text_of[match.start[mine]], words.text_of[context.start])
    return met


def _families(rules: Sequence[Rule]) -> Array:
    """For each rule, the number of its family and the rank of its strength.

    A kind is one family, so that "partnership with X" gives way to "paid partnership with X"; but
    commercial cues of different groups add up, so each of their groups is a family.
    """
    keys = [(r.kind, r.group if r.kind in _ADDING_UP else "", r.place) for r in rules]
    numbers = {key: n for n, key in enumerate(dict.fromkeys(keys))}
    pairs = [(numbers[k], STRENGTHS.index(r.strength)) for k, r in zip(keys, rules, strict=True)]
    return np.array(pairs, np.int64).reshape(-1, 2)
