"""Posts of the cast as records, and what the labels say of them."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from candide import label

Said = list[dict[str, Any]]


def record(text: str | None, **more: Any) -> dict[str, Any]:
    """One post with one caption; `more` sets or replaces columns."""
    parts = [{"part": "caption", "position": 0, "text": text}]
    return {
        "platform": "instagram", "post_id": "1", "creator_key": "k", "handle": "ana.des.livres",
        "kind": "photo", "parts": parts, **more,
    }  # fmt: skip


def say(*records: dict[str, Any]) -> Said:
    """Run every label over records."""
    rows: Said = label.run(pa.Table.from_pylist(list(records), schema=label.RECORDS)).to_pylist()
    return rows


def value(name: str, text: str, **more: Any) -> str | None:
    """The value of one label for one post; None when the label has no row."""
    rows = [r for r in say(record(text, **more)) if r["label"] == name]
    return rows[0]["value"] if rows else None


def values(name: str, text: str, **more: Any) -> list[str]:
    """Every value of one label for one post."""
    return [r["value"] for r in say(record(text, **more)) if r["label"] == name]


def relation(text: str, **more: Any) -> str | None:
    """The commercial relation of one post."""
    return value("relation", text, **more)
