"""Small lakes for tests: rows as dicts, each speaking of the columns that it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from candide.store import Engine
from candide.tables import CURRENT, OBSERVATION, SAID, TABLES

SEEN = datetime(2026, 6, 1, tzinfo=UTC)
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def lake(rows: Rows) -> Engine:
    """Return an engine with every canonical view; tables that `rows` leaves out are empty."""
    made = Engine()
    for name, table in TABLES.items():
        made.view(name, view(table, rows.get(name, ()), pa.schema([*table.schema, *CURRENT])))
        history = pa.schema([*table.schema, *OBSERVATION])
        made.view(f"{name}_history", view(table, rows.get(f"{name}_history", ()), history))
    made.view("said", view(None, rows.get("said", ()), SAID))
    return made


def view(table, rows, schema):
    """Return rows as Arrow; a row speaks of the columns that it names, and of its platform."""
    base = {"platform": "tiktok", "last_seen": SEEN, "first_seen": SEEN}
    filled = [{k: v for k, v in (base | dict(r)).items() if k in schema.names} for r in rows]
    for row in filled:
        mask = table.mask(k for k in row if k in table.names) if table else 0
        row |= {k: mask for k in ("spoken", "speaks_of") if k in schema.names}
    return pa.Table.from_pylist(filled, schema=schema)
