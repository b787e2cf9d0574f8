"""The only door to DuckDB: SQL in, Arrow out.

SQL is kept portable: exact medians, explicit casts, `ORDER BY` with explicit nulls, no EXISTS in a
select list, hashes made from md5.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa
from duckdb.func import FunctionNullHandling, PythonUDFType

from candide.errors import ManifestDamaged

#: Enough for ten million posts with room for the caller; DuckDB spills beyond it.
MEMORY = "1GB"


def quoted(text: str) -> str:
    """Return an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def scan(paths: Sequence[Path], columns: Sequence[str] = ()) -> str:
    """Return the SQL that reads these Parquet files as one table, or these columns of it."""
    files = f"read_parquet([{', '.join(quoted(str(p)) for p in paths)}])"
    return f"(select {', '.join(columns)} from {files})" if columns else files


class Engine:
    """An in-memory DuckDB with bounded memory.

    threads  worker threads; the machine's cores by default
    memory   DuckDB size such as "1GB"
    spill    folder for what does not fit; None forbids spilling
    folders  the only folders whose files can be read; None means any file
    """

    def __init__(
        self,
        *,
        threads: int | None = None,
        memory: str = MEMORY,
        spill: Path | None = None,
        folders: Sequence[Path] | None = None,
    ) -> None:
        self._connection = duckdb.connect(":memory:")
        self.run(f"set threads = {threads or os.cpu_count() or 1}")
        self.run(f"set memory_limit = {quoted(memory)}")
        self.run(f"set temp_directory = {quoted(str(spill) if spill else '')}")
        self.run("set timezone = 'UTC'")
        self.run("set python_enable_replacements = false")
        if folders is not None:
            self.run(f"set allowed_directories = [{', '.join(quoted(str(f)) for f in folders)}]")
            self.run("set enable_external_access = false")

    def run(self, statement: str, params: Mapping[str, Any] | None = None) -> None:
        """Execute a statement whose result does not matter; `$name` stands for a bound value."""
        self._execute(statement, params)

    def sql(self, query: str, params: Mapping[str, Any] | None = None) -> pa.Table:
        """Return the rows of a query as an Arrow table; `$name` stands for a bound value."""
        return self._execute(query, params).to_arrow_table()

    def batches(self, query: str, rows: int = 65_536) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a query as Arrow batches, without holding them all."""
        yield from self._execute(query, None).to_arrow_reader(rows)

    def view(self, name: str, data: pa.Table | Sequence[Path]) -> None:
        """Give a name to an Arrow table or to a list of Parquet files, replacing a former one."""
        self.drop(name)
        if isinstance(data, pa.Table):
            self._connection.register(name, data)
        else:
            self.run(f'create view "{name}" as select * from {scan(data)}')

    def keep(self, name: str, query: str) -> None:
        """Make a table from a query, replacing a former one, for as long as the engine lives."""
        self.run(f'create or replace temp table "{name}" as {query}')

    def define(self, name: str, query: str) -> None:
        """Give a name to a query, run anew wherever the name is used."""
        self.run(f'create or replace temp view "{name}" as {query}')

    def drop(self, *names: str) -> None:
        """Forget tables or views, and the memory that they hold."""
        for name in names:
            self._connection.unregister(name)
            try:
                self.run(f'drop table if exists "{name}"')
            except duckdb.CatalogException:  # it is a view
                self.run(f'drop view "{name}"')

    def function(self, name: str, fn: Callable[..., Any], params: Sequence[str], returns: str) -> None:
        """Register a scalar function that works on whole Arrow columns.

        name     its name in SQL
        fn       takes one Arrow array per parameter, nulls included; returns one of equal length
        params   DuckDB types, such as "VARCHAR" or "VARCHAR[]"
        returns  DuckDB type of the result
        """

        def whole(*columns: Any) -> Any:
            return fn(*(c.combine_chunks() if isinstance(c, pa.ChunkedArray) else c for c in columns))

        types: list[Any] = [self._connection.type(p) for p in params]
        self._connection.create_function(
            name,
            whole,
            types,
            self._connection.type(returns),
            type=PythonUDFType.ARROW,
            null_handling=FunctionNullHandling.SPECIAL,
        )

    def close(self) -> None:
        """Release the memory and the spilled files."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _execute(self, statement: str, params: Mapping[str, Any] | None) -> Any:
        try:
            return self._connection.execute(statement, dict(params) if params else None)
        except duckdb.IOException as error:
            raise ManifestDamaged(
                "every file that the query reads",
                came=str(error).splitlines()[0],
                do="If the workspace changed meanwhile, open it again; else run `candide doctor`.",
            ) from error
