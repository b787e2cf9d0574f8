"""An invented workspace and the means to fill it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from candide.store import ImportReport, Workspace

Row = tuple[str, dict[str, Any]]
Import = Callable[..., ImportReport]


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "ws", "research", "Fable")


def day(n: int) -> datetime:
    return datetime(2026, 3, 1 + n, 9, 0, tzinfo=UTC)


def creator(ws: Workspace, native_id: str | None, handle: str | None = None, **cells: Any) -> Row:
    kind, value = ("id", native_id) if native_id else ("handle", handle)
    row: dict[str, Any] = {"creator_key": ws.person("tiktok", kind, value), "platform": "tiktok"}
    if native_id:
        row["native_id"] = native_id
    if handle:
        row["handle"] = handle
    return "creator", row | cells


def post(ws: Workspace, native_id: str, post_id: str, **cells: Any) -> Row:
    key = ws.person("tiktok", "id", native_id)
    return "post", {"platform": "tiktok", "post_id": post_id, "creator_key": key, "kind": "video"} | cells


def words(ws: Workspace, native_id: str, post_id: str, text: str | None, **cells: Any) -> Row:
    key = ws.person("tiktok", "id", native_id)
    row = {"platform": "tiktok", "post_id": post_id, "creator_key": key, "part": "caption", "position": 0}
    return "text_part", row | {"text": text} | cells


def comment(ws: Workspace, native_id: str, comment_id: str, author: str, text: str, **cells: Any) -> Row:
    row = {
        "platform": "tiktok", "comment_id": comment_id, "post_id": "p1", "text": text,
        "creator_key": ws.person("tiktok", "id", native_id), "author_key": ws.person("tiktok", "id", author),
    }  # fmt: skip
    return "comment", row | cells


def run_import(
    ws: Workspace, file: Path, items: Iterable[tuple[dict[str, Any], list[Row]]], **terms: Any
) -> ImportReport:
    """Import items, each given as the sanitised item and its rows."""
    given = {"source": "invented", "version": 1} | terms
    with ws.delta(file=file, **given) as delta:
        for n, (item, rows) in enumerate(items, 1):
            delta.keep(f"line {n}", item)
            for table, row in rows:
                delta.add(table, row, f"line {n}")
        return delta.commit()


@pytest.fixture
def load(ws: Workspace, tmp_path: Path) -> Import:
    """Import rows, one item each, as a new file."""
    count = iter(range(10**6))

    def load(*rows: Row, **terms: Any) -> ImportReport:
        n = next(count)
        file = terms.pop("file", None) or tmp_path / f"export-{n}.ndjson"
        if not file.exists():
            file.write_text(f"invented export {n}")
        return run_import(terms.pop("into", ws), file, [({"row": repr(r)}, [r]) for r in rows], **terms)

    return load


def one(lake: Any, query: str, **params: Any) -> dict[str, Any]:
    rows = lake.sql(query, params).to_pylist()
    assert len(rows) == 1, rows
    return rows[0]


def base_files(ws: Workspace) -> dict[str, bytes]:
    """Return what the lake says, file by file, without lineage (it tells of imports, not of facts)."""
    parts = orjson.loads((ws.path / "lake" / "manifest.json").read_bytes())["parts"]
    told = [p["path"] for p in parts if p["kind"] in ("base", "delta", "current")]
    return {path: (ws.path / path).read_bytes() for path in told}
