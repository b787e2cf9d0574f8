from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import orjson
import pytest

from candide.errors import LeaseLost, WorkspaceLocked
from candide.store import Workspace, lease

from .conftest import Import, one, post

HOLD = """
import sys, time
from candide.store import Workspace
with Workspace.open(sys.argv[1]).lease("import big.ndjson"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other(ws: Workspace):
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(ws.path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()


def test_a_workspace_locked_by_another_process_says_who_and_since_when(
    ws: Workspace, load: Import, other: subprocess.Popen[str]
) -> None:
    with pytest.raises(WorkspaceLocked) as raised:
        load(post(ws, "1", "p1"))
    assert "import big.ndjson" in str(raised.value)
    assert str(other.pid) in str(raised.value)
    assert "since 20" in str(raised.value)
    with ws.reader() as lake:  # readers never wait
        assert lake.sql("select * from post").num_rows == 0


def test_a_dead_holder_is_passed_at_once(ws: Workspace, load: Import, other: subprocess.Popen[str]) -> None:
    other.kill()
    other.wait()
    assert any("died" in line for line in ws.doctor())
    load(post(ws, "1", "p1"))
    assert ws.doctor() == []


def test_a_holder_whose_heart_stopped_is_passed_and_then_writes_nothing(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "BEAT", 1000.0)
    slow, quick = Workspace.open(ws.path), Workspace.open(ws.path)
    file = tmp_path / "f"
    file.write_text("x")
    with pytest.raises(LeaseLost), slow.delta("invented", 1, file) as delta:
        delta.add(*post(ws, "1", "slow"), "line 1")
        with pytest.raises(WorkspaceLocked), quick.lease("import"):
            pass
        _age(ws, 61)
        with quick.delta("other", 1, file) as second:
            second.add(*post(ws, "1", "quick"), "line 1")
            second.commit()
        delta.commit()
    with ws.reader() as lake:
        assert one(lake, "select post_id from post") == {"post_id": "quick"}


def _age(ws: Workspace, seconds: float) -> None:
    path = max((ws.path / "lease").glob("0*.json"))
    state = orjson.loads(path.read_bytes())
    path.write_bytes(orjson.dumps(state | {"heartbeat": time.time() - seconds}))


def test_tokens_only_grow(ws: Workspace) -> None:
    tokens = []
    for _ in range(3):
        with ws.lease("import") as held:
            tokens.append(held.token)
            with ws.lease("import") as inner:  # the workspace's own writers reuse it
                assert inner is held
    assert tokens == sorted(set(tokens))
    assert len(list((ws.path / "lease").glob("0*.json"))) == 1


def test_a_lease_file_still_empty_counts_as_held(ws: Workspace) -> None:
    (ws.path / "lease").mkdir(exist_ok=True)
    path = ws.path / "lease" / "000000000007.json"
    path.touch()
    with pytest.raises(WorkspaceLocked), ws.lease("import"):
        pass
    os.utime(path, (0, 0))
    with ws.lease("import") as held:
        assert held.token == 8
