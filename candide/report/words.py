"""The fixed words of the pages, one TOML file a language, the same keys in both."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from candide.report.both import LANGS, Both, both, french
from candide.report.numbers import number

FOLDER = Path(__file__).parent / "words"


@cache
def table(lang: str) -> dict[str, str]:
    """Return every fixed word of a language by its dotted key ("page.title")."""
    words = _flat(tomllib.loads((FOLDER / f"{lang}.toml").read_text("utf-8")))
    return {key: french(word) for key, word in words.items()} if lang == "fr" else words


def say(key: str, **values: Both | str | int) -> Both:
    """Return a fixed wording, its places filled in each language.

    values   Both is taken in the wording's language; a whole number is formatted
    Raises   KeyError when the key is in no words file (a programmer's error).
    """
    return Both(*(table(lang)[key].format(**_pick(values, lang)) for lang in LANGS))


def known(prefix: str, name: str | None) -> Both:
    """Return the word for a closed-list name, or the name itself, spaced out, when it has none."""
    key = f"{prefix}.{name}"
    return say(key) if key in table("en") else Both.of((name or "").replace("_", " "))


def word(prefix: str, name: str) -> Both:
    """Return the word for a value, or the value as it is written."""
    key = f"{prefix}.{name}"
    return say(key) if key in table("en") else Both.of(name)


def count(key: str, n: int) -> Both:
    """Return a counted noun: « 0 publication », "0 posts"."""
    fr = table("fr")[f"count.{key}.{'one' if abs(n) < 2 else 'many'}"]
    en = table("en")[f"count.{key}.{'one' if abs(n) == 1 else 'many'}"]
    return Both(fr.format(n=number(n, lang="fr")), en.format(n=number(n, lang="en")))


def _pick(values: dict[str, Both | str | int], lang: str) -> dict[str, str]:
    return {key: _one(value, lang) for key, value in values.items()}


def _one(value: Both | str | int, lang: str) -> str:
    if isinstance(value, int):
        return both(number, value).pick(lang)
    return Both.of(value).pick(lang) if isinstance(value, str) else value.pick(lang)


def _flat(tree: dict[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in tree.items():
        name = prefix + key
        flat |= _flat(value, name + ".") if isinstance(value, dict) else {name: str(value)}
    return flat
