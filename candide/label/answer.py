"""Answers: the rows of a label, with their spans, built in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from candide.label.cues import Cues
from candide.pack import load_data
from candide.tables import SAID, SPAN
from candide.text.fold import Array
from candide.text.scope import ASSERTS, POLARITIES
from candide.text.spans import excerpts, raw_places, without_overlap
from candide.text.words import Words


@dataclass(frozen=True)
class Quotes:
    """Words that answers rest on, in columns.

    owner       which row of the answer, by place
    start, end  words of the batch, end not included
    kind        kind of span: disclosure, commercial, dissuade, substitute, negation, brand…
    polarity    scope.ASSERTS, DENIES or REPORTS
    rule        number of the rule, -1 for none (a tag or a link read as such)
    """

    owner: Array
    start: Array
    end: Array
    kind: Array
    polarity: Array
    rule: Array

    @classmethod
    def of_cues(cls, cues: Cues, picked: Array, owner: Array, kind: str) -> Quotes:
        """Quote cues."""
        table = cues.table
        kinds = np.full(len(picked), kind, object)
        return cls(
            owner, table.start[picked], table.end[picked], kinds, table.polarity[picked], table.rule[picked]
        )

    @classmethod
    def of_words(cls, start: Array, end: Array, owner: Array, kind: str) -> Quotes:
        """Quote words that no rule stands behind."""
        n = len(start)
        return cls(owner, start, end, np.full(n, kind, object), np.full(n, ASSERTS), np.full(n, -1))

    def ruled(self, rule: Array) -> Quotes:
        """Return the quotes with the rules that stand behind them."""
        return Quotes(self.owner, self.start, self.end, self.kind, self.polarity, rule)

    def to_sentence_end(self, words: Words, most: int) -> Quotes:
        """Return the quotes stretched to the end of their sentence, by `most` words at most."""
        last = np.searchsorted(words.sentence, words.sentence[self.start], side="right")
        end = np.maximum(self.end, np.minimum(last, self.end + most))
        return Quotes(self.owner, self.start, end, self.kind, self.polarity, self.rule)

    def moved(self, place: Array) -> Quotes:
        """Return the quotes of records as quotes of the rows that answer for them."""
        return Quotes(place[self.owner], self.start, self.end, self.kind, self.polarity, self.rule)

    def keep(self, wanted: Array) -> Quotes:
        """Return the quotes that a mask or an order selects."""
        return Quotes(*(a[wanted] for a in _columns(self)))


@dataclass(frozen=True)
class Answer:
    """The rows of one label over a batch.

    label     its name
    row       the record of each answer
    value     its value                  strength   strong, weak, ambiguous, or None
    quotes    the words it rests on, from one or several rules
    """

    label: str
    row: Array
    value: Sequence[str]
    strength: Sequence[str | None]
    quotes: Sequence[Quotes] = ()

    def table(self, records: pa.Table, cues: Cues, *, unread: bool = True) -> pa.Table:
        """Return the answers as `tables.SAID` rows.

        unread   whether to list the parts that the platform has and the import did not bring
        """
        n = len(self.row)
        chosen = records.select(["platform", "post_id", "creator_key"]).take(pa.array(self.row))
        missing = _unread(records, cues)[self.row] if unread else np.full(n, None)
        columns = [
            *(column.combine_chunks() for column in chosen.columns),
            pa.array([self.label] * n, pa.string()),
            pa.array(self.value, pa.string()),
            pa.array(self.strength, pa.string()),
            _spans(cues, _joined(self.quotes), n),
            pa.array(missing.tolist(), SAID.field("unread").type),
        ]
        return pa.Table.from_arrays(columns, schema=SAID)


def _columns(quotes: Quotes) -> tuple[Array, ...]:
    return quotes.owner, quotes.start, quotes.end, quotes.kind, quotes.polarity, quotes.rule


def _joined(quotes: Sequence[Quotes]) -> Quotes:
    empty = Quotes(*(np.empty(0, t) for t in (np.int64, np.int64, np.int64, object, np.int64, np.int64)))
    return Quotes(*(np.concatenate(c) for c in zip(*(_columns(q) for q in (empty, *quotes)), strict=True)))


def _spans(cues: Cues, quotes: Quotes, n: int) -> pa.Array:
    kinds, kind_number = np.unique(quotes.kind.astype(str), return_inverse=True)
    quotes = quotes.keep(
        without_overlap(quotes.owner * (len(kinds) + 1) + kind_number, quotes.start, quotes.end)
    )
    quotes = quotes.keep(np.lexsort((quotes.start, quotes.owner)))
    text = cues.words.text_of[quotes.start]
    start, end = raw_places(cues.words, quotes.start, quotes.end)
    ids = np.array([*(r.id for r in cues.table.rules), None], object)
    packs = np.array([*(r.pack for r in cues.table.rules), None], object)
    fields: list[Any] = [
        cues.parts[text].tolist(),
        start,
        end,
        excerpts(cues.texts, text, start, end),
        quotes.kind.tolist(),
        np.array(POLARITIES, object)[quotes.polarity.astype(np.int64)].tolist(),
        ids[quotes.rule.astype(np.int64)].tolist(),
        packs[quotes.rule.astype(np.int64)].tolist(),
    ]
    arrays = [pa.array(values, field.type) for values, field in zip(fields, SPAN, strict=True)]
    offsets = np.concatenate([[0], np.cumsum(np.bincount(quotes.owner.astype(np.int64), minlength=n))])
    structs = pa.StructArray.from_arrays(arrays, fields=list(SPAN))
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), structs)


def _unread(records: pa.Table, cues: Cues) -> Array:
    """For each record, the parts that its platform has and that were not there, as a list."""
    return cues.once("unread", lambda: _missing(records, cues))


def _missing(records: pa.Table, cues: Cues) -> Array:
    names = sorted({str(part) for part in cues.parts.tolist()})
    number = {name: k for k, name in enumerate(names)}
    present = np.zeros((len(cues), len(names)), np.bool_)
    mine = cues.row >= 0
    present[cues.row[mine], [number[str(p)] for p in cues.parts[mine].tolist()]] = True
    missing = np.empty(len(cues), object)
    keys = zip(
        records["platform"].to_pylist(),
        records["kind"].to_pylist(),
        map(tuple, present.tolist()),
        strict=True,
    )
    known: dict[tuple[str, str, tuple[bool, ...]], list[str]] = {}
    for row, key in enumerate(keys):
        if key not in known:
            there = {name for name, is_there in zip(names, key[2], strict=True) if is_there}
            known[key] = [part for part in _parts_of(key[0], key[1]) if part not in there]
        missing[row] = known[key]
    return missing


def _parts_of(platform: str, kind: str) -> list[str]:
    platforms = load_data("platforms")["platform"]
    parts: dict[str, list[str]] = platforms.get(platform, platforms["other"])["parts"]
    return parts.get(kind, parts["any"])


def values_by_row(records: pa.Table, said: pa.Table) -> Array:
    """Return the value that a one-row-a-post label gave each record; None where it gave none."""
    keys = [pc.binary_join_element_wise(t["platform"], t["post_id"], "\x1f") for t in (records, said)]
    at = pc.index_in(keys[0], value_set=keys[1].combine_chunks())
    return np.array(said["value"].take(at).to_pylist(), object)


def each_word(
    name: str,
    records: pa.Table,
    cues: Cues,
    at: Array,
    values: Sequence[str],
    kind: str,
    strengths: Sequence[str | None] | None = None,
) -> pa.Table:
    """Return one row for each record and distinct value of some words, quoting the first.

    at         the words            values     one value a word
    kind       kind of the spans    strengths  one a word; None for none
    """
    row = cues.word_row[at]
    value = np.array(values, object)
    kept = first_of_each(row, value)
    quotes = Quotes.of_words(at[kept], at[kept] + 1, np.arange(len(kept)), kind)
    strength = [None if strengths is None else strengths[k] for k in kept.tolist()]
    return Answer(name, row[kept], value[kept].tolist(), strength, [quotes]).table(
        records, cues, unread=False
    )


def first_of_each(row: Array, value: Array) -> Array:
    """Return the places of the first of each pair of record and value, ordered by record."""
    first: dict[tuple[int, str], int] = {}
    for place, pair in enumerate(zip(row.tolist(), value.tolist(), strict=True)):
        first.setdefault(pair, place)
    kept = np.fromiter(first.values(), np.int64, len(first))
    ordered: Array = kept[np.argsort(row[kept], kind="stable")]
    return ordered
