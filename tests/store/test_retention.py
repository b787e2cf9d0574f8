from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from candide.store import Needles, Workspace
from candide.store.erase import search

from .conftest import Import, day, one, post

TODAY = datetime.now(UTC).date()


def test_an_observation_past_retention_is_not_visible(ws: Workspace, load: Import) -> None:
    load(post(ws, "1", "p1", likes=9, observed_at=day(5)), retention_days=10)
    load(post(ws, "1", "p1", likes=1, views=50, observed_at=day(0)), post(ws, "1", "p2"), retention_days=400)
    load(post(ws, "1", "p3"), retention_days=10)
    with ws.reader(TODAY) as lake:
        assert one(lake, "select likes, views from post where post_id = 'p1'") == {"likes": 9, "views": 50}
        generation = lake.generation
    with ws.reader(TODAY + timedelta(days=11)) as lake:
        assert lake.generation != generation
        assert lake.sql("select post_id, likes from post order by 1").to_pylist() == [
            {"post_id": "p1", "likes": 1},
            {"post_id": "p2", "likes": None},
        ]
        assert lake.sql("select * from post_history").num_rows == 2


def test_importing_again_never_extends_retention(ws: Workspace, load: Import) -> None:
    row = post(ws, "1", "p1", likes=9, observed_at=day(5))
    load(row, retention_days=10)
    load(row, retention_days=500)
    with ws.reader(TODAY + timedelta(days=10)) as lake:
        assert lake.sql("select * from post").num_rows == 1
    with ws.reader(TODAY + timedelta(days=11)) as lake:
        assert lake.sql("select * from post").num_rows == 0


def test_compaction_removes_what_is_past_retention_and_it_does_not_come_back(
    ws: Workspace, load: Import
) -> None:
    old, kept = post(ws, "1", "expired", observed_at=day(5)), post(ws, "1", "lasting", observed_at=day(5))
    load(old, retention_days=10)
    load(kept, old)
    later = TODAY + timedelta(days=11)
    assert any("retention ended" in line for line in ws.doctor(later))
    ws.compact(later)
    assert ws.doctor(later) == []
    assert said(ws, "expired") == []
    assert len(said(ws, "lasting")) == 2
    with ws.reader(TODAY) as lake:  # removed, not hidden
        assert one(lake, "select post_id from post_history") == {"post_id": "lasting"}


def test_what_left_by_retention_does_not_come_back_with_an_import(ws: Workspace, load: Import) -> None:
    old = post(ws, "1", "expired", observed_at=day(5))
    load(old, retention_days=-1)  # compacted away at once
    assert said(ws, "expired") == []
    assert load(old, post(ws, "1", "lasting")).rows == {"post": 1}
    assert said(ws, "expired") == []
    with ws.reader() as lake:
        assert one(lake, "select post_id from post") == {"post_id": "lasting"}


def said(ws: Workspace, word: str) -> list[str]:
    return search(ws.path, Needles(frozenset({word})))[1]


def test_a_file_read_by_a_newer_source_keeps_its_first_retention(
    ws: Workspace, load: Import, tmp_path: Path
) -> None:
    file = tmp_path / "same"
    load(post(ws, "1", "p1", observed_at=day(0)), file=file, retention_days=10)
    load(post(ws, "1", "p1", likes=3, observed_at=day(0)), file=file, version=2, retention_days=500)
    with ws.reader(TODAY + timedelta(days=11)) as lake:
        assert lake.sql("select * from post").num_rows == 0
