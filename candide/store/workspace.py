"""A workspace: the folder in which one organisation keeps its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa

from candide.errors import NotAWorkspace, WorkspaceExists, WorkspaceLocked
from candide.tables import SCHEMA_VERSION

from . import config, keys, manifest, migrations, tombstones
from .delta import Delta
from .derived import FOLDER as DERIVED
from .derived import derived
from .disk import hashing
from .doctor import examine
from .erase import ErasureProof, erase, replay
from .holders import REPORTS
from .lease import Lease
from .lineage import Terms, origin
from .maintain import compact, tidy
from .raw import lines
from .reader import Lake
from .refusal import Refusal
from .runs import Runs
from .sweep import sweep
from .workbench import workbench


class Workspace:
    """The door to a workspace folder.

    path     the folder
    config   what candide.toml says
    purpose  partnership, research or investigation
    person   (platform, kind, value) -> person key; kind is "id" or "handle"
    reports  folder of the pages made from it
    runs     records of what was run
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.config = config.load(self.path)
        self.purpose = self.config.purpose
        self.person = keys.persons(keys.load(self.path))
        self.reports = self.path / REPORTS
        self.runs = Runs(self.path)
        self._lease: Lease | None = None
        self._importing = False

    @classmethod
    def create(cls, path: Path | str, purpose: str, name: str | None = None) -> Workspace:
        """Make a new workspace in a folder that is absent or empty.

        Raises WorkspaceExists if it is one already, NotAWorkspace if it holds other files,
        UsageError for an unknown purpose.
        """
        root = Path(path)
        if (root / config.FILE).exists():
            raise WorkspaceExists("a new folder", came="a workspace", where=str(root), do="Open it.")
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise NotAWorkspace("an absent or empty folder", came="other files", where=str(root))
        settings = config.fresh(purpose, name or root.resolve().name)
        root.mkdir(parents=True, exist_ok=True)
        for folder in ("raw", "lake", "runs", REPORTS, DERIVED):
            (root / folder).mkdir(exist_ok=True)
        keys.create(root)
        manifest.save(root, manifest.Manifest())
        config.save(root, settings)  # last: a folder without it is not a workspace yet
        return cls(root)

    @classmethod
    def open(cls, path: Path | str) -> Workspace:
        """Open a workspace, migrating it first when an earlier version wrote it.

        Raises NotAWorkspace, ManifestDamaged, SchemaTooNew; WorkspaceLocked when it has to be
        migrated and another process writes.
        """
        space = cls(Path(path))
        if manifest.version(space.path) < SCHEMA_VERSION:
            with Lease(space.path, "migrate") as lease:
                migrations.run(space.path, lease)
        if manifest.load(space.path).narrow():
            space.compact()
        return space

    @contextmanager
    def lease(self, command: str) -> Iterator[Lease]:
        """Hold the right to write; inside, the workspace's own writers reuse it.

        First clears what a killed writer left, and replays erasures that the lake does not
        reflect. Raises WorkspaceLocked when another process holds it.
        """
        if self._importing:
            raise WorkspaceLocked(
                "no import under way",
                came=f"`{command}` inside an import of this process",
                where=str(self.path),
                do="Commit or leave the import first.",
            )
        if self._lease is not None:
            yield self._lease
            return
        with Lease(self.path, command) as lease:
            self._lease = lease
            try:
                sweep(self.path, manifest.load(self.path))
                replay(self.path, lease)
                yield lease
            finally:
                self._lease = None

    @contextmanager
    def delta(
        self,
        source: str,
        version: int,
        file: Path,
        *,
        basis: str | None = None,
        retention_days: int | None = None,
        variant: str = "",
    ) -> Iterator[Delta]:
        """Begin an import; leaving without `commit` leaves no trace.

        source          name of the source, and its version
        file            the export; its hash tells whether it was imported before
        basis           lawful basis; the workspace's own by default
        retention_days  counted from the first ingest; the workspace's own by default
        variant         anything else that changes the rows: mapping, stated time

        Raises WorkspaceLocked when another process writes.
        """
        lawful = config.check_basis(basis or self.config.basis)
        days = self.config.retention_days if retention_days is None else retention_days
        size = file.stat().st_size
        terms = Terms(source, version, file.name, size, lawful, self.purpose, days, variant)
        with (
            self.lease("import") as lease,
            hashing(file) as sha256,
            self._delta(terms, sha256, lease) as delta,
        ):
            yield delta

    @contextmanager
    def _delta(self, terms: Terms, sha256: Future[str], lease: Lease) -> Iterator[Delta]:
        now = datetime.now(UTC)
        refusal = Refusal(tombstones.load(self.path), self.person)
        with workbench(self.path) as bench:
            delta = Delta(
                bench,
                lambda: origin(terms, sha256.result(), bench.after, now),
                terms.bytes,
                lease,
                refusal,
                self.person,
            )
            self._importing = True
            try:
                yield delta
            except OSError:
                lease.check()  # another writer that took over has cleared our staging folder
                raise
            finally:
                self._importing = False
                delta.close()
        if delta.report is not None:
            self.runs.write(delta.record())
            if refusal.learned:
                tombstones.learn(self.path, refusal.learned)
                replay(self.path, lease)
            tidy(self.path, lease, _today())

    @contextmanager
    def reader(self, today: date | None = None, memory: str = "2GB") -> Iterator[Lake]:
        """Open the latest generation for reading; writers may go on meanwhile.

        today   day of reference of retention; the clock's by default
        memory  DuckDB size; what does not fit is spilled to the workspace
        """
        with Lake(self.path, manifest.load(self.path), today or _today(), memory) as lake:
            yield lake

    def derived(self, name: str, fingerprint: str, make: Callable[[], pa.Table]) -> Path:
        """Return the Parquet file of a derived table, computing it when its fingerprint is new."""
        return derived(self.path, name, fingerprint, make)

    def items(self, import_id: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield (where, sanitised item) of what an import kept first, for a newer source to read."""
        for part in manifest.load(self.path).of(None, "raw"):
            if part.origin == import_id:
                for where, data in lines(self.path / part.path):
                    yield where, orjson.loads(data)

    def compact(self, today: date | None = None) -> None:
        """Fold everything into base parts; remove what is past retention or superseded.

        The same observations give byte-identical parts, whatever the order, the repetitions or
        the split of their imports.
        """
        with self.lease("compact") as lease:
            compact(self.path, lease, today or _today())

    def erase(self, platform: str, who: str) -> ErasureProof:
        """Remove a creator or commenter, given by platform id or @handle, and refuse her from then on."""
        with self.lease("erase") as lease:
            proof = erase(self.path, lease, platform, who, self.person)
        self.runs.write({"command": "erase", **asdict(proof)})
        return proof

    def doctor(self, today: date | None = None) -> list[str]:
        """Return one line per problem of the workspace; none when it is sound."""
        return examine(self.path, today or _today())


def _today() -> date:
    return datetime.now(UTC).date()
