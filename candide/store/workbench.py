"""A private copy of the lake's state on which one change is prepared, then published whole."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from candide.errors import LeaseLost

from . import manifest
from .engine import Engine
from .lease import Lease
from .manifest import Manifest
from .parts import Writer
from .sweep import STAGING


@dataclass
class Workbench:
    """What a change works with.

    root      the workspace
    after     the manifest to be; nobody sees it before `publish`
    staging   folder of this change alone
    writer    collects its parts
    engine    reads and computes
    origin    id of the import that makes the change, once it is known
    """

    root: Path
    after: Manifest
    staging: Path
    writer: Writer
    engine: Engine
    origin: str | None = None

    def __post_init__(self) -> None:
        self._began = self.after.generation

    def settle(self) -> None:
        """Move what was written into place as a layer of its own, for the rest of the change to read."""
        self.after.parts += self.writer.publish(self.origin)
        self.after.generation += 1
        self.writer.layer += 1

    def publish(self, lease: Lease) -> None:
        """Move the parts into place and replace the manifest, if the lease is still ours.

        A kill before the last step leaves files that no manifest names; the next writer removes
        them. Raises LeaseLost.
        """
        lease.check()
        self.after.parts += self.writer.publish(self.origin)
        lease.check()
        now = manifest.content(self.root)["generation"]
        if now != self._began:
            raise LeaseLost(
                f"generation {self._began}, from which this change was prepared",
                came=f"generation {now}",
                where=str(self.root),
                do="Nothing was written. Run the command again.",
            )
        manifest.save(self.root, self.after)


@contextmanager
def workbench(root: Path, after: Manifest | None = None) -> Iterator[Workbench]:
    """Prepare a change; its staging folder goes away at the end, published or not.

    after  the manifest to change; a copy of the present one by default
    """
    after = after or manifest.load(root)
    staging = root / STAGING / secrets.token_hex(8)
    staging.mkdir(parents=True)
    writer = Writer(root, staging, after.generation + 1)
    try:
        with Engine(spill=staging / "spill") as engine:
            yield Workbench(root, after, staging, writer, engine)
    finally:
        writer.close()
        shutil.rmtree(staging, ignore_errors=True)
