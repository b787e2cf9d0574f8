"""Checking packs: their own lines, what is missing, what contradicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from candide.pack.folder import load, together
from candide.pack.model import Pack, Packs
from candide.text.cues import CueTable
from candide.text.rule import Rule
from candide.text.scope import ASSERTS


@dataclass(frozen=True)
class Problem:
    """What `check` found: where (pack and rule), what is wrong, and what to do."""

    where: str
    what: str
    do: str


def check(pack: Pack, among: Packs | None = None) -> list[Problem]:
    """Run every yes and no line of a pack and list what is missing or in conflict.

    among    packs beside which it is used, whose word lists it needs; ours by default
    Returns  problems; an empty list for a sound pack
    """
    among = among or load()
    others = [p for p in among if p.id != pack.id]
    beside = among if pack in among.packs else together([pack, *others])
    return [*_missing(pack), *_failing(pack, beside), *_conflicts(pack, others)]


def _missing(pack: Pack) -> Iterator[Problem]:
    for source in pack.sources:
        if not isinstance(source.get("seen"), date):
            yield Problem(pack.name, f"source {source.get('key')!r} has no day", "Add seen = YYYY-MM-DD.")
    if pack.status == "stable" and not pack.sources:
        yield Problem(pack.name, "a stable pack has no source", "Add [[pack.sources]] or lower the status.")
    for line in pack.lines:
        where = f"{pack.name} {line.rule.id}"
        for what, lines in (("yes", line.yes), ("no", line.no)):
            if not lines:
                yield Problem(where, f"no {what} line", f'Add {what} = ["…"].')
        if not {"fr", "en"} <= set(line.says):
            yield Problem(where, "says lacks a language", "Give says = { fr = …, en = … }.")


def _failing(pack: Pack, beside: Packs) -> Iterator[Problem]:
    for line in pack.lines:
        table = beside.matcher.read([*line.yes, *line.no]) if line.yes or line.no else None
        met = _met(table, line.rule) if table else set()
        where = f"{pack.name} {line.rule.id}"
        for k, text in enumerate(line.yes):
            if k not in met:
                yield Problem(
                    where, f"does not match its yes line {text!r}", "Mend the wordings or the line."
                )
        for k, text in enumerate(line.no, len(line.yes)):
            if k in met:
                yield Problem(
                    where, f"matches its no line {text!r}", "Add `unless`, a check, or mend the line."
                )


def _met(table: CueTable, rule: Rule) -> set[int]:
    # Two languages may share a wording: the twin rule speaks for this one.
    meaning = (rule.kind, rule.group, rule.strength, rule.place)
    twins = [(r.kind, r.group, r.strength, r.place) == meaning for r in table.rules]
    return set(table.text[np.array(twins)[table.rule] & (table.polarity == ASSERTS)].tolist())


def _conflicts(pack: Pack, others: list[Pack]) -> Iterator[Problem]:
    theirs = {w: (p.name, x.rule) for p in [*others, pack] for x in p.lines for w in _wordings(x.rule)}
    for line in pack.lines:
        for wording in _wordings(line.rule):
            name, rule = theirs[wording]
            meaning = (line.rule.kind, line.rule.strength, line.rule.place)
            if (
                rule != line.rule
                and (rule.kind, rule.strength, rule.place) != meaning
                and rule.kind == line.rule.kind
            ):
                what = f"{wording!r} is {line.rule.strength!r} here and {rule.strength!r} in {name} {rule.id}"
                yield Problem(f"{pack.name} {line.rule.id}", what, "Keep it in one of the two.")


def _wordings(rule: Rule) -> tuple[str, ...]:
    return (*rule.phrases, *(f"#{tag}" for tag in rule.tags))
