"""What the lake needs from time to time: compaction, retention, imports read again by a newer source.

Thresholds: after an import, small layers are gathered when a table's current rows lie in more than
LAYERS of them. Everything is compacted when the layers beside the largest hold as many rows as it
does (and at least GROWN), when something is past retention, or when a newer source version read
again what an older one had read.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from candide.tables import TABLES

from . import lineage, manifest
from .compact import Fold
from .engine import scan
from .gather import gather
from .lease import Lease
from .manifest import Manifest
from .parts import paths
from .raw import item_id
from .sweep import sweep
from .workbench import Workbench, workbench

LAYERS = 16
GROWN = 100_000


def superseded(state: Manifest) -> list[str]:
    """Return the imports whose file was read again by a later version of the same source."""
    best: dict[tuple[str, str, str], int] = {}
    for i in state.imports:
        mark = (i["file_sha256"], i["source"], i["variant"])
        best[mark] = max(best.get(mark, 0), i["version"])
    return [
        i["id"]
        for i in state.imports
        if i["version"] < best[i["file_sha256"], i["source"], i["variant"]] and not i.get("superseded")
    ]


def tidy(root: Path, lease: Lease, today: date) -> None:
    """Do what is due after an import."""
    state = manifest.load(root)
    layers = [_layers(state, name) for name in TABLES]
    grown = any(sum(rows) - max(rows) >= max(*rows, GROWN) for rows in layers if rows)
    if grown or superseded(state) or lineage.due(state, today, "lineage"):
        compact(root, lease, today)
    elif max(map(len, layers)) > LAYERS:
        with workbench(root) as bench:
            gather(bench)
            bench.publish(lease)


def _layers(state: Manifest, name: str) -> list[int]:
    rows: dict[int, int] = {}
    for part in state.current(name):
        rows[part.layer] = rows.get(part.layer, 0) + part.rows
    return list(rows.values())


def compact(root: Path, lease: Lease, today: date) -> None:
    """Fold everything into base parts; remove what is past retention or superseded."""
    with workbench(root) as bench:
        removed = _gone(bench, today)
        fold = Fold(bench)
        fold.observations()
        if removed:
            items = bench.engine.sql(f"select obs_id from gone where \"table\" = '{lineage.RAW}'")
            gone = frozenset(items["obs_id"].to_pylist())
            if gone:
                fold.items(lambda _, line: None if item_id(line[1]) in gone else line)
            fold.lineage(today)
            bench.after.retired = []  # what must be gone does not wait for readers
        bench.publish(lease)
        sweep(root, bench.after)


def _gone(bench: Workbench, today: date) -> bool:
    """Make the table `gone`, if there is anything; say whether there is."""
    old = superseded(bench.after)
    past = lineage.expired(bench.engine, bench.root, bench.after, today, "lineage")
    if not (old or past):
        return False
    bench.engine.run('create temp table gone (obs_id varchar, "table" varchar)')
    if past:
        bench.engine.run("insert into gone select * from expired")
    if old:
        ids = ", ".join(f"'{i}'" for i in old)
        here = scan(paths(bench.root, bench.after.of(None, "lineage")))
        bench.engine.run(
            f'insert into gone select obs_id, "table" from {here} where "table" <> \'{lineage.RAW}\' '
            f'group by obs_id, "table" having bool_and(import_id in ({ids}))'
        )
        for record in bench.after.imports:
            record["superseded"] = record.get("superseded", False) or record["id"] in old
    return True
