"""The canonical tables, from candide.tables."""

from __future__ import annotations

import pyarrow as pa

from candide.tables import CURRENT, OBSERVATION, SAID, SCHEMA_VERSION, TABLES
from tools.docs._markdown import table

NAME = "tables.md"


def plain(type_: pa.DataType) -> str:
    """Return a short name for an Arrow type."""
    names = {
        "string": "text",
        "int64": "whole number",
        "bool": "true, false",
        "timestamp[us, tz=UTC]": "UTC time",
    }
    if pa.types.is_list(type_) and pa.types.is_struct(type_.value_type):
        return "list of spans"
    return names.get(str(type_), "list of texts" if pa.types.is_list(type_) else str(type_))


def extra(schema: pa.Schema) -> str:
    """Return the columns that the store adds, as a sentence's list."""
    return ", ".join(f"`{f.name}`" for f in schema)


def text() -> str:
    """Return the page."""
    parts = [
        f"# Canonical tables (schema version {SCHEMA_VERSION})",
        "",
        "A null means that no export spoke of it, unless the bit of the column is set in `spoken`:",
        "then an export says that there is nothing. A column is only ever appended.",
        "",
    ]
    for t in TABLES.values():
        parts += [f"## `{t.name}`: {t.meaning}", "", f"Key: {', '.join(f'`{k}`' for k in t.key)}.", ""]
        parts += [
            table(
                ("column", "type", "meaning"), ((f"`{c.name}`", plain(c.type), c.meaning) for c in t.columns)
            )
        ]
        parts += [""]
    parts += ["## What the store adds", "", f"To an observation: {extra(OBSERVATION)}.", ""]
    parts += [f"To the current view: {extra(CURRENT)}.", "", "## `said`: what labels say", ""]
    parts += [table(("column", "type"), ((f"`{f.name}`", plain(f.type)) for f in SAID))]
    return "\n".join(parts)
