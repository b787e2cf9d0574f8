"""manifest.json: which parts make up the lake, replaced in one step."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import orjson

from candide.errors import ManifestDamaged, SchemaTooNew
from candide.tables import SCHEMA_VERSION, TABLES

from .disk import write_whole

FILE = "lake/manifest.json"
#: Hash buckets of the keys: a part holds a range of them, all of them while the lake is small.
BUCKETS = 64
#: Seconds that a replaced part stays on disk for readers that opened the former manifest.
GRACE = 600.0
#: base and delta hold observations; past holds the lineage of observations removed by retention.
KINDS = ("base", "delta", "current", "lineage", "past", "raw")


@dataclass(frozen=True)
class Part:
    """One immutable file.

    table    canonical table; "lineage" or "raw" for the files that belong to none
    kind     one of KINDS
    path     relative to the workspace, with forward slashes
    rows     rows or items in it
    sha256   of the file
    layer    generation that wrote it; among current rows a later layer wins
    span     lowest and highest bucket in it; None for parts without buckets
    origin   id of the import that wrote it; None after compaction
    expires  last day of the shortest retention in it, ISO; None when there is no limit
    single   observations whose key had no other one then: they are its current rows too
    """

    table: str
    kind: str
    path: str
    rows: int
    sha256: str
    layer: int
    span: tuple[int, int] | None = None
    origin: str | None = None
    expires: str | None = None
    single: bool = False

    def meets(self, low: int, high: int) -> bool:
        """Say whether the part can hold a key of the buckets low to high."""
        return self.span is None or (self.span[0] <= high and low <= self.span[1])


@dataclass
class Manifest:
    """The state of the lake.

    schema_version  of the parts
    generation      grows by one at each replacement
    buckets         hash buckets of the keys, fixed for the life of the workspace
    parts           every file of the lake and of raw
    imports         one record per import: id, source, version, file, sha256, basis, …
    content         per table: rows, and xor of the observation ids; independent of the layout
    retired         former parts kept for readers: path and the clock time of their retirement
    tombstones      ids of the erasures that these parts already reflect
    columns         per table, how many columns the parts have
    """

    schema_version: int = SCHEMA_VERSION
    generation: int = 0
    buckets: int = BUCKETS
    parts: list[Part] = field(default_factory=list)
    imports: list[dict[str, Any]] = field(default_factory=list)
    content: dict[str, dict[str, int]] = field(default_factory=dict)
    retired: list[dict[str, Any]] = field(default_factory=list)
    tombstones: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=lambda: {n: len(t.names) for n, t in TABLES.items()})

    def of(self, table: str | None, *kinds: str) -> list[Part]:
        """Return the parts of a table (of any when None) and of these kinds."""
        return [p for p in self.parts if p.kind in kinds and (table is None or p.table == table)]

    def observed(self, table: str, low: int = 0, high: int | None = None) -> list[Part]:
        """Return the observation parts that can hold a key of the buckets low to high."""
        top = self.buckets if high is None else high
        return [p for p in self.of(table, "base", "delta") if p.meets(low, top)]

    def current(self, table: str, low: int = 0, high: int | None = None) -> list[Part]:
        """Return the parts that hold current rows of the buckets low to high."""
        top = self.buckets if high is None else high
        parts = [p for p in self.of(table, "base", "delta", "current") if p.kind == "current" or p.single]
        return [p for p in parts if p.meets(low, top)]

    def narrow(self) -> bool:
        """Say whether columns were appended since these parts were written."""
        return any(self.columns.get(name, 0) < len(table.names) for name, table in TABLES.items())

    def paths(self) -> set[str]:
        """Return the relative path of every file that must not be removed."""
        return {p.path for p in self.parts} | {r["path"] for r in self.retired}

    def count(self, table: str, rows: int, xor: int) -> None:
        """Add observations to a table's content, or take them away with negative rows."""
        held = self.content.setdefault(table, {"rows": 0, "xor": 0})
        held["rows"] += rows
        held["xor"] ^= xor

    def retire(self, gone: list[Part], keep: bool = True) -> None:
        """Take parts out; `keep` leaves their files for readers during GRACE seconds.

        Two layers can share a file, when the same rows were resolved twice.
        """
        leaving, now = set(gone), time.time()
        self.parts = [p for p in self.parts if p not in leaving]
        if keep:
            self.retired += [{"path": path, "at": now} for path in sorted({p.path for p in gone})]


def content(root: Path) -> dict[str, Any]:
    """Return manifest.json as it stands, of whatever version.

    Raises ManifestDamaged when it is missing or unreadable, SchemaTooNew when a later version
    wrote it.
    """
    path = root / FILE
    try:
        found: dict[str, Any] = orjson.loads(path.read_bytes())
        version = int(found["schema_version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ManifestDamaged(
            "a readable manifest", came=str(error), where=str(path), do="Restore it from a backup."
        ) from error
    if version > SCHEMA_VERSION:
        raise SchemaTooNew(
            f"schema version {SCHEMA_VERSION} or earlier",
            came=str(version),
            where=str(path),
            do="Install the version of Candide that wrote this workspace, or a later one.",
        )
    return found


def version(root: Path) -> int:
    """Return the schema version of a workspace."""
    return int(content(root)["schema_version"])


def load(root: Path) -> Manifest:
    """Read the manifest of a workspace of the present version.

    Raises ManifestDamaged, also for an earlier version: only `migrations` may read its parts.
    """
    found = content(root)
    if found["schema_version"] != SCHEMA_VERSION:
        raise ManifestDamaged(
            f"schema version {SCHEMA_VERSION}", came=str(found["schema_version"]), do="Open the workspace."
        )
    found["parts"] = [Part(**p | {"span": p["span"] and tuple(p["span"])}) for p in found["parts"]]
    return Manifest(**found)


def save(root: Path, manifest: Manifest) -> None:
    """Replace manifest.json by the next generation, in one step."""
    manifest.generation += 1
    limit = time.time() - GRACE
    manifest.retired = [r for r in manifest.retired if r["at"] > limit]
    write_whole(root / FILE, orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2))
