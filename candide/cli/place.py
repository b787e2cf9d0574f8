"""Where the workspace is: told, or in the environment, or in the current folder and above."""

from __future__ import annotations

import os
from pathlib import Path

from candide.errors import NotAWorkspace
from candide.store import Workspace

SETTINGS = "candide.toml"
VARIABLE = "CANDIDE_WORKSPACE"


def workspace(told: Path | None) -> Workspace:
    """Return the workspace to work in, open.

    told     what --workspace says; None when it was not given
    Returns  the one at `told`, else at $CANDIDE_WORKSPACE, else the nearest one here or above
    Raises   NotAWorkspace when none of the three is there
    """
    return Workspace.open(told or _found())


def _found() -> Path:
    if named := os.environ.get(VARIABLE):
        return Path(named)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return folder
    raise NotAWorkspace(
        "a workspace in this folder or above it",
        came=f"no {SETTINGS}",
        where=str(here),
        do="Create one with `candide init DIR`, or name one with --workspace.",
    )
