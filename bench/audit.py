"""Time from Parquet tables to the readings of all signals, beside pandas and beside a bare scan.

Each side runs in a process of its own, in turns, so that a busy minute falls on all of them; the best
of its turns counts. Wall time is that of the whole process: start of Python and imports included; the
imports alone are shown and taken off nothing. Labels are an input here, and are timed apart.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from bench import world

SIDES = ("candide imports", "reference imports", "scan", "candide", "reference")
TARGETS = {
    "time, reference / candide": (">=", 10.0),
    "memory, candide / reference": ("<=", 1 / 3),
    "time, candide / scan": ("<=", 5.0),
    "largest relative difference": ("<=", 1e-9),
}


def run(scale: str, turns: int) -> dict[str, Any]:
    """Return what each side took, the ratios beside their targets, and how far the readings differ."""
    folder = world.write(world.SCALES[scale])
    labels = told(["bench.labelling", str(folder)])
    taken: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
    with tempfile.TemporaryDirectory() as kept:
        for _ in range(turns):
            for side in SIDES:
                taken[side].append(spent(side, folder, Path(kept) / f"{side}.parquet"))
        ours, theirs = (pd.read_parquet(Path(kept) / f"{s}.parquet") for s in ("candide", "reference"))
    best = {side: {k: min(t[k] for t in turns) for k in turns[0]} for side, turns in taken.items()}
    apart = differences(ours, theirs)
    figures = {
        "time, reference / candide": best["reference"]["seconds"] / best["candide"]["seconds"],
        "memory, candide / reference": best["candide"]["mib"] / best["reference"]["mib"],
        "time, candide / scan": best["candide"]["seconds"] / best["scan"]["seconds"],
        "largest relative difference": max(max(f.values()) for f in apart.values()),
    }
    return {
        "bench": "audit", "scale": scale, "machine": machine(), "rows": rows(folder), "turns": turns,
        "sides": best, "wall_of_every_turn": {s: [t["seconds"] for t in turns] for s, turns in taken.items()},
        "agrees": figures["largest relative difference"] <= TARGETS["largest relative difference"][1],
        "ratios": {name: beside(name, value) for name, value in figures.items()}, "differences": apart,
        "labels": labels,
    }  # fmt: skip


def spent(side: str, folder: Path, out: Path) -> dict[str, float]:
    """Run one side and return its wall seconds, inside seconds, processor seconds and peak MiB."""
    name, _, imports = side.partition(" ")
    return told(["bench.sides", name, "" if imports else str(folder), str(out)])


def told(module: list[str]) -> dict[str, float]:
    """Run a module in a process of its own and return what it prints, with the wall seconds until then."""
    began = time.perf_counter()
    command = [sys.executable, "-m", *module]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]) as child:
        line = child.stdout.readline() if child.stdout else ""
        seconds = time.perf_counter() - began  # what a side keeps for later is written after that line
    if child.returncode:
        raise RuntimeError(f"expected {' '.join(module[:2])} to end well; it left with {child.returncode}")
    taken: dict[str, float] = json.loads(line)
    return {"seconds": seconds} | taken


def differences(ours: pd.DataFrame, theirs: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Return the largest relative difference of each figure by signal: inf where one side has none."""
    both = ours.merge(theirs, on=["code", "creator"], how="outer", suffixes=("", "_"))
    found = {}
    for figure in ("n", "value", "low", "high"):
        one, other = both[figure], both[f"{figure}_"]
        size = np.maximum(one.abs(), other.abs())
        apart = ((one - other).abs() / size.where(size > 0, 1.0)).fillna(np.inf)
        found[figure] = apart.groupby(both["code"]).max().to_dict()
    return found


def beside(name: str, value: float) -> dict[str, Any]:
    """Return a figure with its target and whether it is met."""
    sense, target = TARGETS[name]
    met = value >= target if sense == ">=" else value <= target
    return {"value": value, "target": f"{sense} {target:.3g}", "met": met}


def rows(folder: Path) -> dict[str, int]:
    """Return how many rows each table of the world has."""
    found: dict[str, int] = {}
    for path in sorted(folder.glob("*.parquet")):
        name = path.stem.rsplit("-", 1)[0]
        found[name] = found.get(name, 0) + pq.read_metadata(path).num_rows
    return found


def machine() -> dict[str, Any]:
    """Return what the figures depend on."""
    versions = {name: version(name) for name in ("duckdb", "numpy", "pandas", "pyarrow", "scipy")}
    return {"cores": os.cpu_count(), "python": platform.python_version(), **versions}


def lines(found: Mapping[str, Any]) -> list[str]:
    """Return a report for people."""
    made = [f"{found['scale']}: " + ", ".join(f"{n:,} {t}" for t, n in found["rows"].items())]
    for side, taken in found["sides"].items():
        times = f"{taken['seconds']:7.2f} s wall {taken['cpu']:7.2f} s processor"
        made.append(f"  {side:18}{times} {taken['mib']:7.0f} MiB")
    labels = found["labels"]
    made.append(f"  labels apart      {labels['seconds']:7.2f} s wall, {labels['posts']:,} posts")
    return [*made, *beside_targets(found)]


def beside_targets(found: Mapping[str, Any]) -> list[str]:
    """Return one line a ratio."""
    return [
        f"  {name:30}{r['value']:10.3g}   target {r['target']}{'' if r['met'] else '   MISSED'}"
        for name, r in found["ratios"].items()
    ]
