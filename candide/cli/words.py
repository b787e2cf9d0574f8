"""The sentences of the command line, in French and in English."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

LANGUAGES = ("fr", "en")


@cache
def words(lang: str) -> dict[str, Any]:
    """Return every sentence in one language, as the tree of its TOML file."""
    text = (files("candide.cli") / "words" / f"{lang}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def sentence(lang: str, key: str, /, **values: object) -> str:
    """Return the sentence `key` of [say] with its values filled in. Raises KeyError for an unknown key."""
    return str(words(lang)["say"][key]).format(**values)


def language(argv: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """Return "fr" or "en": what --lang says, else the reader's environment, else English.

    argv         the arguments as typed; read before the parser, since help itself must be in the language
    environment  CANDIDE_LANG, then LC_ALL, LC_MESSAGES, LANG, as other programs do
    """
    asked = [b for a, b in pairwise(argv) if a == "--lang"]
    asked += [a.partition("=")[2] for a in argv if a.startswith("--lang=")]
    said = [environment.get(name, "") for name in ("CANDIDE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    for candidate in (*asked, *said):
        if candidate:
            return "fr" if candidate.lower().startswith("fr") else "en"
    return "en"
