"""Import: export files in, observations out; everything readable is kept, everything else is told."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from candide.errors import DataError
from candide.source import Opened, Reject, Source, choose, load, probe, unexpected
from candide.source.mapping import Mapping, find
from candide.store import Delta, ImportReport, Workspace

#: What a job is at, how much is done, how much there is.
Progress = Callable[[str, int, int | None], None]
#: Items between two reports of progress.
STEP = 2000
MAPPED = "mapped_table"


def import_files(
    workspace: Workspace | Path | str,
    files: Sequence[Path | str],
    mapping: str | Path | None = None,
    basis: str | None = None,
    observed: datetime | None = None,
    progress: Progress | None = None,
) -> list[ImportReport]:
    """Import export files, each in one atomic step, and say of each what was kept and what was not.

    workspace  an open workspace, or its folder
    mapping    a shipped mapping or a TOML file, for tables; without it the file's content decides
    basis      lawful basis; the workspace's own by default
    observed   when the exports were made, UTC, for files that do not say it
    progress   called with what is being read, items done, and items in all where it is known

    Returns    one report a file, in their order; a file that cannot be read has one reject that says why
    Raises     WorkspaceLocked, UsageError (a wrong mapping or basis); the files before it stay imported
    """
    space = workspace if isinstance(workspace, Workspace) else Workspace.open(workspace)
    how = find(mapping) if mapping is not None else None
    tell = progress or _silent
    with space.lease("import"), _fewer_collections():
        return [_imported(space, Path(file), how, basis, observed, tell) for file in files]


def reasons(reports: Iterable[ImportReport]) -> dict[str, int]:
    """Return why things were not kept, with how many times, most frequent first."""
    found = Counter(why for report in reports for _, why, _ in report.rejects)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def exit_code(reports: Iterable[ImportReport]) -> int:
    """Return 1 when some data was not readable, 0 when all was kept or refused on purpose."""
    return int(any(not policy for report in reports for _, _, policy in report.rejects))


def _imported(
    space: Workspace,
    path: Path,
    how: Mapping | None,
    basis: str | None,
    observed: datetime | None,
    tell: Progress,
) -> ImportReport:
    try:
        opened = Opened(probe(path), space.person, observed, how)
        source = load()[MAPPED] if how else choose(opened.probe)
        name = source.__name__.rpartition(".")[2]
        variant = _variant(source, opened)
        with space.delta(name, source.VERSION, path, basis=basis, variant=variant) as delta:
            return _filled(space, delta, source, opened, tell)
    except DataError as error:
        return _told(space, ImportReport("", "", path.name, rejects=[("", str(error), False)]))


def _filled(space: Workspace, delta: Delta, source: Any, opened: Opened, tell: Progress) -> ImportReport:
    if delta.known:
        return delta.commit()
    take = _take_tables if hasattr(source, "tables") else _take_items
    items, rejects = take(delta, source, opened, tell)
    for reject in rejects:
        delta.reject(reject.where, reject.why, reject.policy)
    if items:
        return replace(delta.commit(), items=items)
    # Nothing was kept, so nothing is written: the same file may be read by a later version.
    told = [(reject.where, reject.why, reject.policy) for reject in rejects]
    nothing = ("", "nothing in this file could be kept", all(policy for _, _, policy in told) and bool(told))
    name = source.__name__.rpartition(".")[2]
    return _told(space, ImportReport("", name, opened.probe.path.name, rejects=[*told, nothing]))


def _take_items(delta: Delta, source: Source, opened: Opened, tell: Progress) -> tuple[int, list[Reject]]:
    name, person, rejects, items = opened.probe.path.name, opened.person, [], 0
    keep, add = delta.keep, delta.add
    for found in source.items(opened):
        if isinstance(found, Reject):
            rejects.append(found)
            continue
        where, item = found
        try:
            rows = list(source.rows(item, person))
        except Exception as error:  # one item of an unknown shape must not stop the others
            rejects.append(Reject(where, unexpected(error)))
            continue
        keep(where, item)
        for row in rows:
            if isinstance(row, Reject):
                rejects.append(replace(row, where=where))
            else:
                add(*row, where)
        items += 1
        if items % STEP == 0:
            tell(name, items, None)
    tell(name, items, items)
    return items, rejects


def _take_tables(delta: Delta, source: Any, opened: Opened, tell: Progress) -> tuple[int, list[Reject]]:
    name, rejects = opened.probe.path.name, []
    rows: Counter[str] = Counter()
    for found in source.tables(opened):
        if isinstance(found, Reject):
            rejects.append(found)
            continue
        delta.add_arrow(*found)
        rows[found[0]] += found[1].num_rows
        tell(name, max(rows.values()), None)
    return max(rows.values(), default=0), rejects


def _variant(source: Any, opened: Opened) -> str:
    """Return what else decides the rows of a file: the stated time, and the mapping with its content."""
    told = opened.observed.isoformat() if opened.observed else ""
    return f"{told} {source.variant(opened)}".strip() if hasattr(source, "variant") else told


def _told(space: Workspace, report: ImportReport) -> ImportReport:
    """Keep a record of a file of which nothing was kept."""
    rejects = [list(reject) for reject in report.rejects]
    space.runs.write({"command": "import", "file": report.file, "source": report.source, "rejects": rejects})
    return report


@contextmanager
def _fewer_collections() -> Iterator[None]:
    """Look for cycles rarely: millions of short-lived rows hold none, and each search costs a tenth."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _silent(what: str, done: int, total: int | None) -> None:
    """Report to nobody."""
