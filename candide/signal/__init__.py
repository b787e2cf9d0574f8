"""What a signal is: one query that returns judged rows. The house counts them.

A signal names the tables and columns that it reads and gives one SELECT. Its rows hold

    creator   creator_key of whom the row speaks
    item      the thing judged: a post, a comment, a day
    at        when (UTC); null for a post whose own row says it
    value     0 or 1 for a share, a number for a level, a name for a diversity, a count for a shift

and, where the estimator uses them, `cluster` (rows that stand or fall together), `low` and `high`
(bounds of a rounded count), `effect` (what was already taken off the value) and `detail` (the
figures shown beside the row). `{post}` in the query stands for the rows of `post` whose source
speaks of every column read; a row that does not is never counted, not even as a zero.

The evidence IS the rows counted: the same rows are shown, and a sheet recounts itself from them.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from candide.derive import narrow
from candide.errors import ContractError, UnknownName
from candide.tables import TABLES

Words = Mapping[str, str]
Estimator = Literal["share", "level", "shift", "diversity"]

AXES = ("audience", "conversation", "editorial", "transparency", "independence")
HEADINGS = ("What it measures", "Why it matters", "When it misleads", "Example")
_CODE = re.compile(r"^(AUD|CON|EDI|TRA|IND|PRI)\d{3}$")


@dataclass(frozen=True, kw_only=True)
class Signal:
    """One signal.

    code        family and number, never reused: AUD, CON, EDI, TRA, IND, or PRI for private ones
    axis        one of AXES
    estimator   how the house counts the judged rows
    reads       table -> columns that a row's source must speak of
    derived     shared derived tables that the query uses, by name
    enough      judged rows below which the signal abstains
    unit        per_follower, per_view, share, days, index
    judged      the SELECT
    title, definition   short name, and the denominator in plain words, French and English
    french      the docstring's sections that pages show, in French, by heading
    packs       kinds of rule packs behind the labels that it reads; () when it only counts
    private     shown to the creator alone, never weighed
    """

    code: str
    axis: str
    estimator: Estimator
    reads: Mapping[str, tuple[str, ...]]
    enough: int
    unit: str
    judged: str
    title: Words
    definition: Words
    french: Words
    derived: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    private: bool = False
    name: str = field(default="", compare=False)
    doc: str = field(default="", compare=False, repr=False)

    def query(self) -> str:
        """Return the SELECT with each `{table}` narrowed to the rows that speak of what is read."""
        return narrow(self.judged, self.reads)


@cache
def load() -> dict[str, Signal]:
    """Return every signal by code, in order. Raises ContractError for one that breaks the contract."""
    package = importlib.import_module("candide.signals")
    found: dict[str, Signal] = {}
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"candide.signals.{info.name}")
        signal = _named(module.signal, info.name, module.__doc__ or "")
        if signal.code in found:
            raise _broken(info.name, "a code of its own", f"{signal.code}, already taken by another signal")
        found[signal.code] = signal
    return dict(sorted(found.items()))


def get(code: str) -> Signal:
    """Return one signal by code. Raises UnknownName."""
    if code not in load():
        raise UnknownName("the code of a signal", came=code, do="`candide catalogue` lists them.")
    return load()[code]


def sections(signal: Signal) -> dict[str, dict[str, str]]:
    """Return the sections of a signal's docstring by heading, as one paragraph in each language it has."""
    parts = re.split(rf"\n({'|'.join(HEADINGS)})\n", signal.doc)
    english = {h: " ".join(text.split()) for h, text in zip(parts[1::2], parts[2::2], strict=True)}
    return {
        h: {"fr": signal.french.get(h, text), "en": re.sub(r" ?\[[a-z0-9; -]+\]", "", text)}
        for h, text in english.items()
        if h != "Example"
    }


def _named(signal: Signal, name: str, doc: str) -> Signal:
    if not _CODE.match(signal.code):
        raise _broken(name, "a code such as AUD001", signal.code)
    if signal.axis not in AXES:
        raise _broken(name, f"one of the axes {', '.join(AXES)}", signal.axis)
    missing = [h for h in HEADINGS if f"\n{h}\n" not in doc]
    if missing:
        raise _broken(name, f"the docstring headings {', '.join(HEADINGS)}", f"none named {missing[0]}")
    for table, columns in signal.reads.items():
        unknown = [c for c in columns if c not in TABLES[table].names]
        if unknown:
            raise _broken(name, f"columns of {table}", unknown[0])
    object.__setattr__(signal, "name", name)
    object.__setattr__(signal, "doc", doc)
    return signal


def _broken(name: str, expected: str, came: str) -> ContractError:
    return ContractError(expected, came=came, where=f"signals/{name}.py", do="Mend the signal.")
