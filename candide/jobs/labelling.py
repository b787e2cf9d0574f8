"""Say what each post says: labels over the whole workspace, computed once for the data it holds."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from candide import label as labels
from candide.store import Lake, Workspace


def said(workspace: Workspace, lake: Lake) -> Path:
    """Return the Parquet file of what the labels say, made again only when data or packs changed."""
    fingerprint = hashlib.sha256(f"{lake.generation}:{labels.fingerprint()}".encode()).hexdigest()[:16]
    return workspace.derived("said", fingerprint, lambda: _run(lake))


def label(workspace: Workspace) -> dict[str, Any]:
    """Run the labels over the workspace and count what they say.

    Returns posts read and, by label, how many posts carry each value.
    """
    with workspace.reader() as lake:
        table = pq.read_table(said(workspace, lake), columns=["post_id", "label", "value"])
    counts: dict[str, Counter[str]] = {}
    for name, value in zip(table["label"].to_pylist(), table["value"].to_pylist(), strict=True):
        counts.setdefault(name, Counter())[value] += 1
    posts = len(set(table["post_id"].to_pylist()))
    return {"posts": posts, "labels": {n: dict(c.most_common(20)) for n, c in sorted(counts.items())}}


def _run(lake: Lake) -> pa.Table:
    return labels.run(lake.sql(labels.RECORDS_SQL))
