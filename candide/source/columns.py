"""Large tables as batches of text columns c0, c1, … with the place of each row, whatever the file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pyarrow as pa

from candide.errors import UnreadableFile
from candide.source.contract import Reject
from candide.source.encoding import utf8_blocks
from candide.source.grid import Bad, grids
from candide.source.probing import Probe
from candide.store import Engine
from candide.tables import TEXT

#: Rows of a batch: about 20 MB of text.
BATCH = 65_536
_WHY = {
    "MISSING COLUMNS": "fewer cells than the header",
    "TOO MANY COLUMNS": "more cells than the header",
    "UNQUOTED VALUE": "a quote that is not closed",
    "LINE SIZE OVER MAXIMUM": "longer than 2 MB",
    "INVALID ENCODING": "not in the encoding of the rest of the file: save it as UTF-8",
    "INVALID UNICODE": "not in the encoding of the rest of the file: save it as UTF-8",
}


def batches(probe: Probe, header: tuple[str, ...]) -> Iterator[pa.Table | Reject]:
    """Yield the rows of a table as text, and a Reject for each line that is no row.

    header   the columns of the sheet that is read, or of the file
    Returns  tables with the columns c0, c1, … in the order of the header, and `where`
    Raises   UnreadableFile when the file breaks off or is damaged
    """
    if probe.kind == "xlsx":
        yield from _sheet(probe, header)
        return
    try:
        with Engine() as engine:
            if probe.kind == "parquet":
                yield from _numbered(engine.batches(_parquet(probe, header), BATCH), 1)
                return
            with _as_utf8(probe) as path:
                yield from _numbered(engine.batches(_csv(probe, path, header), BATCH), 1)
                yield from _refused_lines(engine)
    except UnreadableFile:
        raise
    except Exception as error:  # the engine's own errors are known to the store alone
        came = str(error).splitlines()[0][:200]
        do = "Look at the place named, save the table as CSV (UTF-8) and import it again."
        raise UnreadableFile(
            "a table that can be read to its end", came=came, where=str(probe.path), do=do
        ) from error


def _numbered(found: Iterator[pa.RecordBatch], first: int) -> Iterator[pa.Table]:
    for batch in found:
        where = pa.array([f"row {i}" for i in range(first, first + batch.num_rows)], TEXT)
        first += batch.num_rows
        yield pa.Table.from_batches([batch]).append_column("where", where)


def _csv(probe: Probe, path: Path, header: tuple[str, ...]) -> str:
    if probe.dialect is None:
        raise UnreadableFile("a table", came=probe.kind, where=str(probe.path))
    names = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(header)))
    place = str(path).replace("'", "''")
    return (
        f"select * from read_csv('{place}', columns = {{{names}}}, auto_detect = false, header = true, "
        f"skip = {probe.dialect.header_line}, delim = '{probe.dialect.delimiter}', "
        "quote = '\"', escape = '\"', strict_mode = true, store_rejects = true, rejects_limit = 100000)"
    )


def _parquet(probe: Probe, header: tuple[str, ...]) -> str:
    place = str(probe.path).replace("'", "''")
    cells = ", ".join(
        'cast("{}" as varchar) as c{}'.format(n.replace('"', '""'), i) for i, n in enumerate(header)
    )
    return f"select {cells} from read_parquet('{place}')"


def _refused_lines(engine: Engine) -> Iterator[Reject]:
    query = (
        "select distinct line, cast(error_type as varchar) as why from reject_errors order by line nulls last"
    )
    for line in engine.sql(query).to_pylist():
        yield Reject(f"line {line['line']}", _WHY.get(line["why"], str(line["why"]).lower()))


@contextmanager
def _as_utf8(probe: Probe) -> Iterator[Path]:
    if probe.encoding == "utf-8":
        yield probe.path
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        with path.open("wb") as file:
            file.writelines(utf8_blocks(probe.path, probe.encoding))
        yield path


def _sheet(probe: Probe, header: tuple[str, ...]) -> Iterator[pa.Table | Reject]:
    grid = next(g for g in grids(probe) if g.header == header)
    width = len(header)
    while block := list(islice(grid.rows, BATCH)):
        for where, cells in block:
            for name, cell in zip(header, cells, strict=False):
                if isinstance(cell, Bad):
                    yield Reject(where, f"{name}: {cell.why}")
        texts = [[c if isinstance(c, str) and c else None for c in cells[:width]] for _, cells in block]
        columns = zip(*(row + [None] * (width - len(row)) for row in texts), strict=True)
        table = {f"c{i}": pa.array(column, TEXT) for i, column in enumerate(columns)}
        yield pa.table({**table, "where": pa.array([where for where, _ in block], TEXT)})
