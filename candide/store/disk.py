"""Files that are either wholly there or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; systems without folder handles skip this."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Make the bytes of a file durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def write_whole(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Replace a file in one step: temporary file, fsync, rename, fsync of the folder.

    path  the file; its folder is created
    data  the new content
    mode  permission bits of a new file, before the process mask
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(path)
    sync_folder(path.parent)


def digest(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def hashing(path: Path) -> Iterator[Future[str]]:
    """Give the sha256 of a file to come, computed by a thread beside the caller."""
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(digest, path)


def files_under(folder: Path) -> list[Path]:
    """Return every file below a folder, sorted; none when the folder is absent."""
    return sorted(p for p in folder.rglob("*") if p.is_file()) if folder.is_dir() else []
