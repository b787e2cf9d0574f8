"""The cues of a batch of records: what the packs matched, post by post."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from candide.pack import Packs
from candide.text.cues import CueTable
from candide.text.fold import Array
from candide.text.scope import ASSERTS
from candide.text.slots import Slot
from candide.text.words import Words

T = TypeVar("T")
#: The part name of a profile text; it belongs to the creator, not to the post.
BIO = "bio"


@dataclass(frozen=True)
class Cues:
    """What the packs matched in a batch of records.

    packs    the packs
    table    the cues of all texts, in columns
    texts    the texts: parts of posts first, then the profile texts, each once
    parts    the part of each text ("caption", "title"… or "bio")
    row      the record of each text; -1 for a profile text
    bio      the profile text of each record; -1 for none
    read     for each record, whether any part of it was there to read, bool
    """

    packs: Packs
    table: CueTable
    texts: list[str]
    parts: Array
    row: Array
    bio: Array
    read: Array
    _made: dict[str, Any] = field(default_factory=dict, repr=False)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Return what `make` made of this batch the first time, under a name."""
        if name not in self._made:
            self._made[name] = make()
        made: T = self._made[name]
        return made

    @classmethod
    def of(cls, records: pa.Table, packs: Packs) -> Cues:
        """Match the packs over a batch of records."""
        lists = records["parts"].combine_chunks()
        row = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False).astype(np.int64)
        flat = lists.flatten()
        worded = pc.is_valid(flat.field("text")).to_numpy(zero_copy_only=False)
        texts = flat.field("text").filter(worded).to_pylist()
        parts = np.array(flat.field("part").filter(worded).to_pylist(), object)
        bios = records["bio"].combine_chunks().dictionary_encode()
        profiles = bios.dictionary.to_pylist()
        bio = bios.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
        bio = np.where(bio >= 0, bio + len(texts), -1)
        read = np.bincount(row, minlength=records.num_rows) > 0
        rows = np.concatenate([row[worded], np.full(len(profiles), -1)])
        parts = np.concatenate([parts, np.full(len(profiles), BIO, object)])
        table = packs.matcher.read([*texts, *profiles])
        return cls(packs, table, [*texts, *profiles], parts, rows, bio, read)

    def __len__(self) -> int:
        return len(self.bio)

    @property
    def words(self) -> Words:
        """The words of all texts."""
        return self.table.words

    @cached_property
    def cue_row(self) -> Array:
        """The record of each cue; -1 for a cue in a profile text."""
        return self.row[self.table.text]

    @cached_property
    def word_row(self) -> Array:
        """The record of each word; -1 for a word of a profile text."""
        return self.row[self.words.text_of]

    def pick(
        self,
        kind: str,
        *groups: str,
        strength: str | None = None,
        polarity: int | None = ASSERTS,
    ) -> Array:
        """Return the cues of a kind found in the posts.

        groups    keep these groups of the kind alone
        strength  keep this strength alone
        polarity  keep this polarity alone; None for any
        Returns   numbers of cues, in the order of the texts
        """
        wanted = self._wanted(kind, groups, strength, ("post", "any")) & (self.cue_row >= 0)
        if polarity is not None:
            wanted &= self.table.polarity == polarity
        return np.flatnonzero(wanted)

    def has(self, cues: Array) -> Array:
        """Return whether each record holds one of these cues, bool."""
        return self.flag(self.cue_row[cues])

    def flag(self, rows: Array) -> Array:
        """Return a bool for each record, true for the given ones."""
        flags = np.zeros(len(self), np.bool_)
        flags[rows[rows >= 0]] = True
        return flags

    def bio_has(self, kind: str, *groups: str) -> Array:
        """Return whether the profile text of each record holds a cue of a kind, bool."""
        wanted = self._wanted(kind, groups, None, ("bio", "any")) & (self.cue_row < 0)
        holders = np.zeros(len(self.texts) + 1, np.bool_)
        holders[self.table.text[wanted & (self.table.polarity == ASSERTS)]] = True
        return holders[self.bio]

    def filled(self, slot: str) -> Array:
        """Return the words of the posts at which a slot can be filled ("price", "brand"…)."""
        return np.flatnonzero(self.slot(slot).starts & (self.word_row >= 0))

    def slot(self, name: str) -> Slot:
        """Return a slot of the batch."""
        return self.table.slots[name]

    @cached_property
    def language(self) -> Array:
        """The language of the text of each cue."""
        return self.table.language[self.table.text]

    @cached_property
    def _columns(self) -> dict[str, Array]:
        rules = self.table.rules
        return {
            name: np.array([getattr(r, name) for r in rules], object)
            for name in ("kind", "group", "strength", "place", "language", "benefit")
        }

    def of_rule(self, column: str) -> Array:
        """Return a column of the rules ("kind", "strength", "language", "benefit"…) for each cue."""
        return self._columns[column][self.table.rule]

    def _wanted(
        self, kind: str, groups: tuple[str, ...], strength: str | None, places: tuple[str, ...]
    ) -> Array:
        rules = self._columns
        wanted = (rules["kind"] == kind) & np.isin(rules["place"].astype(str), places)
        if groups:
            wanted &= np.isin(rules["group"].astype(str), groups)
        if strength is not None:
            wanted &= rules["strength"] == strength
        found: Array = wanted[self.table.rule]
        return found
