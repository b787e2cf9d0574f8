"""What to fetch next: a file, who can get it, how long it takes, what it unlocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from candide.report.both import Both, both, joined
from candide.report.numbers import minutes
from candide.report.words import count, say


@dataclass(frozen=True)
class Fetch:
    """One file worth fetching."""

    source: str
    title: Both
    get: Both
    minutes: Both | None
    unlocks: Both | None
    helps: Both | None


def fetch(doc: Mapping[str, Any], titles: Mapping[str, Both]) -> Fetch:
    """Return one line of what to fetch next.

    titles   of the signals, by code: what the file would unlock is said by name
    """
    names = [titles.get(code, Both.of(code)) for code in doc.get("unlocks") or ()]
    many, wait = int(doc.get("creators") or 0), doc.get("minutes")
    return Fetch(
        source=str(doc["source"]),
        title=Both.of(doc["title"]),
        get=Both.of(doc.get("get")),
        minutes=say("fetch.minutes", minutes=both(minutes, wait)) if wait is not None else None,
        unlocks=say("fetch.unlocks", titles=joined(names)) if names else None,
        helps=say("fetch.helps", creators=count("creators", many)) if many > 1 else None,
    )
