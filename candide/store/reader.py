"""The lake as a reader sees it: current rows, history and lineage under their names."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import orjson

from candide.tables import CURRENT, OBSERVATION, TABLES, Table

from . import aliases, retention
from .current import empty, in_keys, layered, listed
from .derived import FOLDER as DERIVED
from .engine import Engine, scan
from .lineage import LINEAGE
from .manifest import Manifest
from .parts import LAKE, paths
from .sweep import spill_folder

#: Tables whose every observation is a view too.
HISTORIES = ("creator", "post")


class Lake(Engine):
    """An engine over one generation of a workspace.

    Views: the canonical tables as current rows (columns of candide.tables, then first_seen,
    last_seen, spoken); creator_history and post_history (every observation: columns, observed_at,
    observed_quality, speaks_of, obs_id); lineage. Made by `Workspace.reader`.

    today  observations whose retention ended before this day are not visible
    """

    def __init__(self, root: Path, manifest: Manifest, today: date, memory: str) -> None:
        spill = spill_folder(root)
        super().__init__(memory=memory, spill=spill, folders=[root / LAKE, root / DERIVED, spill])
        self._root, self._manifest = root, manifest
        self._hidden = retention.hide(self, root, manifest, today)
        self._aliased = False
        self._aliased = aliases.find(self, self._current(TABLES["creator"]))
        if self._aliased:
            aliases.register(self)
        for table in TABLES.values():
            self._current_view(table)
        for name in HISTORIES:
            self._history_view(TABLES[name])
        parts = paths(root, manifest.of(None, "lineage"))
        self.run(f"create view lineage as select * from {scan(parts) if parts else empty(LINEAGE)}")

    @property
    def generation(self) -> str:
        """A hash of the observations that are visible, whatever the files that hold them."""
        seen = {}
        for table, held in sorted(self._manifest.content.items()):
            count, xor = self._hidden.get(table, (0, 0))
            if held["rows"] > count:
                seen[table] = (held["rows"] - count, held["xor"] ^ xor)
        return hashlib.sha256(orjson.dumps(seen)).hexdigest()[:32]

    def _current(self, table: Table) -> str:
        """Return the SQL of the current rows before aliases are resolved."""
        parts = self._manifest.current(table.name)
        if table.name not in self._hidden:
            return layered(self._root, parts, table)
        names = listed([*table.names, *CURRENT.names])
        shown = layered(self._root, parts, table, f"not {in_keys(table, f'gone_{table.name}')}")
        return f"(select {names} from {shown} union all select {names} from renewed_{table.name})"

    def _current_view(self, table: Table) -> None:
        rows, names = self._current(table), listed([*table.names, *CURRENT.names])
        if self._aliased and table.name == "creator":
            rows = aliases.merged_creators(rows)
        elif self._aliased:
            rows = aliases.resolved(table, rows, CURRENT.names)
        self.run(f"create view {table.name} as select {names} from {rows}")

    def _history_view(self, table: Table) -> None:
        parts = self._manifest.observed(table.name)
        moment = OBSERVATION.names
        rows = scan(paths(self._root, parts)) if parts else empty(table.observed)
        visible = f"where {retention.still(table)}" if table.name in self._hidden else ""
        names, joins = listed([*table.names, *moment], "o"), ""
        if self._aliased:
            names, joins = aliases.columns(table, moment)
        self.run(f"create view {table.name}_history as select {names} from {rows} o{joins} {visible}")
