"""One writer at a time.

Each lease is a file `lease/<token>.json`, created exclusively, so that two processes can never
hold the same token and tokens only grow: the highest one is the writer. A holder that died, or
whose heartbeat stopped, is passed by creating the next token; if it wakes up, its own check
before the manifest is replaced finds the higher token and gives up.
"""

from __future__ import annotations

import os
import platform
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson

from candide.errors import LeaseLost, WorkspaceLocked

from .disk import write_whole

FOLDER = "lease"
BEAT, STALE = 10.0, 60.0  # seconds between heartbeats; without one for so long a lease is stale


def alive(pid: int) -> bool:
    """Say whether a process of this host lives; always True where that cannot be told."""
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def holder(root: Path) -> dict[str, Any] | None:
    """Return the newest lease: token, host, pid, command, since, heartbeat, released; or None."""
    files = sorted((root / FOLDER).glob("[0-9]*.json"))
    if not files:
        return None
    found: dict[str, Any] = {"token": int(files[-1].stem), "released": False}
    try:
        found.update(orjson.loads(files[-1].read_bytes()))
    except (OSError, ValueError):
        # The file exists and is still empty: its maker is between two steps, or died there.
        found["heartbeat"] = files[-1].stat().st_mtime if files[-1].exists() else 0.0
    return found


def is_stale(lease: dict[str, Any]) -> bool:
    """Say whether the holder is dead, by its pid on this host or by its heartbeat."""
    if lease.get("host") == platform.node() and not alive(int(lease.get("pid", 0))):
        return True
    return time.time() - float(lease.get("heartbeat", 0.0)) > STALE


class Lease:
    """The right to write, held until `release`.

    root     the workspace
    command  what the holder is doing, shown to those who have to wait
    """

    def __init__(self, root: Path, command: str) -> None:
        self._folder = root / FOLDER
        self._root, self.command = root, command
        self._folder.mkdir(exist_ok=True)
        self._stop = threading.Event()
        self._since = time.time()
        self.token = self._acquire()
        self._thread = threading.Thread(target=self._keep_beating, daemon=True)
        self._thread.start()

    def check(self) -> None:
        """Raise LeaseLost if somebody took the workspace over."""
        newest = holder(self._root)
        if newest is None or newest["token"] != self.token:
            raise LeaseLost(
                f"writer lease {self.token}",
                came=f"lease {newest['token']} of another process" if newest else "no lease",
                where=str(self._root),
                do="Nothing was written. Run the command again.",
            )

    def release(self) -> None:
        """Let the next writer in; the token is never used again."""
        self._stop.set()
        self._thread.join()
        newest = holder(self._root)
        if newest is not None and newest["token"] == self.token:
            self._beat(released=True)
            for file in self._folder.glob("[0-9]*.json"):
                if int(file.stem) < self.token:
                    file.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _path(self, token: int) -> Path:
        return self._folder / f"{token:012d}.json"

    def _acquire(self) -> int:
        newest = holder(self._root)
        if newest is not None and not newest["released"] and not is_stale(newest):
            raise self._locked(newest)
        token = newest["token"] + 1 if newest else 1
        try:
            file = os.open(self._path(token), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
        except FileExistsError:
            raise self._locked(holder(self._root) or {}) from None
        os.write(file, self._state())
        os.close(file)
        return token

    def _beat(self, released: bool = False) -> None:
        write_whole(self._path(self.token), self._state(released))

    def _state(self, released: bool = False) -> bytes:
        state = {
            "host": platform.node(),
            "pid": os.getpid(),
            "command": self.command,
            "since": self._since,
            "heartbeat": time.time(),
            "released": released,
        }
        return orjson.dumps(state)

    def _keep_beating(self) -> None:
        while not self._stop.wait(BEAT):
            self._beat()

    def _locked(self, lease: dict[str, Any]) -> WorkspaceLocked:
        since = datetime.fromtimestamp(float(lease.get("since", time.time())), UTC)
        who = f"`{lease.get('command', '?')}` of process {lease.get('pid', '?')} on {lease.get('host', '?')}"
        return WorkspaceLocked(
            "a workspace that nobody writes to",
            came=f"{who}, since {since:%Y-%m-%d %H:%M:%S} UTC",
            where=str(self._root),
            do="Wait until it has finished; a holder that died is passed within a minute.",
        )
