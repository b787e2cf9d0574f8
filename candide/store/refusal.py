"""At the door: people who were erased do not come back, nor do mentions of their handle."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.compute as pc

from candide.tables import TEXT, WORDS, Table

from .keys import PERSONS
from .raw import Line
from .scrub import BLANK, FREE
from .tombstones import Tombstone

_MENTION = re.compile(r"@([\w.]+\w)")
_HANDLE = re.compile(r"@?[\w.]{1,40}")


class Refusal:
    """Drops rows whose person has a tombstone, and then the item that gave them.

    stones  every erasure of the workspace
    person  (platform, kind, value) -> person key

    A tombstone without an id also refuses the first account that comes with the erased handle,
    and learns its key.
    """

    def __init__(self, stones: Sequence[Tombstone], person: Callable[[str, str, str], str]) -> None:
        self._person = person
        self._keys = {key for s in stones for key in s.keys}
        self._handles = {key for s in stones if not s.by_id for key in s.keys}
        self._platforms = sorted({s.platform for s in stones})
        self._wheres: set[str] = set()
        self.learned: dict[str, set[str]] = {}
        self.active = bool(stones)
        self.rows = 0

    def row(self, row: dict[str, Any], where: str) -> dict[str, Any] | None:
        """Return the row as it may be kept, or None when its person was erased."""
        if row.get("handle_key") in self._handles or self._handle_of(row) in self._handles:
            self._learn(row["platform"], row["creator_key"])
        if row.get("creator_key") in self._keys or row.get("author_key") in self._keys:
            self._wheres.add(where)
            self.rows += 1
            return None
        return {name: self._cell(name, value) for name, value in row.items()}

    def table(self, table: Table, rows: pa.Table) -> pa.Table:
        """Return the Arrow rows that may be kept."""
        if not self.active:
            return rows
        if "handle_key" in table.names:
            named = pc.is_in(rows["handle_key"], pa.array(sorted(self._handles), TEXT))
            for row in rows.filter(named).select(["platform", "creator_key"]).to_pylist():
                self._learn(row["platform"], row["creator_key"])
        for name in [n for n in PERSONS if n in table.names and n != "handle_key"]:
            hers = pc.is_in(rows[name], pa.array(sorted(self._keys), TEXT))
            self._wheres.update(rows.filter(hers)["where"].to_pylist())
            self.rows += pc.sum(hers).as_py() or 0
            rows = rows.filter(pc.invert(hers))
        for at, field in enumerate(rows.schema):
            if field.name in FREE or field.type == WORDS:
                cells = [self._cell(field.name, v) for v in rows[field.name].to_pylist()]
                rows = rows.set_column(at, field, pa.array(cells, field.type))
        return rows

    def line(self, line: Line) -> Line | None:
        """Return the item as it may be kept, or None when it gave a refused row."""
        if not self.active:
            return line
        where, data = line
        return None if where in self._wheres else (where, orjson.dumps(self._json(orjson.loads(data))))

    def _learn(self, platform: str, key: str) -> None:
        if key not in self._keys:
            self._keys.add(key)
            self.learned.setdefault(platform, set()).add(key)

    def _handle_of(self, row: dict[str, Any]) -> str | None:
        handle, platform = row.get("handle"), row.get("platform")
        return self._person(platform, "handle", handle) if handle and platform else None

    def _cell(self, name: str, value: Any) -> Any:
        if isinstance(value, str) and name in FREE:
            return self._text(value)
        if isinstance(value, list):
            return [self._text(v) if isinstance(v, str) else v for v in value if not self._is_hers(v)]
        return value

    def _text(self, text: str) -> str:
        if "@" not in text:
            return text
        return _MENTION.sub(lambda m: "@" + BLANK if self._is_hers(m[1]) else m[0], text)

    def _is_hers(self, word: Any) -> bool:
        if not isinstance(word, str):
            return False
        if word in self._keys:
            return True
        short = _HANDLE.fullmatch(word) is not None
        return short and any(self._person(p, "handle", word) in self._keys for p in self._platforms)

    def _json(self, value: Any) -> Any:
        if isinstance(value, str):
            return BLANK if self._is_hers(value) else self._text(value)
        if isinstance(value, list):
            return [self._json(v) for v in value if not self._is_hers(v)]
        if isinstance(value, dict):
            return {k: self._json(v) for k, v in value.items()}
        return value
