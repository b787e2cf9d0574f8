"""Reading a sample as a test sees it: every item and row in order, people under a key known to all."""

import hmac
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from candide.source import Opened, Reject, choose, load, probe
from candide.tables import TABLES

HERE = Path(__file__).parent


def person(platform: str, kind: str, value: str) -> str:
    """The person key of an invented workspace."""
    who = value.strip().lstrip("@").casefold() if kind == "handle" else value
    return hmac.digest(b"cast", f"{platform}\x1f{kind}\x1f{who}".encode(), "sha256").hex()[:32]


def opened(path: Path, observed: datetime | None = None, mapping: Any = None) -> Opened:
    return Opened(probe(path), person, observed, mapping)


def read(path: Path, observed: datetime | None = None, mapping: Any = None) -> list[Any]:
    """Everything that a file gives: (where, table, row), and (where, why, policy) for what it does not."""
    file = opened(path, observed, mapping)
    source = load()["mapped_table"] if mapping else choose(file.probe)
    return list(_tables(source, file) if hasattr(source, "tables") else _items(source, file))


def rows(path: Path, table: str, **how: Any) -> list[dict[str, Any]]:
    """The rows of one table."""
    return [found[2] for found in read(path, **how) if found[1] == table]


def rejects(path: Path, **how: Any) -> list[tuple[str, str]]:
    """Where and why of everything that was not kept."""
    return [(found[0], found[1]) for found in read(path, **how) if isinstance(found[2], bool)]


def _items(source: Any, file: Opened) -> Iterator[tuple[str, str, Any]]:
    for found in source.items(file):
        if isinstance(found, Reject):
            yield found.where, found.why, found.policy
            continue
        where, item = found
        for row in source.rows(item, person):
            if isinstance(row, Reject):
                yield where, row.why, row.policy
            else:
                yield where, *row


def _tables(source: Any, file: Opened) -> Iterator[tuple[str, str, Any]]:
    for found in source.tables(file):
        if isinstance(found, Reject):
            yield found.where, found.why, found.policy
            continue
        name, table = found
        for row in table.to_pylist():
            where, spoken = row.pop("where"), TABLES[name].spoken(row.pop("speaks_of"))
            kept = {k: row[k] for k in row if k in spoken or k.startswith("observed_")}
            yield where, name, kept
