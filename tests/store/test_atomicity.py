"""A writer killed at any moment leaves the former state readable, and the next one starts clean."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from candide.store import Workspace

from .conftest import base_files, day, post

WRITER = """
import os, signal, sys, threading
from pathlib import Path
sys.path.insert(0, sys.argv[1])
kill_at, steps = int(sys.argv[3]), 0
turn = threading.Lock()

def counted(call):
    def wrapped(*args, **kwargs):
        global steps
        with turn:
            steps += 1
            if steps == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **kwargs)
    return wrapped

from candide.store import Workspace
from store.test_atomicity import fill
for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "unlink"), (Path, "write_bytes"), (os, "rmdir")):
    setattr(owner, name, counted(getattr(owner, name)))
print("ready", flush=True)
fill(Workspace.open(sys.argv[2]))
print(steps, flush=True)
"""


def fill(ws: Workspace) -> None:
    """Import what is not there yet, compact, and erase one person."""
    for n in range(3):
        file = ws.path.parent / f"export-{n}"
        file.write_text(str(n))
        rows = [post(ws, str(i % 5), f"p{i % 20}", likes=i, observed_at=day(n)) for i in range(n, 30, 3)]
        with ws.delta("invented", 1, file) as delta:
            if not delta.known:
                for i, row in enumerate(rows):
                    delta.keep(f"line {i}", {"likes": row[1]["likes"], "n": n})
                    delta.add(*row, f"line {i}")
            delta.commit()
        if n == 1:
            ws.compact()
    ws.erase("tiktok", "4")
    ws.compact()


def start(ws: Workspace, kill_at: int) -> subprocess.Popen[str]:
    tests = str(Path(__file__).parents[1])
    command = [sys.executable, "-c", WRITER, tests, str(ws.path), str(kill_at)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def readable(ws: Workspace) -> int:
    """Return how many observations are seen; they must agree with the manifest's own count."""
    with ws.reader() as lake:
        seen = lake.sql("select * from post_history").num_rows
        assert lake.sql("select * from post").num_rows <= seen
        assert lake._manifest.content.get("post", {"rows": 0})["rows"] == seen
    return seen


def prove(ws: Workspace, tmp_path: Path, kills: int, seed: int) -> None:
    (tmp_path / "reference").mkdir()
    reference = Workspace.create(tmp_path / "reference" / "ws", "research")
    (reference.path / "keys" / "person.key").write_bytes((ws.path / "keys" / "person.key").read_bytes())
    process = start(reference, 0)
    began = time.perf_counter()
    assert process.stdout is not None
    steps = int(process.stdout.readline())
    whole = time.perf_counter() - began
    rnd = random.Random(seed)  # noqa: S311  a seeded choice of moments
    for kill in range(kills):
        process = start(ws, rnd.randrange(1, steps) if kill % 2 else 0)
        if not kill % 2:
            time.sleep(rnd.uniform(0, whole))
            process.send_signal(signal.SIGKILL)
        process.wait()
        readable(ws)
    fill(Workspace.open(ws.path))
    assert base_files(ws) == base_files(Workspace.open(reference.path))
    assert ws.doctor() == []


def test_killed_writers_leave_the_same_tables_in_the_end(ws: Workspace, tmp_path: Path) -> None:
    prove(ws, tmp_path, kills=10, seed=1)


@pytest.mark.prove
def test_fifty_killed_writers_leave_the_same_tables_in_the_end(ws: Workspace, tmp_path: Path) -> None:
    prove(ws, tmp_path, kills=50, seed=2)
