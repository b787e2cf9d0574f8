"""What a pack is once read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from candide.errors import ContractError, UnknownName
from candide.text.cues import Matcher, compile_pattern
from candide.text.rule import Rule
from candide.text.template import compile_template


@dataclass(frozen=True)
class Line:
    """A rule as written: the rule, what it says to a reader, and its own tests."""

    rule: Rule
    says: Mapping[str, str]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True)
class Pack:
    """One pack. Dates are inclusive; None leaves a side open; "" is any language or jurisdiction."""

    id: str
    version: int
    status: str
    title: Mapping[str, str]
    misleads: Mapping[str, str]
    sources: tuple[Mapping[str, Any], ...]
    language: str
    jurisdiction: str
    since: date | None
    until: date | None
    words: Mapping[str, tuple[str, ...]]
    lines: tuple[Line, ...]
    data: Mapping[str, Any]
    path: Path
    sha256: str

    @property
    def name(self) -> str:
        """Id and version, as spans quote them."""
        return f"{self.id}@{self.version}"

    def in_force(self, day: date) -> bool:
        """Say whether the pack applies on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Packs:
    """All packs of one run, in the order of their ids."""

    packs: tuple[Pack, ...]
    plain: bool = field(default=False, repr=False)

    def __iter__(self) -> Iterator[Pack]:
        return iter(self.packs)

    def __getitem__(self, pack_id: str) -> Pack:
        found = next((p for p in self.packs if p.id == pack_id), None)
        if found is None:
            known = ", ".join(p.id for p in self.packs)
            raise UnknownName("the id of a pack", came=repr(pack_id), do=f"Choose among: {known}.")
        return found

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule of every pack."""
        return tuple(line.rule for pack in self.packs for line in pack.lines)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages whose function words some pack lists, sorted."""
        return tuple(sorted({p.language for p in self.packs if p.language and "function" in p.words}))

    @cached_property
    def lists(self) -> Mapping[str, tuple[str, ...]]:
        """Word lists by name, joined over packs; a list of a language is also named list_language."""
        joined: dict[str, list[str]] = {}
        for pack in self.packs:
            for name, entries in pack.words.items():
                for key in (
                    name,
                    f"{name}_{pack.language}" if name == "function" and pack.language else name,
                ):
                    joined.setdefault(key, []).extend(entries)
        return {name: tuple(dict.fromkeys(entries)) for name, entries in joined.items()}

    @cached_property
    def matcher(self) -> Matcher:
        """The rules and word lists, compiled once for every label."""
        try:
            return Matcher(self.rules, self.lists, self.languages, plain=self.plain)
        except ValueError as error:
            expected, where = "packs that compile", self._culprit()
            raise ContractError(expected, came=str(error), where=where, do="Mend the wording.") from error

    def _culprit(self) -> str:
        """The first rule that does not compile by itself, or all packs."""
        for rule in self.rules:
            try:
                for text in (*rule.phrases, *rule.unless, *rule.without):
                    compile_template(text)
                for text in rule.patterns:
                    compile_pattern(text)
            except ValueError:
                return f"{rule.pack} {rule.id}"
        return "word lists"

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the files of all packs: it changes whenever a label could."""
        return hashlib.sha256("".join(p.sha256 for p in self.packs).encode()).hexdigest()
