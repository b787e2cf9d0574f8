"""From the text of a table's columns to canonical Arrow rows, by SQL and never row by row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pyarrow as pa

from candide.errors import MappingError
from candide.source.contract import Person, Reject
from candide.source.mapping import Cell, Fed, Mapping
from candide.source.reading import READS, functions
from candide.store import Engine
from candide.tables import TABLES, Table

#: What YouTube prints of 1,240 to 1,249 subscribers is 1,240: three figures, rounded down.
_STEP = "cast(pow(10, greatest(length(cast({v} as varchar)) - 3, 0)) as bigint)"


class Shaper:
    """Shapes batches of one file.

    mapping   how its columns are read
    header    its columns, in order; a batch has the columns c0, c1, … as text and `where`
    observed  when the user says that it was made, for mappings without a time
    """

    def __init__(
        self,
        engine: Engine,
        mapping: Mapping,
        header: tuple[str, ...],
        person: Person,
        observed: datetime | None,
    ) -> None:
        self._engine, self._mapping = engine, mapping
        self._places = {name: f"c{i}" for i, name in reversed(list(enumerate(header)))}
        functions(engine, person)
        self._queries = [(fed, self._query(fed, observed)) for fed in mapping.rows]

    def shape(self, batch: pa.Table) -> Iterator[tuple[str, pa.Table] | Reject]:
        """Yield (canonical table, rows with `where` and `speaks_of`) and a Reject for what is unreadable."""
        self._engine.view("cells", batch)
        told: set[Reject] = set()
        for fed, query in self._queries:
            shaped = self._asked(query)
            found = [reject for reject in _problems(shaped) if reject not in told]
            told.update(found)
            yield from found
            kept = shaped.filter(pa.compute.equal(pa.compute.list_value_length(shaped["missing"]), 0))
            yield fed.table, kept.drop_columns(["missing", "bad"])
        self._engine.drop("cells")

    def _asked(self, query: str) -> pa.Table:
        try:
            return self._engine.sql(query)
        except Exception as error:  # the engine's own errors are known to the store alone
            came = str(error).splitlines()[0][:200]
            do = "Look at its formats first."
            raise MappingError(
                "a mapping that can be carried out", came=came, where=self._mapping.id, do=do
            ) from error

    def _query(self, fed: Fed, observed: datetime | None) -> str:
        """Return the SQL of one canonical table: cells, then values, then what they speak of."""
        table = TABLES[fed.table]
        cells = {**fed.columns, **({"observed_at": self._mapping.observed} if self._mapping.observed else {})}
        direct = {name: cell for name, cell in cells.items() if not cell.hash}
        texts = ", ".join(f'{self._text(c)} as "t.{n}"' for n, c in direct.items() if c.column is not None)
        where = self._platform(fed)
        values = ", ".join(f'{self._value(c, n, where)} as "v.{n}"' for n, c in direct.items())
        hashes = "".join(f', {_hash(c)} as "v.{n}"' for n, c in cells.items() if c.hash)
        inner = f"select *, {texts} from cells" if texts else "select * from cells"
        told = f"select *{hashes} from (select *, {values} from ({inner}))"
        return f"select {', '.join(self._outputs(table, fed, cells, observed))} from ({told})"

    def _outputs(
        self, table: Table, fed: Fed, cells: dict[str, Cell], observed: datetime | None
    ) -> list[str]:
        out = [f'"v.{n}" as "{n}"' for n in fed.columns if fed.columns[n].rounding is None]
        spoken = {n: _speaks(n, c) for n, c in fed.columns.items()}
        for name, cell in fed.columns.items():
            if cell.rounding or (cell.read == "human_count" and name == "followers"):
                out += _interval(name, cell)
                spoken |= {f"{name}_low": spoken[name], f"{name}_high": spoken[name]}
        bits = " + ".join(f"(case when {told} then {table.bits[n]} else 0 end)" for n, told in spoken.items())
        out.append(f"cast({bits} as bigint) as speaks_of")
        out += [self._time(observed), self._quality(observed), '"where"']
        out.append(f"{_names(cells, fed.required, missing=True)} as missing")
        out.append(f"{_names(cells, fed.required, missing=False)} as bad")
        return out

    def _text(self, cell: Cell) -> str:
        """Return the SQL of a cell's text: trimmed, null when there is nothing or it means nothing."""
        at = self._places[cell.column or ""]
        text = f"nullif(trim({at}), '')"
        for word in cell.absent:
            text = f"nullif({text}, {_literal(word)})"
        if cell.zero_unless:
            other, most = cell.zero_unless
            above = f"try_cast({self._places[other]} as double) > {most}"
            text = f"case when {text} = '0' and {above} then null else {text} end"
        return text

    def _platform(self, fed: Fed) -> str:
        """Return the SQL of a row's platform: its own column where it has one, else the mapping's."""
        told = fed.columns.get("platform")
        if told is not None and told.column is not None:
            return 'lower("t.platform")'
        return _literal(told.constant if told is not None and told.constant else self._mapping.platform)

    def _value(self, cell: Cell, name: str, platform: str) -> str:
        if cell.column is None:
            return _literal(cell.constant)
        return READS[cell.read].sql.format(
            cell=f'"t.{name}"',
            raw=self._places[cell.column],
            zone=_literal(cell.zone),
            format=_literal(cell.format),
            separator=_literal(cell.separator),
            platform=platform,
        )

    def _time(self, observed: datetime | None) -> str:
        declared = "null" if observed is None else f"cast({_literal(observed.isoformat())} as timestamptz)"
        told = f'coalesce("v.observed_at", {declared})' if self._mapping.observed else declared
        return f"cast({told} as timestamptz) as observed_at"

    def _quality(self, observed: datetime | None) -> str:
        other = _literal("unknown" if observed is None else "declared")
        if not self._mapping.observed:
            return f"{other} as observed_quality"
        stated = _literal(self._mapping.quality)
        return f'case when "v.observed_at" is null then {other} else {stated} end as observed_quality'


