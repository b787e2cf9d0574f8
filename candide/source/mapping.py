"""A mapping: how the columns of a table become canonical rows, written in TOML.

    id = "subscribers_by_day"
    version = 1
    platform = "youtube"
    recognise = ["date_utc", "channel_id", "subscribers"]   # columns that tell such a file
    title = { fr = "…", en = "…" }

    [observed]                       # when each row was seen; without it, --observed or nothing
    column = "date_utc"
    read = "date"

    [[rows]]                         # one canonical table that each row of the file feeds
    table = "creator"
    [rows.columns]
    creator_key = { column = "channel_id", read = "person_id" }
    platform = { constant = "youtube" }
    followers = { column = "subscribers", read = "count", rounding = "three_figures" }
    display_name = "channel_title"   # short for { column = "channel_title", read = "text" }

A cell may also name `absent` (texts that mean "nothing said"), `empty = "null"` (an empty cell says
"there is nothing"; by default it is silence), `zero_unless` (column and most: a zero is silence when
the other column is above it), `zone`, `format`, `separator`, or `hash` (canonical columns of the
same row whose values make an id).
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from candide.errors import MappingError
from candide.source.reading import READS
from candide.tables import QUALITIES, TABLES, TEXT, TIME

FOLDER = Path(__file__).resolve().parents[1] / "sources" / "mappings"
_KEYS = frozenset(
    (
        "column",
        "constant",
        "hash",
        "read",
        "absent",
        "empty",
        "zero_unless",
        "rounding",
        "zone",
        "format",
        "separator",
    )
)


@dataclass(frozen=True)
class Cell:
    """How one canonical column is filled: from a column, a constant, or a hash of other columns."""

    column: str | None = None
    constant: Any = None
    hash: tuple[str, ...] = ()
    read: str = "text"
    absent: tuple[str, ...] = ()
    empty: str = "silent"
    zero_unless: tuple[str, int] | None = None
    rounding: str | None = None
    zone: str = "UTC"
    format: str = "%Y-%m-%d"
    separator: str = ","


@dataclass(frozen=True)
class Fed:
    """One canonical table that a file feeds: its columns, and those without which a row is refused."""

    table: str
    columns: Dict[str, Cell]
    required: tuple[str, ...]


@dataclass(frozen=True)
class Mapping:
    """A whole mapping."""

    id: str
    version: int
    platform: str
    recognise: frozenset[str]
    rows: tuple[Fed, ...]
    observed: Cell | None = None
    quality: str = "recorded"
    title: Dict[str, str] = field(default_factory=dict)
    digest: str = ""

    def needs(self) -> frozenset[str]:
        """Return the columns of the file that it names."""
        cells = [cell for fed in self.rows for cell in fed.columns.values()]
        cells += [self.observed] if self.observed else []
        named = {cell.column for cell in cells} | {c.zero_unless[0] for c in cells if c.zero_unless}
        return frozenset(name for name in named if name is not None)


@cache
def shipped() -> dict[str, Mapping]:
    """Return the mappings that come with Candide, by id."""
    found = [read_mapping(path) for path in sorted(FOLDER.glob("*.toml"))]
    return {mapping.id: mapping for mapping in found}


def find(name: str | Path) -> Mapping:
    """Return a shipped mapping by id, or the one in a TOML file. Raises MappingError."""
    if str(name) in shipped():
        return shipped()[str(name)]
    path = Path(name)
    if not path.is_file():
        known = ", ".join(sorted(shipped()))
        raise MappingError(f"a mapping file, or one of {known}", came=str(name), do="Check its path.")
    return read_mapping(path)


def read_mapping(path: Path) -> Mapping:
    """Return the mapping of a TOML file. Raises MappingError, saying what is wrong and where."""
    try:
        text = path.read_text("utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        return replace(_mapping(tomllib.loads(text)), digest=digest)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise MappingError("a mapping in TOML", came=str(error), where=str(path)) from None
    except MappingError as error:
        raise MappingError(
            error.expected, came=error.came, where=f"{path}: {error.where}", do=error.do
        ) from None
    except (KeyError, TypeError, AttributeError) as error:
        came = f"{type(error).__name__}: {error}"
        raise MappingError("id, platform and [[rows]]", came=came, where=str(path)) from None


def _mapping(told: dict[str, Any]) -> Mapping:
    observed = dict(told["observed"]) if "observed" in told else None
    quality = observed.pop("quality", "recorded") if observed else "recorded"
    if quality not in QUALITIES:
        raise MappingError(f"quality {', '.join(QUALITIES)}", came=str(quality), where="[observed]")
    mapping = Mapping(
        id=told["id"],
        version=int(told.get("version", 1)),
        platform=told["platform"],
        recognise=frozenset(told.get("recognise", ())),
        rows=tuple(_fed(rows) for rows in told["rows"]),
        observed=_cell("[observed]", observed, TIME) if observed else None,
        quality=quality,
        title=told.get("title", {}),
    )
    if not mapping.rows:
        raise MappingError("one [[rows]] at least", came="none")
    return mapping


def _fed(told: dict[str, Any]) -> Fed:
    name = told["table"]
    if name not in TABLES:
        raise MappingError(f"a table among {', '.join(TABLES)}", came=str(name), where="[[rows]]")
    table = TABLES[name]
    cells = {}
    for column, cell in told["columns"].items():
        if column not in table.names:
            raise MappingError(
                f"a column of {name}: {', '.join(table.names)}", came=column, where=f"rows {name}"
            )
        cells[column] = _cell(f"{name}.{column}", cell, table.schema.field(column).type)
        if cells[column].rounding and f"{column}_low" not in table.names:
            raise MappingError("rounding on a count that has an interval", came=column, where=f"rows {name}")
    for column, cell in cells.items():
        if odd := [n for n in cell.hash if n not in cells or cells[n].hash]:
            raise MappingError(
                "a hash of columns that are filled above", came=odd[0], where=f"{name}.{column}"
            )
    required = tuple(dict.fromkeys((*table.key, *told.get("required", ()))))
    if lacking := [column for column in required if column not in cells]:
        raise MappingError(
            f"the columns {', '.join(required)}", came=f"no {lacking[0]}", where=f"rows {name}"
        )
    return Fed(name, cells, required)


def _cell(where: str, told: Any, wanted: Any) -> Cell:
    if isinstance(told, str):
        told = {"column": told}
    if odd := set(told) - _KEYS:
        raise MappingError(f"keys among {', '.join(sorted(_KEYS))}", came=", ".join(sorted(odd)), where=where)
    if len({"column", "constant", "hash"} & set(told)) != 1:
        raise MappingError(
            "one of column, constant, hash", came=", ".join(sorted(told)) or "nothing", where=where
        )
    told = dict(told)
    if zero := told.pop("zero_unless", None):
        told["zero_unless"] = (zero["column"], int(zero["most"]))
    cell = Cell(**told | {k: tuple(told[k]) for k in ("absent", "hash") if k in told})
    _check(where, cell, wanted)
    return cell


def _check(where: str, cell: Cell, wanted: Any) -> None:
    if cell.read not in READS:
        raise MappingError(f"a read among {', '.join(READS)}", came=cell.read, where=where)
    gives = TEXT if cell.hash else READS[cell.read].type
    if cell.column is not None and gives != wanted:
        fits = ", ".join(name for name, read in READS.items() if read.type == wanted)
        raise MappingError(f"a read that gives {wanted}: {fits}", came=cell.read, where=where)
    if cell.rounding not in (None, "three_figures"):
        raise MappingError("rounding three_figures", came=str(cell.rounding), where=where)
    if cell.zone not in available_timezones():
        raise MappingError("an IANA time zone, such as Europe/Paris", came=cell.zone, where=where)
    if cell.empty not in ("silent", "null"):
        raise MappingError('empty "silent" or "null"', came=cell.empty, where=where)
