"""derived/: tables that can be computed again, kept until their fingerprint changes."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from candide.errors import ContractError

from . import tombstones
from .disk import sync_file, sync_folder
from .parts import write_parquet

FOLDER = "derived"


def derived(root: Path, name: str, fingerprint: str, make: Callable[[], pa.Table]) -> Path:
    """Return the Parquet file of a derived table, computing it when its fingerprint is new.

    name         lower-case letters, digits and _
    fingerprint  everything that the result depends on: lake generation, packs, settings
    make         computes the table

    Several processes may do this at once: each writes whole files, and the same fingerprint
    stands for the same rows.
    """
    if not re.fullmatch(r"[a-z0-9_]+", name):
        raise ContractError("a name of lower-case letters, digits and _", came=repr(name))
    mark = hashlib.sha256(fingerprint.encode()).hexdigest()[:20]
    folder = root / FOLDER
    path = folder / f"{name}-{mark}.parquet"
    if path.exists():
        return path
    before = len(tombstones.load(root))
    folder.mkdir(exist_ok=True)
    waiting = folder / f".{name}-{secrets.token_hex(4)}"
    write_parquet(waiting, make())
    sync_file(waiting)
    for old in folder.glob(f"{name}-{'?' * 20}.parquet"):
        old.unlink(missing_ok=True)
    waiting.replace(path)
    sync_folder(folder)
    if len(tombstones.load(root)) != before:
        # Somebody was erased while this was computed from the former parts: start again.
        path.unlink(missing_ok=True)
        return derived(root, name, fingerprint, make)
    return path


def clear(root: Path) -> int:
    """Remove every derived table; return how many files."""
    files = [p for p in (root / FOLDER).glob("*") if p.is_file()]
    for path in files:
        path.unlink(missing_ok=True)
    return len(files)