def _problems(shaped: pa.Table) -> Iterator[Reject]:
    """Yield one Reject for each row that lacks what it needs, and for each row with an unreadable cell."""
    lengths = pa.compute.list_value_length
    odd = pa.compute.or_(
        pa.compute.greater(lengths(shaped["missing"]), 0), pa.compute.greater(lengths(shaped["bad"]), 0)
    )
    for row in shaped.filter(odd).select(["where", "missing", "bad"]).to_pylist():
        if row["missing"]:
            yield Reject(row["where"], f"refused: nothing readable in {', '.join(row['missing'])}")
        else:
            yield Reject(row["where"], f"not readable, left out: {', '.join(row['bad'])}")


def _names(cells: dict[str, Cell], required: tuple[str, ...], *, missing: bool) -> str:
    """Return the SQL list of the columns that a row lacks, or whose cell holds something unreadable."""
    found = []
    for name, cell in cells.items():
        if cell.column is None:
            continue
        test = f'"v.{name}" is null' if missing else f'"v.{name}" is null and "t.{name}" is not null'
        if (name in required) is missing:
            found.append(f"case when {test} then {_literal(f'{cell.column} ({name})')} end")
    return f"list_filter(cast([{', '.join(found)}] as varchar[]), x -> x is not null)"


def _speaks(name: str, cell: Cell) -> str:
    if cell.column is None:
        return "true"
    told = f'"v.{name}" is not null'
    return f'{told} or "t.{name}" is null' if cell.empty == "null" else told


def _interval(name: str, cell: Cell) -> list[str]:
    """Return the SQL of a rounded count: the middle of its interval, and its ends, null when exact."""
    value = f'"v.{name}"'
    if cell.rounding is None:
        low, high = f'read_count("t.{name}")[2]', f'read_count("t.{name}")[3]'
        return [_end(low, low, high, f"{name}_low"), _end(high, low, high, f"{name}_high")]
    low, high = value, f"{value} + {_STEP.format(v=value)} - 1"
    middle = f'cast(({low} + {high} + 1) // 2 as bigint) as "{name}"'
    return [middle, _end(low, low, high, f"{name}_low"), _end(high, low, high, f"{name}_high")]


def _end(end: str, low: str, high: str, name: str) -> str:
    return f'cast(case when {low} < {high} then {end} end as bigint) as "{name}"'


def _hash(cell: Cell) -> str:
    """Return the SQL of an id made from values of the same row; null when one of them is."""
    parts = [f'cast("v.{name}" as varchar)' for name in cell.hash]
    whole = " || '|' || ".join(f"cast(length({p}) as varchar) || ':' || {p}" for p in parts)
    return f"md5({whole})"


def _literal(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, (bool, int, float)):
        return str(value).lower()
    return "'" + str(value).replace("'", "''") + "'"
