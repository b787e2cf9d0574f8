"""runs/: one JSON file per run, with what it took and everything it refused."""

from __future__ import annotations

import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from .disk import write_whole

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

FOLDER = "runs"


def peak_memory() -> int | None:
    """Return the peak resident memory of this process in bytes, or None where unknown."""
    if resource is None:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


class Runs:
    """The records of a workspace."""

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER

    def write(self, record: dict[str, Any]) -> Path:
        """Keep one record and return its file.

        record  "command" and what the command reports; the time and the peak memory are added
        """
        now = datetime.now(UTC)
        whole = {"at": now.isoformat(), "peak_memory_bytes": peak_memory(), **record}
        name = f"{now:%Y%m%dT%H%M%S%f}-{record.get('command', 'run')}-{secrets.token_hex(3)}.json"
        path = self._folder / name
        write_whole(path, orjson.dumps(whole, option=orjson.OPT_INDENT_2, default=str))
        return path

    def list(self) -> list[dict[str, Any]]:
        """Return every record, oldest first."""
        return [orjson.loads(p.read_bytes()) for p in sorted(self._folder.glob("*.json"))]
