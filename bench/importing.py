"""Time an import, full lineage included, beside parsing the same lines with orjson alone.

Each side runs in a process of its own, in turns; the best of its turns counts. Imports of Python are
not timed here: a side is timed from the first byte read to the last written.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from bench import audit, exports
from candide.jobs.importing import import_files
from candide.source import Opened, Reject, choose, probe
from candide.store import Workspace

TARGET = 6.0
SIDES = ("parse", "items", "rows", "imported")


def run(scale: str, turns: int) -> dict[str, Any]:
    """Return what each side took, and the ratio beside its target."""
    path = exports.write(scale)
    taken: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
    for _ in range(turns):
        for side in SIDES:
            taken[side].append(audit.told(["bench.importing", side, str(path)]))
    best = {side: {k: min(t[k] for t in turns) for k in turns[0]} for side, turns in taken.items()}
    ratio = best["imported"]["seconds"] / best["parse"]["seconds"]
    counts = {name: best[side][name] for side, name in (("parse", "lines"), ("imported", "kept"))}
    return {
        "bench": "import", "scale": scale, "machine": audit.machine(), "turns": turns, "sides": best,
        "mib": path.stat().st_size / 2**20, **counts, "agrees": counts["lines"] == counts["kept"],
        "ratios": {
            "time, import / parse": {"value": ratio, "target": f"<= {TARGET:g}", "met": ratio <= TARGET}
        },
    }  # fmt: skip


def parse(path: Path) -> dict[str, int]:
    """Parse each line, and forget it."""
    lines = 0
    with path.open("rb") as file:
        for line in file:
            orjson.loads(line)
            lines += 1
    return {"lines": lines}


def items(path: Path) -> dict[str, int]:
    """Read and sanitise each item."""
    opened = Opened(probe(path), lambda *_: "0" * 32, None, None)
    return {"kept": sum(not isinstance(i, Reject) for i in choose(opened.probe).items(opened))}


def rows(path: Path) -> dict[str, int]:
    """Read each item and make its rows."""
    opened = Opened(probe(path), lambda *_: "0" * 32, None, None)
    source, made = choose(opened.probe), 0
    for found in source.items(opened):
        if not isinstance(found, Reject):
            made += len(list(source.rows(found[1], opened.person)))
    return {"kept": made}


def imported(path: Path) -> dict[str, int]:
    """Import the file into a new workspace."""
    with tempfile.TemporaryDirectory() as folder:
        space = Workspace.create(Path(folder) / "workspace", purpose="research")
        (report,) = import_files(space, [path])
    return {"kept": report.items}


def lines(found: Mapping[str, Any]) -> list[str]:
    """Return a report for people."""
    made = [f"{found['scale']}: {found['lines']:,.0f} lines, {found['mib']:.0f} MiB"]
    for side, taken in found["sides"].items():
        each = taken["seconds"] / found["lines"] * 1e6
        made.append(
            f"  {side:10}{taken['seconds']:7.2f} s {each:7.1f} µs a line {taken['cpu']:7.2f} s processor"
        )
    return [*made, *audit.beside_targets(found)]


def main(side: str, path: str) -> None:
    """Run one side and print what it took."""
    began, before = time.perf_counter(), os.times()
    found = globals()[side](Path(path))
    used = os.times()
    cpu = used.user + used.system - before.user - before.system
    print(json.dumps({"seconds": time.perf_counter() - began, "cpu": cpu, **found}))


if __name__ == "__main__":
    main(*sys.argv[1:])
