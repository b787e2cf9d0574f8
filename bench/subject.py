"""Candide as the benchmark runs it: every signal over a lake, as `candide audit` counts them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from candide.audit import coincide, counting, reading
from candide.signal import Signal, load
from candide.store import Engine

VIEWS = ("creator", "creator_history", "post", "text_part", "comment", "event", "said")

Columns = dict[str, list[object]]


def readings(folder: Path) -> Columns:
    """Return every reading as columns: code, creator, n, value, low, high."""
    with tempfile.TemporaryDirectory() as spill, Engine(spill=Path(spill)) as lake:
        for name in VIEWS:
            lake.view(name, sorted(folder.glob(f"{name}-?????.parquet")))
        return counted(lake)


def counted(lake: Engine) -> Columns:
    """Count every signal over a lake."""
    made: Columns = {name: [] for name in ("code", "creator", "n", "value", "low", "high")}
    for code, count in counting.count(lake).items():
        figures = [count.stats["n"], *(count.result[k] for k in ("value", "low", "high"))]
        _extend(made, code, count.creators, [f.tolist() for f in figures])
    for signal in load().values():
        if signal.estimator == "shift":
            _extend(made, signal.code, *shifts(lake, signal))
    return made


def shifts(lake: Engine, signal: Signal) -> tuple[list[str], list[list[object]]]:
    """Return everybody with enough days, and the rise by steps that nothing goes with."""
    moves = coincide.shifts(lake, signal)
    contexts = coincide.contexts(lake, moves.stepped)
    series = daily(lake, signal, moves.stepped)
    found = {}
    for creator in moves.stepped:
        moved = moves.moved[moves.platform[creator]]
        embedded = {"series": series[creator], "moved": moved, "context": contexts[creator]}
        found[creator] = reading.shifted(embedded)
    flat = {"value": 0.0, "low": 0.0, "high": 0.0}  # no step, no rise
    figures = [[found.get(c, flat)[k] for c in moves.days] for k in ("value", "low", "high")]
    return list(moves.days), [list(moves.days.values()), *figures]


def daily(lake: Engine, signal: Signal, creators: Sequence[str]) -> dict[str, list[list[float]]]:
    """Return the daily counts of those who have a step."""
    lake.view("chosen", pa.table({"creator": pa.array(creators, pa.string())}))
    table = lake.sql(
        f"select j.creator, j.day, j.value, j.low, j.high from ({signal.query()}) j "
        "join chosen on chosen.creator = j.creator order by j.creator, j.day"
    )
    series: dict[str, list[list[float]]] = {c: [] for c in creators}
    for row in table.to_pylist():
        series[row["creator"]].append([row[k] for k in ("day", "value", "low", "high")])
    return series


def _extend(made: Columns, code: str, creators: Sequence[str], figures: Sequence[list[object]]) -> None:
    columns = [[code] * len(creators), list(creators), *figures]
    for name, values in zip(made, columns, strict=True):
        made[name].extend(values)
