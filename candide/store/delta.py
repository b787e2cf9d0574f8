"""One import: items and rows in, one atomic commit out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from candide.tables import TABLES

from . import lineage, raw
from .commit import Commit, scan_or_none
from .identity import short_id
from .lease import Lease
from .lineage import Origin
from .parts import paths
from .refusal import Refusal
from .rows import Rows, aligned, sound, with_handle_key
from .staged import Staged
from .workbench import Workbench


@dataclass(frozen=True)
class ImportReport:
    """What an import did.

    import_id         made of the file's hash, source, version and variant: an import has one id
    source, file      name of the source; name of the file without its folder
    items             items read and kept
    rows              new observations per table
    repeated          rows that the workspace held already, or twice in the file
    rejects           (where, why, policy) of everything refused; policy: refused on purpose
    erased            rows refused because their person was erased
    already_imported  nothing was done: this file was imported before with this source version
    """

    import_id: str
    source: str
    file: str
    items: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    repeated: int = 0
    rejects: list[tuple[str, str, bool]] = field(default_factory=list)
    erased: int = 0
    already_imported: bool = False


class Delta:
    """An import under way; made by `Workspace.delta`, which holds the lease meanwhile.

    bench    where the change is prepared
    declare  tells what the import declares; may wait until the whole file is hashed
    size     of the file: only a file of a known size can be one that was imported before
    lease    checked before the manifest is replaced
    refusal  knows who was erased
    person   (platform, kind, value) -> person key
    """

    def __init__(
        self,
        bench: Workbench,
        declare: Callable[[], Origin],
        size: int,
        lease: Lease,
        refusal: Refusal,
        person: Callable[[str, str, str], str],
    ) -> None:
        self._bench, self._declare, self._lease = bench, declare, lease
        self._refusal, self._person = refusal, person
        self._began = time.perf_counter()
        alike = {i["id"] for i in bench.after.imports if i["bytes"] == size}
        self.known = bool(alike) and self.import_id in alike
        self.report: ImportReport | None = None
        self._rejects: list[tuple[str, str, bool]] = []
        self._staged = Staged(bench.staging, bench.after.buckets)
        self._rows = Rows(person, self.reject, self._staged.take)
        self._keeper = raw.Keeper(
            bench.staging,
            bench.writer,
            raw.Known(self._kept_before),
            refusal.line,
            self._staged.trace,
            self.reject,
        )
        self.keep = self._keeper.keep
        self.add = self._guarded_add if refusal.active else self._rows.add

    @cached_property
    def _origin(self) -> Origin:
        return self._declare()

    @property
    def import_id(self) -> str:
        """The id of this import: made of the file's hash, source, version and variant."""
        return self._origin.import_id

    def add_arrow(self, table: str, rows: pa.Table) -> None:
        """Take rows as Arrow columns of a canonical table, with `where` and `speaks_of`.

        Raises ContractError for unknown columns or types. Rows without a key are rejected.
        """
        kind = TABLES[table]
        taken = with_handle_key(aligned(kind, rows), kind, self._person)
        taken = self._refusal.table(kind, sound(kind, taken, self.reject))
        for start in range(0, taken.num_rows, 1 << 17):
            self._staged.take(table, taken.slice(start, 1 << 17))

    def reject(self, where: str, why: str, policy: bool = False) -> None:
        """Count something that could not, or must not, be read."""
        self._rejects.append((where, why, policy))

    def commit(self) -> ImportReport:
        """Publish everything in one step and return what was done.

        Raises LeaseLost, with nothing written, if another process took the workspace over.
        """
        if self.known:
            self.report = self._report({}, already_imported=True)
            return self.report
        self._rows.flush()
        self._keeper.finish()
        self._staged.settle()
        self._bench.origin = self.import_id
        work = Commit(self._bench)
        work.observations(self._staged, self._origin.ingested_at.date())
        work.lineage(self._staged, self._origin)
        self.report = self._report(work.rows)
        self._bench.after.imports.append(self._origin.record(self.report.items, work.rows))
        self._bench.publish(self._lease)
        self.known = True
        return self.report

    def close(self) -> None:
        """Stop the threads, committed or not."""
        self._keeper.close()
        self._staged.close()

    def record(self) -> dict[str, Any]:
        """Return what runs/ keeps of this import."""
        seconds = round(time.perf_counter() - self._began, 3)
        return {"command": "import", "seconds": seconds, **(asdict(self.report) if self.report else {})}

    def _guarded_add(self, table: str, row: dict[str, Any], where: str) -> None:
        kept = self._refusal.row(row, where)
        if kept is not None:
            self._rows.add(table, kept, where)

    def _kept_before(self) -> raw.Short:
        parts = paths(self._bench.root, self._bench.after.of(None, "lineage", "past"))
        query = f"select {short_id()} as id from {scan_or_none(parts)}"
        if parts:
            query += f" where \"table\" = '{lineage.RAW}'"
        return np.asarray(self._bench.engine.sql(query)["id"].to_numpy(), np.uint64)

    def _report(self, rows: dict[str, int], already_imported: bool = False) -> ImportReport:
        given = sum(n for table, n in self._staged.rows.items() if table != lineage.RAW)
        return ImportReport(
            self._origin.import_id,
            self._origin.source,
            self._origin.file,
            self._keeper.items,
            rows,
            given - sum(rows.values()),
            self._rejects,
            self._refusal.rows,
            already_imported,
        )
