"""candide.toml: what a workspace is for."""

from __future__ import annotations

import json
import secrets
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

from candide.errors import NotAWorkspace, UsageError
from candide.tables import SCHEMA_VERSION

from .disk import write_whole

FILE = "candide.toml"
#: Purpose of a workspace, and the lawful basis proposed for its imports.
PURPOSES = {
    "partnership": "legitimate_interest",
    "research": "research",
    "investigation": "legitimate_interest",
}
BASES = ("consent", "legitimate_interest", "research", "contract")
RETENTION_DAYS = 365


@dataclass(frozen=True)
class Config:
    """What candide.toml holds.

    id              random, never reused
    name            as shown on pages
    purpose         one of PURPOSES
    created_schema  schema version of the day it was made
    basis           default lawful basis of an import
    retention_days  default retention, counted from the first ingest
    """

    id: str
    name: str
    purpose: str
    created_schema: int
    basis: str
    retention_days: int


def check_basis(basis: str) -> str:
    """Return the lawful basis. Raises UsageError when it is not one of BASES."""
    if basis not in BASES:
        raise UsageError(f"a lawful basis among {', '.join(BASES)}", came=repr(basis))
    return basis


def fresh(purpose: str, name: str) -> Config:
    """Return the configuration of a new workspace. Raises UsageError for an unknown purpose."""
    if purpose not in PURPOSES:
        raise UsageError(f"a purpose among {', '.join(PURPOSES)}", came=repr(purpose))
    return Config(secrets.token_hex(8), name, purpose, SCHEMA_VERSION, PURPOSES[purpose], RETENTION_DAYS)


def save(root: Path, config: Config) -> None:
    """Write candide.toml."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in asdict(config).items()]
    write_whole(root / FILE, ("[workspace]\n" + "\n".join(lines) + "\n").encode())


def load(root: Path) -> Config:
    """Read candide.toml. Raises NotAWorkspace when the folder has none or it cannot be read."""
    try:
        found = tomllib.loads((root / FILE).read_text("utf-8"))["workspace"]
        return Config(**{name: found[name] for name in Config.__annotations__})
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise NotAWorkspace(
            f"a workspace, that is a folder with {FILE}",
            came=f"{type(error).__name__}: {error}",
            where=str(root),
            do="Create one with `candide init`.",
        ) from error
