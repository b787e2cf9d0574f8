"""Derived tables that several signals share, one file each.

A file holds READS (table -> columns a row's source must speak of), AFTER (derived tables it is
built from) and one of
    SQL     the SELECT that makes it; `{post}` in it stands for the rows of `post` whose source speaks
            of every column read, `{creator_history}` for such observations
    VIEW    the same, for a SELECT so light that each reader runs it anew
    make    a function of the lake that returns an Arrow table, where a solver is needed
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Protocol

import pyarrow as pa

from candide.tables import TABLES


class Tables(Protocol):
    """What a derived table is built in: the store's lake, or any engine like it."""

    def sql(self, query: str) -> pa.Table:
        """Run a query."""

    def view(self, name: str, data: pa.Table) -> None:
        """Register an Arrow table under a name."""

    def define(self, name: str, query: str) -> None:
        """Give a name to a query."""

    def keep(self, name: str, query: str) -> None:
        """Make a table from a query, for as long as the connection lives."""


def narrow(sql: str, reads: Mapping[str, tuple[str, ...]]) -> str:
    """Replace `{table}` and `{table_history}` by the rows whose source speaks of what is read."""
    for name, columns in reads.items():
        mask = TABLES[name].mask(columns)
        for view, seen in ((name, "spoken"), (f"{name}_history", "speaks_of")):
            rows = f"(select * from {view} where ({seen} & {mask}) = {mask})"
            sql = sql.replace(f"{{{view}}}", rows)
    return sql


def build(lake: Tables, wanted: Iterable[str]) -> list[str]:
    """Make the wanted derived tables in the lake, and those that they are built from, once each.

    Returns the names in the order they were made.
    """
    made: list[str] = []
    for name in sorted(set(wanted)):
        _make(lake, name, made)
    return made


def _make(lake: Tables, name: str, made: list[str]) -> None:
    if name in made:
        return
    module = _module(name)
    for other in module.AFTER:
        _make(lake, other, made)
    if hasattr(module, "make"):
        lake.view(name, module.make(lake))
    elif hasattr(module, "VIEW"):
        lake.define(name, narrow(module.VIEW, module.READS))
    else:
        lake.keep(name, narrow(module.SQL, module.READS))
    made.append(name)


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"candide.derive.{name}")
