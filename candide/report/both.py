"""One thing said in French and in English; on a page, the reader's switch shows one of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

LANGS = ("fr", "en")
_NARROW = "\u202f"
_BEFORE = re.compile(r"[ \u00a0](?=[:;!?%»])")
_AFTER = re.compile(r"(?<=«)[ \u00a0]")


def french(text: str) -> str:
    """Return the text with narrow no-break spaces where French typography asks for them."""
    return _AFTER.sub(_NARROW, _BEFORE.sub(_NARROW, text))


@dataclass(frozen=True)
class Both:
    """A text in the two languages.

    fr, en   plain text (escaped on output) or Markup (kept as it is)
    """

    fr: str
    en: str

    @classmethod
    def of(cls, said: Both | Mapping[str, str] | str | None) -> Both:
        """Return what a document says: a pair {fr, en}, or one text for both languages."""
        if isinstance(said, Both):
            return said
        if said is None:
            return cls("", "")
        if isinstance(said, str):
            return cls(said, said)
        fr, en = said.get("fr") or said.get("en") or "", said.get("en") or said.get("fr") or ""
        return cls(french(fr), en)

    def pick(self, lang: str) -> str:
        """Return the text in one language ("fr" or "en")."""
        return self.fr if lang == "fr" else self.en

    def __bool__(self) -> bool:
        return bool(self.fr or self.en)

    def __html__(self) -> Markup:
        if self.fr == self.en:
            return escape(self.fr)
        pair = [f'<span lang="{lang}">{escape(self.pick(lang))}</span>' for lang in LANGS]
        return Markup("".join(pair))  # noqa: S704 (both halves were escaped above)


def both(make: Callable[..., str], *args: Any, **named: Any) -> Both:
    """Call a function that takes `lang` once for each language."""
    return Both(make(*args, lang="fr", **named), make(*args, lang="en", **named))


def joined(parts: list[Both], sign: str = ", ") -> Both:
    """Join texts, each language apart."""
    return Both(sign.join(p.fr for p in parts), sign.join(p.en for p in parts))
