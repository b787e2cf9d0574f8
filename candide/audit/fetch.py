"""What to fetch next: the files that would let silent signals speak, most useful first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from candide import source
from candide.signal import Signal


def sources_for(signal: Signal, missing: Mapping[str, Sequence[str]], platform: str | None) -> list[str]:
    """Return the sources, by name, that speak of every missing column and fit the platform."""
    found = []
    for name, module in source.load().items():
        fits = not module.PLATFORMS or platform in module.PLATFORMS
        gives = {t: set(columns) for t, columns in module.GIVES.items()}
        if missing and fits and all(set(columns) <= gives.get(t, set()) for t, columns in missing.items()):
            found.append(name)
    return found


def to_fetch(readings: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the sources named by silent readings, with what each would unlock."""
    unlocks: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        if reading["abstained"]:
            for name in reading["abstained"]["fetch"]:
                unlocks[name].add(reading["code"])
    order = sorted(unlocks, key=lambda n: (_any_table(n), -len(unlocks[n]), n))
    return [_card(name, unlocks[name], 1) for name in order]


def merged(sheets: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the same over many sheets: what each source unlocks and for how many creators."""
    unlocks: dict[str, set[str]] = defaultdict(set)
    creators: dict[str, int] = defaultdict(int)
    for document in sheets:
        for card in document["fetch_next"]:
            unlocks[card["source"]].update(card["unlocks"])
            creators[card["source"]] += 1
    order = sorted(unlocks, key=lambda n: (_any_table(n), -creators[n] * len(unlocks[n]), n))
    return [_card(name, unlocks[name], creators[name]) for name in order]


def _any_table(name: str) -> bool:
    """Say whether a source reads whatever table one has: advice of last resort."""
    return not source.load()[name].PLATFORMS


def _card(name: str, codes: Iterable[str], creators: int) -> dict[str, Any]:
    module = source.load()[name]
    return {
        "source": name,
        "title": dict(module.TITLE),
        "get": dict(module.GET),
        "minutes": module.MINUTES,
        "unlocks": sorted(codes),
        "creators": creators,
    }
