"""What is past retention is not shown, even before it is removed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from candide.tables import TABLES, Table

from .current import in_keys, listed, merged, observed_as_candidates
from .engine import Engine, scan
from .identity import short_id
from .lineage import expired
from .manifest import Manifest
from .parts import paths


def hide(engine: Engine, root: Path, manifest: Manifest, today: date) -> Mapping[str, tuple[int, int]]:
    """Make `expired` and, per table concerned, `renewed_<table>`: current rows without the expired.

    Returns, per table that holds something past retention, how many observations and the xor of
    their ids; empty when there is nothing, and then nothing is made. Also makes `gone_<table>`:
    the keys whose former current row must be hidden.
    """
    if not expired(engine, root, manifest, today, "lineage"):
        return {}
    found = {}
    for table in TABLES.values():
        parts = manifest.observed(table.name)
        if parts:
            count, xor = _hide(engine, table, scan(paths(root, parts)))
            if count:
                found[table.name] = (count, xor)
    return found


def still(table: Table, alias: str = "o") -> str:
    """Return the SQL condition that an observation is not past retention."""
    return (
        "not exists (select 1 from expired e where "
        f"e.obs_id = {alias}.obs_id and e.\"table\" = '{table.name}')"
    )


def _hide(engine: Engine, table: Table, observed: str) -> tuple[int, int]:
    past = f"from {observed} o where not {still(table)}"
    count = engine.sql(f"select count(*) as n, coalesce(bit_xor({short_id()}), 0) as x {past}").to_pylist()[0]
    if count["n"]:
        engine.run(f"create temp table gone_{table.name} as select distinct {listed(table.key)} {past}")
        left = observed_as_candidates(
            table, observed, f"{in_keys(table, f'gone_{table.name}')} and {still(table)}"
        )
        engine.view(f"renewed_{table.name}", merged(engine, table, f"({left})"))
    return int(count["n"]), int(count["x"])
