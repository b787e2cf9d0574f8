"""Create a workspace, look after it, and take a person out of it."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from candide.errors import UsageError
from candide.store import Workspace


def init(folder: Path, purpose: str = "partnership", name: str | None = None) -> dict[str, Any]:
    """Create a workspace in a folder that is absent or empty.

    purpose  partnership, research or investigation: it decides what may leave the workspace
    name     as shown on pages; that of the folder by default
    Returns  {path, name, purpose, basis, retention_days}
    Raises   WorkspaceExists, NotAWorkspace when the folder holds other files, UsageError.
    """
    made = Workspace.create(folder, purpose, name)
    return {
        "path": str(made.path),
        "name": made.config.name,
        "purpose": made.purpose,
        "basis": made.config.basis,
        "retention_days": made.config.retention_days,
    }


def named(person: str) -> tuple[str, str]:
    """Return (platform, id or @handle) of a person written PLATFORM:ID or PLATFORM:@HANDLE.

    Raises UsageError when it is written otherwise.
    """
    platform, _, value = person.partition(":")
    if not platform or not value.strip("@ "):
        raise UsageError(
            "a person as PLATFORM:ID or PLATFORM:@HANDLE",
            came=repr(person),
            do="Write for example tiktok:@ana.des.livres or instagram:1234567890.",
        )
    return platform.strip().casefold(), value.strip()


def erase(workspace: Workspace, person: str) -> dict[str, Any]:
    """Remove a person, creator or commenter, from every holder of the workspace, for good.

    person   PLATFORM:ID or PLATFORM:@HANDLE
    Returns  the proof: {tombstone, rows, scrubbed, items, holders, searched, left, complete}
    Raises   UsageError when the person is written otherwise, WorkspaceLocked.
    """
    proof = asdict(workspace.erase(*named(person)))
    return proof | {"complete": not proof["left"]}


def doctor(workspace: Workspace) -> list[str]:
    """Return one line per problem of the workspace; none when it is sound."""
    return workspace.doctor()


def compact(workspace: Workspace) -> dict[str, Any]:
    """Fold the lake into base parts, and remove what is past its retention.

    Returns  {seconds}
    Raises   WorkspaceLocked.
    """
    began = time.perf_counter()
    workspace.compact()
    return {"seconds": round(time.perf_counter() - began, 3)}
