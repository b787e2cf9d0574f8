from __future__ import annotations

import os
import platform
import stat
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from candide.errors import (
    ContractError,
    LeaseLost,
    ManifestDamaged,
    NotAWorkspace,
    StoreError,
    UsageError,
    WorkspaceExists,
    WorkspaceLocked,
)
from candide.store import Engine, Workspace
from candide.store.workbench import workbench

from .conftest import Import, creator, one, post


def test_a_workspace_keeps_its_name_purpose_and_key(tmp_path: Path) -> None:
    made = Workspace.create(tmp_path / "w", "investigation", 'Fable "nord" é')
    opened = Workspace.open(tmp_path / "w")
    assert (opened.config.name, opened.purpose) == ('Fable "nord" é', "investigation")
    assert opened.config == made.config
    assert opened.person("tiktok", "id", "1") == made.person("tiktok", "id", "1")
    assert opened.reports.is_dir()


def test_a_person_key_depends_on_platform_kind_and_workspace_and_folds_handles(tmp_path: Path) -> None:
    ours, theirs = (Workspace.create(tmp_path / n, "research").person for n in "ab")
    who = [("tiktok", "id", "1"), ("tiktok", "handle", "1"), ("x", "id", "1")]
    keys = {*(ours(*w) for w in who), theirs(*who[0])}
    assert len(keys) == 4
    assert all(len(k) == 32 and set(k) <= set("0123456789abcdef") for k in keys)
    assert ours("tiktok", "handle", "@Ana") == ours("tiktok", "handle", "ana")
    assert ours("tiktok", "id", "A") != ours("tiktok", "id", "a")


def test_the_key_is_for_its_owner_alone(ws: Workspace) -> None:
    path = ws.path / "keys" / "person.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o644)
    assert any("keys/person.key" in line for line in ws.doctor())


def test_a_folder_that_is_taken_or_is_no_workspace_is_refused(tmp_path: Path, ws: Workspace) -> None:
    with pytest.raises(WorkspaceExists):
        Workspace.create(ws.path, "research")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").touch()
    with pytest.raises(NotAWorkspace):
        Workspace.create(tmp_path / "other", "research")
    for place in ("other", "nowhere"):
        with pytest.raises(NotAWorkspace):
            Workspace.open(tmp_path / place)
    with pytest.raises(UsageError):
        Workspace.create(tmp_path / "w", "marketing")
    with pytest.raises(UsageError), ws.delta("s", 1, tmp_path / "other" / "thesis.txt", basis="because"):
        pass


def test_a_lost_key_or_manifest_is_told(ws: Workspace) -> None:
    (ws.path / "lake" / "manifest.json").write_text("{")
    with pytest.raises(ManifestDamaged):
        Workspace.open(ws.path)
    (ws.path / "keys" / "person.key").unlink()
    with pytest.raises(StoreError):
        Workspace.open(ws.path)


def test_the_doctor_names_damaged_and_missing_parts(ws: Workspace, load: Import) -> None:
    load(creator(ws, "1", "ana"), post(ws, "1", "p1"))
    assert ws.doctor() == []
    damaged = next((ws.path / "lake").glob("post-*"))
    damaged.write_bytes(damaged.read_bytes() + b" ")
    next((ws.path / "lake").glob("creator-*")).unlink()
    (ws.path / "raw" / "stray.jsonl.zst").touch()
    found = "\n".join(ws.doctor())
    assert "differs from its recorded hash" in found
    assert "is missing" in found
    assert "belong to no manifest" in found
    with pytest.raises(ManifestDamaged), ws.reader() as lake:
        lake.sql("select * from creator")


def test_a_reader_cannot_leave_the_workspace(ws: Workspace, tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), tmp_path / "outside.parquet")
    with ws.reader() as lake:
        with pytest.raises(Exception, match="Permission"):
            lake.sql(f"select * from '{tmp_path / 'outside.parquet'}'")
        path = ws.derived("inside", "f", lambda: pa.table({"a": [1]}))
        lake.view("inside", [path])
        assert one(lake, "select a from inside") == {"a": 1}


def test_a_derived_table_is_computed_when_its_fingerprint_changes(ws: Workspace) -> None:
    calls = []

    def make() -> pa.Table:
        calls.append(1)
        return pa.table({"a": [len(calls)]})

    first = ws.derived("weeks", "g1", make)
    assert ws.derived("weeks", "g1", make) == first
    second = ws.derived("weeks", "g2", make)
    assert len(calls) == 2
    assert not first.exists()
    assert pq.read_table(second).to_pylist() == [{"a": 2}]
    with pytest.raises(ContractError):
        ws.derived("../weeks", "g", make)


def test_the_generation_tells_what_is_visible_not_how_it_came(ws: Workspace, load: Import) -> None:
    def generation() -> str:
        with ws.reader() as lake:
            return lake.generation

    empty = generation()
    load(post(ws, "1", "p1"))
    filled = generation()
    load(post(ws, "1", "p1"))
    assert empty != filled == generation()


def test_every_run_leaves_a_record(ws: Workspace, load: Import) -> None:
    load(post(ws, "1", "p1"))
    ws.runs.write({"command": "audit", "seconds": 1.5})
    first, second = ws.runs.list()
    assert (first["command"], first["rows"], first["items"]) == ("import", {"post": 1}, 1)
    assert first["peak_memory_bytes"] > 0
    assert first["seconds"] >= 0
    assert second["command"] == "audit"


def test_an_arrow_function_sees_whole_columns_with_their_nulls() -> None:
    with Engine() as engine:
        engine.view("words", pa.table({"w": ["a", None, "b"]}))
        engine.function("shout", lambda w: pc.fill_null(pc.utf8_upper(w), "?"), ["VARCHAR"], "VARCHAR")
        assert engine.sql("select shout(w) as s from words")["s"].to_pylist() == ["A", "?", "B"]
        engine.view("words", pa.table({"w": ["c"]}))
        assert engine.sql("select w from words where w = $w", {"w": "c"}).num_rows == 1


def test_a_reader_spills_inside_the_workspace_and_leaves_nothing(ws: Workspace) -> None:
    with ws.reader(memory="60MB") as lake:
        query = "select count(*) as n from (select md5(i::varchar) as h from range(2000000) r(i) order by h)"
        assert one(lake, query)["n"] == 2_000_000
    spill = ws.path / "spill"
    assert not spill.is_dir() or list(spill.iterdir()) == []


def test_what_a_dead_reader_spilled_is_removed_by_the_next_writer(ws: Workspace) -> None:
    folders = [ws.path / "spill" / f"{platform.node()}-{pid}-0a" for pid in (os.getpid(), 1 << 22)]
    for folder in folders:
        folder.mkdir(parents=True)
    with ws.lease("import"):
        assert [f.exists() for f in folders] == [True, False]


def test_nothing_else_is_written_inside_an_import(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_text("x")
    with ws.delta("invented", 1, file) as delta:
        with pytest.raises(WorkspaceLocked):
            ws.compact()
        delta.add(*post(ws, "1", "p2"), "line 1")
        delta.commit()
    ws.compact()


def test_two_changes_prepared_from_the_same_state_cannot_both_be_published(ws: Workspace) -> None:
    with ws.lease("compact") as lease, workbench(ws.path) as first, workbench(ws.path) as second:
        first.publish(lease)
        with pytest.raises(LeaseLost):
            second.publish(lease)
