"""A run and its sheets side by side: who is who, and where each page and file of theirs stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from candide.report.both import Both

Doc = Mapping[str, Any]
_PLATFORMS = {"tiktok": "TikTok", "youtube": "YouTube", "linkedin": "LinkedIn"}
_TAKEN = frozenset({"index", "fetch", "read"})  # places of the list itself


@dataclass(frozen=True)
class Sheet:
    """A whole audit sheet with its line in the run.

    anchor   where its page stands in the report     file   where its JSON stands beside it
    """

    entry: Doc
    whole: Doc
    anchor: str
    file: str

    @property
    def document(self) -> Doc:
        """The hashed part of the sheet."""
        held: Doc = self.whole["document"]
        return held

    @property
    def name(self) -> Both:
        """How the profile is called."""
        return name_of(self.document["creator"])


def bundle(run: Doc, sheets: Iterable[Doc]) -> list[Sheet]:
    """Return the sheets that the run lists, in alphabetical order, each with its own anchor and file."""
    keyed = {sheet["document"]["creator"]["creator_key"]: sheet for sheet in sheets}
    held, taken = [], set(_TAKEN)
    for entry in in_order(run["document"]["creators"]):
        if whole := keyed.get(entry["creator_key"]):
            anchor = _anchor(entry, taken)
            held.append(Sheet(entry, whole, anchor, str(entry.get("sheet") or f"sheets/{anchor}.json")))
    return held


def in_order(people: Iterable[Doc]) -> list[Doc]:
    """Return people in alphabetical order: an opinion is not a ranking."""
    return sorted(
        people, key=lambda p: (name_of(p).en.casefold(), str(p.get("platform")), str(p["creator_key"]))
    )


def name_of(person: Doc) -> Both:
    """Return how a profile is called: its handle, else its shown name, else the head of its key."""
    if person.get("handle"):
        return Both.of(f"@{person['handle']}")
    if person.get("display_name"):
        return Both.of(str(person["display_name"]))
    key = str(person.get("creator_key") or "")[:8]
    return Both(f"profil {key}", f"profile {key}")


def platform(name: Any) -> str:
    """Return a platform's name as it writes itself."""
    return _PLATFORMS.get(str(name), str(name or "").title())


def _anchor(person: Doc, taken: set[str]) -> str:
    """Return platform and handle made safe for an address and a file name, unlike any other."""
    words = f"{person.get('platform')}-{person.get('handle') or str(person['creator_key'])[:8]}"
    base = re.sub(r"[^a-z0-9_-]+", "-", words.casefold()).strip("-")[:80]
    anchor, extra = base, 2
    while anchor in taken:
        anchor, extra = f"{base}-{extra}", extra + 1
    taken.add(anchor)
    return anchor
