"""Documents as files: one byte form, written whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson


def canonical(document: Mapping[str, Any]) -> bytes:
    """Return the bytes of a document: keys sorted, UTC times, no spaces.

    The audit hashes the same form, so a sheet that was read back still has its own SHA-256.
    """
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)


def write_json(document: Mapping[str, Any], path: Path) -> Path:
    """Write a whole document in its canonical form. Returns the path."""
    return write_bytes(canonical(document), path)


def write_bytes(data: bytes, path: Path) -> Path:
    """Write a file beside its place, then move it there: a reader never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
    return path
