"""Housekeeping of the next writer: what a killed one left behind."""

from __future__ import annotations

import os
import platform
import secrets
import shutil
from pathlib import Path

from .disk import files_under
from .lease import alive
from .manifest import FILE, Manifest

FOLDERS = ("lake", "raw")
STAGING, SPILL = "staging", "spill"


def orphans(root: Path, manifest: Manifest) -> list[Path]:
    """Return the files of the lake and of raw that no manifest names any more."""
    named = {root / path for path in manifest.paths()} | {root / FILE}
    return [p for folder in FOLDERS for p in files_under(root / folder) if p not in named]


def sweep(root: Path, manifest: Manifest) -> int:
    """Remove orphans and abandoned staging folders; return how many. Only for the lease holder."""
    gone = orphans(root, manifest)
    for path in gone:
        path.unlink(missing_ok=True)
    left = [*_folders(root / STAGING), *(f for f in _folders(root / SPILL) if _abandoned(f))]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return len(gone) + len(left)


def spill_folder(root: Path) -> Path:
    """Return a new name of a folder for what a reader cannot hold; it tells whose it is."""
    (root / SPILL).mkdir(exist_ok=True)
    return root / SPILL / f"{platform.node()}-{os.getpid()}-{secrets.token_hex(6)}"


def _abandoned(folder: Path) -> bool:
    host, _, rest = folder.name.rpartition("-")[0].rpartition("-")
    return host == platform.node() and not alive(int(rest))


def _folders(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []
