"""Sentences from lists: a symbol names a list of alternatives, which may hold other {symbols}.

A value given for a symbol wins over its list.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from candide.simulate.dice import Dice

Parts = tuple[str, ...]  # literal, slot, literal, slot, …, literal

_SLOT = re.compile(r"\{(\w+)\}")
_FRENCH = re.compile(r"\b(?:([dD])e les?\b|à les?\b|(d|qu)e (?=[aeiouéèêâ]))")
_SPACES = re.compile(r"\s+([.,…])|\s{2,}")
_NUMBERS = {"small": tuple(map(str, range(2, 10))), "ten": tuple(map(str, range(10, 100, 5)))}


class Grammar:
    """One language's lists, cut into parts once.

    rules   symbol -> alternatives
    french  contract "de le" and "à le", elide "de a"
    """

    def __init__(self, rules: Mapping[str, Iterable[str]], french: bool = False) -> None:
        joined = {**_NUMBERS, **rules}
        self._rules = {name: [_cut(a) for a in alternatives] for name, alternatives in joined.items()}
        self._french = french

    def say(self, symbol: str, dice: Dice, given: Mapping[str, Any]) -> str:
        """Return one sentence of a symbol. A value of `given` is a text, or a list to pick from."""
        text = self._expand(dice.pick(self._rules[symbol]), dice, given)
        if self._french:
            text = _FRENCH.sub(_contract, text)
        return _SPACES.sub(lambda m: m[1] or " ", text).strip(" ,")

    def _expand(self, parts: Parts, dice: Dice, given: Mapping[str, Any]) -> str:
        if len(parts) == 1:
            return parts[0]
        out = list(parts)
        for i in range(1, len(parts), 2):
            out[i] = self._value(parts[i], dice, given)
        return "".join(out)

    def _value(self, slot: str, dice: Dice, given: Mapping[str, Any]) -> str:
        if slot in given:
            value = given[slot]
            return value if isinstance(value, str) else str(dice.pick(value))
        if slot in self._rules:
            return self._expand(dice.pick(self._rules[slot]), dice, given)
        if slot == slot.lower():
            raise KeyError(slot)
        return _capital(self._value(slot.lower(), dice, given))


@cache
def words(name: str) -> dict[str, Any]:
    """Return one file of the words folder."""
    return tomllib.loads((files("candide.simulate") / "words" / f"{name}.toml").read_text("utf-8"))


@cache
def grammar(name: str, language: str) -> Grammar:
    """Return the grammar of `captions` or `comments` in one language (fr, en)."""
    return Grammar(words(f"{name}_{language}")["rules"], french=language == "fr")


def _cut(alternative: str) -> Parts:
    return tuple(_SLOT.split(alternative))


def _contract(found: re.Match[str]) -> str:
    """Write "de le" as "du", "de les" as "des", "à le" as "au", "à les" as "aux", "de a" as "d'a"."""
    many = found[0].endswith("s")
    if found[2]:
        return f"{found[2]}'"
    return f"{found[1]}{'es' if many else 'u'}" if found[1] else ("aux" if many else "au")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
