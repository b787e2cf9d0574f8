"""From 0 to 1: observations get their own identity, and lineage leaves the rows.

Version 0 kept plain Parquet parts, listed per table in the manifest. Each row carried its file
and place, and no quality, so that the same observation in two files counted twice.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from candide.store.commit import Commit
from candide.store.lineage import Origin, Terms, origin
from candide.store.rows import incoming
from candide.store.staged import Staged
from candide.store.workbench import Workbench
from candide.tables import TABLES, Table


def migrate(root: Path, former: dict[str, Any], bench: Workbench) -> None:
    """Import the rows of version 0 again, import by import, in the order of their ingest."""
    for record in sorted(former["imports"], key=lambda i: (i["ingested_at"], i["file_sha256"])):
        staged = Staged(bench.staging, bench.after.buckets)
        for name, parts in sorted(former["tables"].items()):
            for part in parts:
                rows = pq.read_table(root / part["path"])
                ours = rows.filter(pa.compute.equal(rows["file_sha256"], record["file_sha256"]))
                staged.take(name, _aligned(TABLES[name], ours))
        staged.settle()
        made = _origin(record, bench)
        bench.origin = made.import_id
        work = Commit(bench)
        work.observations(staged, made.ingested_at.date())
        work.lineage(staged, made)
        bench.settle()
        bench.after.imports.append(made.record(items=0, rows=work.rows))
        staged.close()


def _aligned(table: Table, rows: pa.Table) -> pa.Table:
    columns = [
        rows[f.name].cast(f.type) if f.name in rows.column_names else pa.nulls(rows.num_rows, f.type)
        for f in incoming(table)
    ]
    return pa.Table.from_arrays(columns, schema=incoming(table))


def _origin(record: dict[str, Any], bench: Workbench) -> Origin:
    terms = Terms(
        record["source"],
        record["version"],
        record["file"],
        0,  # not known then: such a file, imported again, is read again and collapses
        record["basis"],
        record["purpose"],
        record["retention_days"],
    )
    return origin(terms, record["file_sha256"], bench.after, datetime.fromisoformat(record["ingested_at"]))
