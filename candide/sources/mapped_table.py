"""Any table, CSV, XLSX or Parquet, read through a mapping (TOML).

Gives
    Whatever the mapping says: creators, posts, words, comments, events, dated or not.

Lacks
    What the table does not hold. An empty cell is silence, unless the mapping says that it means "none".

How to get it
    Anyone with a table: write a mapping once (see the how-to), or name a shipped one; 15 minutes the
    first time. Tables that a shipped mapping describes are recognised by their columns.

When it misleads
    A mapping is believed: a column of views that is mapped to likes makes a quiet creator look loved.
    A cell that cannot be read is left out and reported; a row without what the table needs is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from candide.errors import MappingError
from candide.source import Opened, Probe, Reject
from candide.source.columns import batches
from candide.source.mapping import Mapping, shipped
from candide.source.shaping import Shaper
from candide.store import Engine
from candide.tables import TABLES

VERSION = 1
PLATFORMS = ()
MINUTES = 15
TITLE = {"fr": "Tableau avec correspondance", "en": "Table with a mapping"}
GET = {
    "fr": "Toute personne qui a un tableau : écrire une correspondance TOML, ou en nommer une.",
    "en": "Anyone with a table: write a TOML mapping, or name one that is shipped.",
}
GIVES = {name: table.names for name, table in TABLES.items()}


def recognises(probe: Probe) -> bool:
    """Tell whether a shipped mapping describes the columns of a table."""
    return _shipped_for(probe) is not None


def variant(opened: Opened) -> str:
    """Return the mapping that will read a file, with its content: another mapping gives other rows."""
    mapping = _mapping(opened)
    return f"{mapping.id}@{mapping.version}:{mapping.digest}"


def tables(opened: Opened) -> Iterator[tuple[str, pa.Table] | Reject]:
    """Yield canonical rows with `where` and `speaks_of`, a batch at a time, and what is not readable.

    Raises   MappingError when the mapping names a column that the table does not have
    """
    mapping = _mapping(opened)
    header = _header(opened.probe, mapping)
    with Engine() as engine:
        shaper = Shaper(engine, mapping, header, opened.person, opened.observed)
        for batch in batches(opened.probe, header):
            if isinstance(batch, Reject):
                yield batch
            else:
                yield from shaper.shape(batch)


def _mapping(opened: Opened) -> Mapping:
    mapping = opened.mapping if isinstance(opened.mapping, Mapping) else _shipped_for(opened.probe)
    if mapping is None:
        raise MappingError(
            "a mapping", came="none", where=str(opened.probe.path), do="Name one with --mapping."
        )
    return mapping


def _shipped_for(probe: Probe) -> Mapping | None:
    """Return the shipped mapping that knows most of the columns of a table."""
    headers = [set(header) for header in _headers(probe)]
    fit = [m for m in shipped().values() if m.recognise and any(m.recognise <= header for header in headers)]
    return max(fit, key=lambda m: (len(m.recognise), m.id), default=None)


def _headers(probe: Probe) -> list[tuple[str, ...]]:
    return [sheet.header for sheet in probe.sheets] if probe.kind == "xlsx" else [probe.header]


def _header(probe: Probe, mapping: Mapping) -> tuple[str, ...]:
    """Return the header of the table, or of the first sheet, that has every column the mapping names."""
    headers = [h for h in _headers(probe) if h]
    for header in headers:
        if mapping.needs() <= set(header):
            return header
    have = headers[0] if headers else ()
    lacking = ", ".join(sorted(mapping.needs() - set(have)))
    raise MappingError(
        f"the columns that the mapping {mapping.id} names",
        came=f"no {lacking}; the columns present are {', '.join(have) or 'none'}",
        where=str(probe.path),
        do="Correct the names in the mapping; capitals and spaces count.",
    )
