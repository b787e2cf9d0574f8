"""Person keys: who, without saying who."""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from candide.errors import StoreError

from .disk import write_whole

FOLDER, FILE = "keys", "person.key"
#: Columns that hold a person key, in any table.
PERSONS = ("creator_key", "handle_key", "author_key")
#: Keys kept in memory: enough for the people of one import, about 30 MiB.
CACHED = 1 << 17


def fold_handle(handle: str) -> str:
    """Return a handle without its leading @ and without case."""
    return handle.strip().lstrip("@").casefold()


def create(root: Path) -> None:
    """Draw the workspace key; only the owner may read it."""
    folder = root / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    write_whole(folder / FILE, secrets.token_hex(32).encode(), mode=0o600)


def load(root: Path) -> bytes:
    """Return the workspace key. Raises StoreError when it is missing or cut short."""
    path = root / FOLDER / FILE
    try:
        key = bytes.fromhex(path.read_text("ascii"))
    except (OSError, ValueError) as error:
        raise StoreError(
            "the workspace key",
            came=str(error),
            where=str(path),
            do="Restore it from a backup: without it nobody can be recognised again.",
        ) from error
    if len(key) != 32:
        raise StoreError("a key of 32 bytes", came=f"{len(key)} bytes", where=str(path))
    return key


def persons(key: bytes) -> Callable[[str, str, str], str]:
    """Return the function (platform, kind, value) -> person key.

    kind   "id" or "handle"; handles are folded first
    value  the platform's id as text, or the handle

    Returns the first 32 hexadecimal digits of HMAC-SHA256. Repeated calls come from a cache.
    """

    @lru_cache(maxsize=CACHED)
    def person(platform: str, kind: str, value: str) -> str:
        who = fold_handle(value) if kind == "handle" else value
        message = f"{platform}\x1f{kind}\x1f{who}".encode()
        return hmac.digest(key, message, "sha256").hex()[:32]

    return person


def exposed(root: Path) -> list[str]:
    """Return what is wrong with the permissions of the keys; nothing on systems without them."""
    if os.name != "posix":
        return []
    wanted = {root / FOLDER: 0o700, root / FOLDER / FILE: 0o600}
    return [
        f"{path.relative_to(root)} has permissions {path.stat().st_mode & 0o777:o}, expected {mode:o}"
        for path, mode in wanted.items()
        if path.exists() and path.stat().st_mode & 0o777 != mode
    ]
