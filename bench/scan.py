"""A bare scan: DuckDB decoding, from the same files, the columns that the audit reads."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

#: The columns that signals, their derived tables, and what steps coincide with, read.
READ = {
    "creator": "creator_key platform followers spoken",
    "creator_history": "creator_key platform observed_at followers followers_low followers_high speaks_of",
    "post": "platform post_id creator_key kind url published_at likes comments views last_seen spoken",
    "text_part": "platform post_id creator_key part position text",
    "comment": "platform comment_id post_id creator_key author_key by_owner parent_id text spoken",
    "said": "creator_key label value",
    "event": "event_id kind platform creator_key at title url",
}


def readings(folder: Path) -> None:
    """Take the largest value of every column, which needs each of them decoded.

    The plan is checked to read the files: a largest value could come from the statistics they carry.
    """
    connection = duckdb.connect(":memory:", config={"threads": os.cpu_count() or 1})
    for name, columns in READ.items():
        files = [str(p) for p in sorted(folder.glob(f"{name}-?????.parquet"))]
        largest = ", ".join(f'cast(max("{c}") as varchar)' for c in columns.split())
        query = f"select {largest} from read_parquet({files})"
        plan = connection.execute(f"explain {query}").fetchall()
        if "READ_PARQUET" not in str(plan):
            raise RuntimeError(f"expected a plan that reads {name}; found {plan}")
        connection.execute(query).fetchall()
