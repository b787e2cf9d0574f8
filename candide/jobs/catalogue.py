"""What Candide knows: its sources, labels, signals and packs, from their own words."""

from __future__ import annotations

from typing import Any

from candide import label, pack, signal, source


def catalogue() -> dict[str, list[dict[str, Any]]]:
    """Return sources, labels, signals and packs, each with what it says of itself.

    Returns  sources (name, title, get, minutes, platforms, gives), labels (name, says, reads, after),
             signals (code, name, axis, estimator, title, definition, reads, enough, private, and the
             sections of its page in both languages), packs (id, version, status)
    """
    return {
        "sources": [_source(name, module) for name, module in source.load().items()],
        "labels": [
            {"name": m.NAME, "says": _first(m.__doc__), "reads": list(m.READS), "after": list(m.AFTER)}
            for m in label.load().values()
        ],
        "signals": [_signal(s) for s in signal.load().values()],
        "packs": pack.statuses(),
    }


def _source(name: str, module: source.Source) -> dict[str, Any]:
    return {
        "name": name,
        "title": dict(module.TITLE),
        "get": dict(module.GET),
        "minutes": module.MINUTES,
        "platforms": list(module.PLATFORMS),
        "gives": {table: list(columns) for table, columns in module.GIVES.items()},
    }


def _signal(found: signal.Signal) -> dict[str, Any]:
    return {
        "code": found.code,
        "name": found.name,
        "axis": found.axis,
        "estimator": found.estimator,
        "title": dict(found.title),
        "definition": dict(found.definition),
        "reads": {table: list(columns) for table, columns in found.reads.items()},
        "enough": found.enough,
        "private": found.private,
        "sections": signal.sections(found),
    }


def _first(doc: str | None) -> str:
    return (doc or "").strip().split("\n", 1)[0]
