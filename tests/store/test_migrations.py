from __future__ import annotations

import hashlib
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from candide.errors import ManifestDamaged, SchemaTooNew
from candide.store import Workspace, manifest
from candide.store.migrations import steps
from candide.tables import POST, SCHEMA_VERSION, TABLES, TEXT, TIME, Column, Table

from .conftest import Import, base_files, day, one, post, run_import


def sample_of_version_0(root: Path) -> Workspace:
    """Write a workspace as version 0 laid it out: lineage inside the rows, no identity, no quality."""
    ws = Workspace.create(root, "research")
    key, mask = ws.person("tiktok", "id", "1"), POST.mask(("platform", "post_id", "creator_key", "likes"))
    rows = [("p1", 5, day(0), "a"), ("p1", 7, day(1), "b"), ("p1", 5, day(0), "b"), ("p2", 1, None, "b")]
    table = pa.table(
        {
            "platform": ["tiktok"] * 4,
            "post_id": [r[0] for r in rows],
            "creator_key": [key] * 4,
            "likes": [r[1] for r in rows],
            "observed_at": pa.array([r[2] for r in rows], TIME),
            "speaks_of": [mask] * 4,
            "file_sha256": [r[3] for r in rows],
            "where": [f"line {n}" for n in range(4)],
        }
    )
    path = ws.path / "lake" / "post.parquet"
    pq.write_table(table, path)
    part = {"path": "lake/post.parquet", "rows": 4, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    imports = [
        {
            "source": "invented", "version": 1, "file": f"{sha}.ndjson", "file_sha256": sha,
            "basis": "research", "purpose": "research", "retention_days": 365,
            "ingested_at": day(n).isoformat(),
        }
        for n, sha in enumerate("ab")
    ]  # fmt: skip
    old = {"schema_version": 0, "generation": 4, "tables": {"post": [part]}, "imports": imports}
    (ws.path / "lake" / "manifest.json").write_bytes(orjson.dumps(old))
    return ws


def test_a_workspace_of_version_0_is_brought_forward(tmp_path: Path) -> None:
    before = sample_of_version_0(tmp_path / "old")
    with pytest.raises(ManifestDamaged):
        manifest.load(before.path)
    ws = Workspace.open(before.path)
    with ws.reader(day(20).date()) as lake:
        assert one(lake, "select likes from post where post_id = 'p1'") == {"likes": 7}
        assert lake.sql("select * from post_history").num_rows == 3
        assert lake.sql("select distinct import_id from lineage").num_rows == 2
        until = lake.sql("select distinct retention_until as u from lineage order by u")["u"].to_pylist()
    assert [u.isoformat() for u in until] == ["2027-03-01", "2027-03-02"]
    assert not (ws.path / "lake" / "post.parquet").exists()
    assert ws.doctor(day(20).date()) == []


def test_a_migrated_workspace_equals_one_filled_today(tmp_path: Path) -> None:
    ws = Workspace.open(sample_of_version_0(tmp_path / "old").path)
    new = Workspace.create(tmp_path / "new", "research")
    (new.path / "keys" / "person.key").write_bytes((ws.path / "keys" / "person.key").read_bytes())
    new = Workspace.open(new.path)
    file = tmp_path / "f"
    file.write_text("x")
    told = [("p1", 5, day(0)), ("p1", 7, day(1)), ("p2", 1, None)]
    rows = [post(new, "1", p, likes=n, observed_at=at) for p, n, at in told]
    for _, row in rows:
        del row["kind"]
    run_import(new, file, [({}, rows)])
    for space in (ws, new):
        space.compact(day(20).date())
    assert base_files(ws) == base_files(new)


def test_every_version_has_its_step() -> None:
    assert sorted(steps()) == list(range(1, SCHEMA_VERSION + 1))


def test_a_workspace_of_a_later_version_is_refused(ws: Workspace) -> None:
    path = ws.path / "lake" / "manifest.json"
    path.write_bytes(orjson.dumps(orjson.loads(path.read_bytes()) | {"schema_version": SCHEMA_VERSION + 1}))
    with pytest.raises(SchemaTooNew):
        Workspace.open(ws.path)


def test_a_column_appended_to_a_table_needs_no_migration(
    ws: Workspace, load: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(post(ws, "1", "p1", likes=3))
    with ws.reader() as lake:
        before = one(lake, "select obs_id from post_history")
    wider = Table(POST.name, POST.meaning, POST.key, (*POST.columns, Column("mood", TEXT, "invented")))
    monkeypatch.setitem(TABLES, "post", wider)
    opened = Workspace.open(ws.path)
    load(post(ws, "1", "p1", mood="calm"), into=opened)
    with opened.reader() as lake:
        assert one(lake, "select likes, mood from post") == {"likes": 3, "mood": "calm"}
        assert before["obs_id"] in lake.sql("select obs_id from post_history")["obs_id"].to_pylist()
