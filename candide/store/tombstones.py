"""Whom this workspace must never hold again, known by person keys alone.

They live beside the key, not in the lake, so that restoring an old lake does not bring an
erased person back: the next writer replays them.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson

from .disk import write_whole
from .keys import FOLDER

FILE = "tombstones.jsonl"


@dataclass(frozen=True)
class Tombstone:
    """One erasure.

    id        random
    platform  of the account
    keys      its person keys, of the id and of the handle where both were known
    by_id     her id was known: another account that takes her handle later is another person
    at        ISO time of the erasure
    """

    id: str
    platform: str
    keys: tuple[str, ...]
    by_id: bool
    at: str


def load(root: Path) -> list[Tombstone]:
    """Return every tombstone, in the order of the erasures."""
    path = root / FOLDER / FILE
    if not path.exists():
        return []
    found = (orjson.loads(line) for line in path.read_bytes().splitlines())
    return [Tombstone(**{**t, "keys": tuple(t["keys"])}) for t in found]


def add(root: Path, platform: str, keys: Iterable[str], by_id: bool) -> Tombstone:
    """Keep a tombstone, durably, before anything is removed; return the one that stands already."""
    wanted, stones = tuple(sorted(keys)), load(root)
    for stone in stones:
        if (stone.platform, stone.by_id) == (platform, by_id) and set(wanted) <= set(stone.keys):
            return stone
    now = datetime.now(UTC).isoformat()
    stones.append(Tombstone(secrets.token_hex(8), platform, wanted, by_id, now))
    write_whole(root / FOLDER / FILE, b"".join(orjson.dumps(asdict(t)) + b"\n" for t in stones), 0o600)
    return stones[-1]


def learn(root: Path, found: Mapping[str, set[str]]) -> None:
    """Keep tombstones of accounts that came with the handle of somebody erased by handle alone.

    found  platform -> person keys of their ids
    """
    for platform, keys in sorted(found.items()):
        add(root, platform, keys, by_id=True)
