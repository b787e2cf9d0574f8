"""Sentences of the audit in French and English, filled with figures."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}


@cache
def _sentences() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def say(key: str, **figures: Any) -> dict[str, str]:
    """Return a sentence in both languages.

    key      dotted name in words.toml
    figures  what fills the braces; a dict {fr, en} is taken in each language
    """
    group, name = key.split(".")
    sentence = _sentences()[group][name]
    return {
        lang: sentence[lang].format(**{k: v[lang] if isinstance(v, dict) else v for k, v in figures.items()})
        for lang in ("fr", "en")
    }


def percent(x: float) -> dict[str, str]:
    """Return a share in words of both languages, with two figures that count."""
    digits = 0 if x >= 0.1 or x == 0 else 1 if x >= 0.01 else 2
    plain = f"{100 * x:.{digits}f}"
    return {"fr": plain.replace(".", ",") + "\u202f%", "en": plain + "%"}


def between(low: Mapping[str, str], high: Mapping[str, str]) -> dict[str, str]:
    """Return two figures as a range, or as one where they read the same."""
    joined = {"fr": "à", "en": "to"}
    return {
        lang: low[lang] if low[lang] == high[lang] else f"{low[lang]} {word} {high[lang]}"
        for lang, word in joined.items()
    }


def amount(x: float, unit: str) -> dict[str, str]:
    """Return a reading in its unit: a rate and a share in percent, days and an index as numbers."""
    if unit in ("per_follower", "per_view", "share"):
        return percent(x)
    plain = f"{x:.2f}" if unit == "index" else f"{x:.1f}"
    days = {"fr": "\u00a0jours", "en": " days"} if unit == "days" else {"fr": "", "en": ""}
    return {"fr": plain.replace(".", ",") + days["fr"], "en": plain + days["en"]}


def day(d: date) -> dict[str, str]:
    """Return a date in words of both languages."""
    first = "1er" if d.day == 1 else str(d.day)
    return {
        "fr": f"{first} {_MONTHS['fr'].split()[d.month - 1]} {d.year}",
        "en": f"{d.day} {_MONTHS['en'].split()[d.month - 1]} {d.year}",
    }
