"""Forward migrations: one file per schema version, `vNNNN_what.py`, run when a workspace is opened.

Each has `migrate(root, former, bench)`: it reads the parts of the version before, as its
manifest `former` tells, and prepares the next version on the bench. Publishing is atomic, so a
migration cut short is begun again. A test keeps a sample workspace of every earlier version.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path

from candide.store import manifest
from candide.store.lease import Lease
from candide.store.sweep import sweep
from candide.store.workbench import workbench
from candide.tables import SCHEMA_VERSION


def steps() -> dict[int, str]:
    """Return the module that leads to each schema version."""
    names = [m.name for m in pkgutil.iter_modules(__path__)]
    return {int(name[1:5]): f"{__name__}.{name}" for name in names}


def run(root: Path, lease: Lease) -> list[int]:
    """Bring a workspace to the present schema version; return the versions passed through."""
    done = []
    while (version := manifest.version(root)) < SCHEMA_VERSION:
        former = manifest.content(root)
        after = manifest.Manifest(version + 1, int(former.get("generation", 0)))
        with workbench(root, after=after) as bench:
            import_module(steps()[version + 1]).migrate(root, former, bench)
            bench.publish(lease)
        sweep(root, manifest.load(root))
        done.append(version + 1)
    return done
