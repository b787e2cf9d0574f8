"""Run the Example of a signal's docstring: its tables become views, its last line the expected figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from candide.audit import coincide, counting, reading
from candide.audit.material import gather
from candide.derive import build
from candide.signal import Signal
from candide.store import Engine
from tests.lakes import lake

_EXPECTED = re.compile(r"^\s+(\w+): ([\d.]+)( hits?)? of (\d+)$", re.M)


@dataclass(frozen=True)
class Example:
    """Tables by name, and what is expected of whom."""

    tables: dict[str, list[dict[str, str | None]]]
    creator: str
    figure: float
    hits: bool
    n: int


def parse(doc: str) -> Example:
    text = doc.split("\nExample\n")[1]
    tables: dict[str, list[dict[str, str | None]]] = {}
    for block in re.findall(r"(?:^ +\|.*\n)+", text, re.M):
        lines = [
            [c.strip() or None for c in line.strip().strip("|").split("|")]
            for line in block.strip().split("\n")
        ]
        names = lines[0]
        tables[str(names[0])] = tables.get(str(names[0]), []) + [
            dict(zip(["creator_key", *names[1:]], cells, strict=True)) for cells in lines[2:]
        ]
    creator, figure, hits, n = _EXPECTED.findall(text)[0]
    return Example(
        {t: list(_expanded(rows)) for t, rows in tables.items()}, creator, float(figure), bool(hits), int(n)
    )


def _expanded(rows):
    """`2026-03-01..20` in a row stands for twenty days, and `p..30` for p1 to p30."""
    for row in rows:
        spans = {k: v for k, v in row.items() if v and ".." in v}
        if not spans:
            yield row
            continue
        length = max(
            int(v.split("..")[1]) - (int(v.split("..")[0][-2:]) - 1 if "-" in v else 0)
            for v in spans.values()
        )
        for i in range(length):
            yield row | {k: _nth(v, i) for k, v in spans.items()}


def _nth(text: str, i: int) -> str:
    first = text.split("..", maxsplit=1)[0]
    if "-" in first:
        return (datetime.fromisoformat(first) + timedelta(days=i)).date().isoformat()
    return f"{first}{i + 1}"


def engine(example: Example) -> Engine:
    """Return an engine whose views hold the example's rows, and speak of the columns that it names."""
    tables = {name: [_typed(r) for r in rows] for name, rows in example.tables.items()}
    if "creator_history" in tables:
        last = tables["creator_history"][-1]
        tables["creator"] = [{"creator_key": example.creator, "followers": last["followers"]}]
    elif "creator" in tables:
        seen = datetime(2026, 3, 1, tzinfo=UTC)
        tables["creator_history"] = [r | {"observed_at": seen} for r in tables["creator"]]
    else:
        tables["creator"] = [{"creator_key": example.creator}]
    return lake(tables)


def _typed(row):
    return {k: _cell(k, v) for k, v in row.items()}


def _cell(name, value):
    if value is None:
        return None
    if name.endswith("_at"):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return int(value) if value.isdigit() else value


def run(signal: Signal) -> tuple[float, int, Example]:
    """Return the figure and the rows counted for the example's creator."""
    example = parse(signal.doc)
    with engine(example) as held:
        build(held, signal.derived)
        if signal.estimator == "shift":
            moves = coincide.shifts(held, signal)
            material = gather(held, [example.creator], [signal])
            contexts = coincide.contexts(held, moves.stepped)
            drawn = reading.shifted(
                {
                    "series": material.series[example.creator],
                    "moved": [],
                    "context": contexts[example.creator],
                }
            )
            return drawn["value"], drawn["n"], example
        creators, stats = counting.tally(held, signal, signal.query(), 1)
        at = creators.index(example.creator)
        if example.hits:
            return float(stats["x"][at]), int(stats["n"][at]), example
        alone = {name: np.ones(len(creators)) for name in counting.ESTIMATORS[signal.estimator].SUMMARY}
        return float(counting.estimate(signal, stats, alone)["value"][at]), int(stats["n"][at]), example
