"""Where each observation came from, and until when it may be kept.

Lineage stays outside the identity of a row: the same observation found in two files has two
lineage rows, and its retention is the earliest of the two, so that importing again never
extends it. Items of raw/ have lineage too, under the table name "raw".
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from candide.tables import COUNT, TEXT, TIME

from .engine import Engine, scan
from .manifest import Manifest, Part
from .parts import paths

LINEAGE = pa.schema(
    [
        ("obs_id", TEXT),  # the observation, or the item of raw/
        ("table", TEXT),  # canonical table, or "raw"
        ("import_id", TEXT),
        ("where", TEXT),  # place in the file
        ("file_sha256", TEXT),
        ("source", TEXT),
        ("version", COUNT),  # of the source
        ("ingested_at", TIME),
        ("basis", TEXT),  # lawful basis
        ("purpose", TEXT),
        ("retention_until", pa.date32()),  # last day on which it may be shown; null: no limit
    ]
)
RAW = "raw"
#: What is known of a row or item before the facts of its import are added.
TRACE = pa.schema([("obs_id", TEXT), ("where", TEXT)])
#: Lineage rows of several tables share a part up to this many.
LINEAGE_ROWS = 1_000_000


@dataclass(frozen=True)
class Origin:
    """The facts of one import that its lineage rows share."""

    import_id: str
    file: str
    bytes: int
    file_sha256: str
    source: str
    version: int
    variant: str
    ingested_at: datetime
    basis: str
    purpose: str
    retention_until: date | None

    def record(self, items: int, rows: dict[str, int]) -> dict[str, Any]:
        """Return what the manifest keeps of the import."""
        found = asdict(self)
        until = self.retention_until
        return {
            "id": found.pop("import_id"),
            **found,
            "ingested_at": self.ingested_at.isoformat(),
            "retention_until": until.isoformat() if until else None,
            "items": items,
            "rows": rows,
        }


@dataclass(frozen=True)
class Terms:
    """What the caller of an import declares.

    source, version  the source and the version of its `rows`
    file, bytes      name and size of the file
    basis, purpose   why it is lawful, and what for
    retention_days   counted from the first ingest; None for no limit
    variant          anything else that changes the rows, such as the mapping or the stated time
    """

    source: str
    version: int
    file: str
    bytes: int
    basis: str
    purpose: str
    retention_days: int | None
    variant: str = ""


def origin(terms: Terms, sha256: str, manifest: Manifest, now: datetime) -> Origin:
    """Return the facts of an import of the file with this hash, made now.

    A file that was imported before, by whatever source or version, keeps its first retention.
    """
    mark = "\x1f".join((sha256, terms.source, str(terms.version), terms.variant))
    limits = [i["retention_until"] for i in manifest.imports if i["file_sha256"] == sha256]
    if terms.retention_days is not None:
        limits.append((now.date() + timedelta(days=terms.retention_days)).isoformat())
    first = min((limit for limit in limits if limit), default=None)
    return Origin(
        hashlib.sha256(mark.encode()).hexdigest()[:20],
        terms.file,
        terms.bytes,
        sha256,
        terms.source,
        terms.version,
        terms.variant,
        now,
        terms.basis,
        terms.purpose,
        date.fromisoformat(first) if first else None,
    )


def rows(origin: Origin, table: str, ids: pa.ChunkedArray, wheres: pa.ChunkedArray) -> pa.Table:
    """Return the lineage rows of observations (or items) of one import."""
    shared = {
        "table": table,
        "import_id": origin.import_id,
        "file_sha256": origin.file_sha256,
        "source": origin.source,
        "version": origin.version,
        "ingested_at": origin.ingested_at,
        "basis": origin.basis,
        "purpose": origin.purpose,
        "retention_until": origin.retention_until,
    }
    columns = {"obs_id": ids, "where": wheres}
    for name, value in shared.items():
        columns[name] = pa.repeat(pa.scalar(value, LINEAGE.field(name).type), len(ids))
    return pa.table({f.name: columns[f.name] for f in LINEAGE}, schema=LINEAGE)


def earliest(rows: pa.Table) -> date | None:
    """Return the first day of retention that ends among these lineage rows."""
    found: date | None = pc.min(rows["retention_until"]).as_py()
    return found


def due(manifest: Manifest, today: date, *kinds: str) -> list[Part]:
    """Return the parts of these kinds that hold something past retention on this day."""
    parts = manifest.of(None, *kinds)
    return [p for p in parts if p.expires is not None and p.expires < today.isoformat()]


def expired(engine: Engine, root: Path, manifest: Manifest, today: date, *kinds: str) -> bool:
    """Make the table `expired` (obs_id, table): what is past its first retention on this day.

    kinds  "lineage" for what is held, "past" for what was removed already

    Returns False, and makes nothing, when there is no such thing.
    """
    parts = due(manifest, today, *kinds)
    if not parts:
        return False
    engine.run(
        'create temp table expired as select distinct obs_id, "table" '
        f"from {scan(paths(root, parts))} where retention_until < cast($today as date)",
        {"today": today.isoformat()},
    )
    return True
