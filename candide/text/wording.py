"""Wordings: many templates compiled together and searched in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from candide.text.chains import Chainer, Match, Places
from candide.text.fold import Array
from candide.text.lexicon import Marks
from candide.text.phrases import Phrase, Phrasebook
from candide.text.slots import Slot
from candide.text.template import Steps, compile_template
from candide.text.words import Words

Owned = tuple[int, str]


class Wordings:
    """Named sets of templates, each template with the number of its owner.

    sets    (owner, template) by name of the set; all sets share one pass over the texts
    plain   use the plain Python phrase engine
    Raises  ValueError for a template that does not compile.
    """

    def __init__(self, sets: Mapping[str, Sequence[Owned]], *, plain: bool = False) -> None:
        compiled = {name: _compiled(owned) for name, owned in sets.items()}
        steps = (s for pairs in compiled.values() for _, s in pairs)
        runs = {r: k for k, r in enumerate(dict.fromkeys(a.phrases for s in steps for a in s if a.phrases))}
        phrases = {p: k for k, p in enumerate(dict.fromkeys(p for run in runs for p in run))}
        self.book = Phrasebook(list(phrases), plain=plain)
        self.members = _Members(
            [(phrases[p], k, len(p)) for run, k in runs.items() for p in run], len(phrases)
        )
        self.sets = {name: [_numbered(who, s, runs) for who, s in pairs] for name, pairs in compiled.items()}

    def search(self, words: Words, slots: Mapping[str, Slot], marks: Marks) -> Search:
        """Search every template in a batch."""
        return Search(self, words, slots, marks)


class Search:
    """What one pass found in one batch."""

    def __init__(self, wordings: Wordings, words: Words, slots: Mapping[str, Slot], marks: Marks) -> None:
        self._sets = wordings.sets
        self._runs = runs = wordings.members.places(*wordings.book.find(words))
        filled = {name: _slot_places(slot) for name, slot in slots.items()}
        self._chainer = Chainer(words, marks, lambda a: filled[a.slot] if a.slot else runs.get(a.run))

    def matches(self, name: str) -> tuple[Array, Match]:
        """Return the owners and the matches of the templates of a set."""
        present = self._runs.keys()
        tried = (
            (who, self._chainer.join(steps)) for who, steps, needed in self._sets[name] if needed <= present
        )
        return joined([(np.full(len(m.start), who), m) for who, m in tried if m is not None])

    def by_owner(self, name: str) -> Iterator[tuple[int, Match]]:
        """Return the matches of a set, owner by owner, each ordered by first word."""
        owner, match = self.matches(name)
        for who in np.unique(owner).tolist():
            mine = match.keep(owner == who)
            yield who, mine.keep(np.argsort(mine.start, kind="stable"))


class _Members:
    """Which runs of words each phrase is a variant of, as columns indexed by phrase.

    members   (phrase, run, length of the phrase)
    phrases   how many phrases there are
    """

    def __init__(self, members: Sequence[tuple[int, int, int]], phrases: int) -> None:
        phrase, self._run, self._length = np.array(sorted(members), np.int64).reshape(-1, 3).T
        self._count = np.bincount(phrase, minlength=phrases)
        self._low = np.cumsum(self._count) - self._count

    def places(self, phrase: Array, first: Array) -> dict[int, Places]:
        """Return the places of each run of words, from the places of its variants."""
        counts = self._count[phrase]
        hit = np.repeat(np.arange(len(phrase)), counts)
        at = self._low[phrase][hit] + np.arange(len(hit)) - np.repeat(np.cumsum(counts) - counts, counts)
        run, start, length = self._run[at], first[hit], self._length[at]
        # One sort by run, then start, then the longest first: a phrase is shorter than 2**8 words.
        order = np.argsort((run << 40) + (start << 8) - length)
        run, start, end = run[order], start[order], (start + length)[order]
        cuts = np.flatnonzero(np.diff(run)) + 1
        spans = zip(np.split(start, cuts), np.split(end, cuts), strict=True)
        heads = run[np.append(0, cuts)].tolist() if len(run) else []
        return {head: Places(*span) for head, span in zip(heads, spans, strict=False)}


def joined(pairs: Sequence[tuple[Array, Match]]) -> tuple[Array, Match]:
    """Join owners and matches end to end."""
    empty = np.empty(0, np.int64)
    columns = ("start", "end", "slot_start", "slot_end")
    owner = np.concatenate([empty, *(o for o, _ in pairs)])
    return owner, Match(*(np.concatenate([empty, *(getattr(m, c) for _, m in pairs)]) for c in columns))


def _compiled(owned: Sequence[Owned]) -> list[tuple[int, Steps]]:
    return list(dict.fromkeys((who, steps) for who, text in owned for steps in compile_template(text)))


def _numbered(
    who: int, steps: Steps, runs: Mapping[tuple[Phrase, ...], int]
) -> tuple[int, Steps, frozenset[int]]:
    """The template with runs by number, and the runs that it cannot do without."""
    atoms = tuple(replace(a, run=runs[a.phrases], phrases=()) if a.phrases else a for a in steps)
    return who, atoms, frozenset(a.run for a in atoms if a.run >= 0)


def _slot_places(slot: Slot) -> Places | None:
    start = np.flatnonzero(slot.starts)
    return Places(start, slot.ends[start]) if len(start) else None
