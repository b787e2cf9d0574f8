"""Audit the creators of a workspace: from its tables to sheets, pages and workbooks."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from candide import __version__, pack, report
from candide.audit import coincide, counting, sheet
from candide.audit.material import gather
from candide.audit.run import run_document
from candide.errors import SheetError, UnknownName
from candide.jobs import labelling
from candide.jobs.importing import Progress
from candide.signal import Signal, load
from candide.store import Lake, Workspace

_CHUNK = 200  # creators whose rows are held at once


def audit(
    workspace: Workspace,
    handles: Sequence[str] = (),
    lang: str = "fr",
    formats: Sequence[str] = report.FORMATS,
    out: Path | None = None,
    progress: Progress | None = None,
    *,
    preset: str = "balanced",
    private: bool = False,
) -> dict[str, Any]:
    """Audit everybody, or the handles named, and write what was asked for.

    handles  "@ana" or "ana"; () for every creator
    formats  among report.FORMATS; a JSON sheet is what the others are made from
    out      folder to write in; `reports/` of the workspace by default
    private  the sheets are for the creator herself: private readings are in them
    Returns  the paths written, and how many creators were measured, flagged or could not be.
    Raises   UnknownName for a handle that the workspace does not hold.
    """
    clock = {"started": datetime.now(UTC).isoformat(timespec="seconds"), "candide": __version__}
    began = time.perf_counter()
    with workspace.reader() as lake:
        lake.view("said", [labelling.said(workspace, lake)])
        chosen, tell = _chosen(lake, handles), progress or (lambda *_: None)
        found = documents(workspace, lake, chosen, tell, preset=preset, private=private)
        sheets = [sheet.seal(document, clock) for document in found]
        whole = run_document(lake, [s["document"] for s in sheets], workspace.purpose, workspace.config.name)
    clock["seconds"] = f"{time.perf_counter() - began:.1f}"
    run = sheet.seal(whole, clock) | {"schema": "candide-run/1"}
    written = report.write_documents(run, sheets, out or workspace.reports, formats, lang)
    done = _summary(sheets, whole, clock, written)
    workspace.runs.write({"command": "audit", "started": clock["started"], **done})
    return done


def _summary(
    sheets: Sequence[Mapping[str, Any]],
    whole: Mapping[str, Any],
    clock: Mapping[str, Any],
    written: Mapping[str, Path],
) -> dict[str, Any]:
    return {
        "creators": len(sheets),
        "posts": whole["data"]["posts"],
        "flagged": sum(any(f["weighs"] for f in line["flags"]) for line in whole["creators"]),
        "mostly_abstains": whole["mostly_abstains"],
        "seconds": float(clock["seconds"]),
        "written": {name: str(path) for name, path in written.items()},
    }


def documents(
    workspace: Workspace,
    lake: Lake,
    chosen: Sequence[str],
    tell: Progress,
    *,
    preset: str = "balanced",
    private: bool = False,
) -> Iterator[dict[str, Any]]:
    """Yield the document of each chosen creator. The lake must hold `said`."""
    signals = list(load().values())
    counts = counting.count(lake, signals)
    shifts = {s.code: coincide.shifts(lake, s) for s in signals if s.estimator == "shift"}
    moves = next(iter(shifts.values()))
    stepped = sorted(set(moves.stepped) & set(chosen))
    contexts = coincide.contexts(lake, stepped)
    frame = sheet.Frame(
        pack.load_data("weights"), preset, pack.statuses(), workspace.purpose, lake.generation, private
    )
    for start in range(0, len(chosen), _CHUNK):
        some = chosen[start : start + _CHUNK]
        tell("audit", start, len(chosen))
        material = gather(lake, some, signals)
        for creator in some:
            yield sheet.sheet(creator, material, counts, moves, frame, signals, contexts)
    tell("audit", len(chosen), len(chosen))


def readings(lake: Lake, signals: Sequence[Signal] | None = None) -> dict[str, counting.Counted]:
    """Count signals over a lake, without sheets: what a notebook or a benchmark asks for."""
    return counting.count(lake, signals)


def everybody(workspace: Workspace, lake: Lake) -> list[dict[str, Any]]:
    """Return the document of every creator, private readings included, for checks and notebooks."""
    return list(documents(workspace, lake, _chosen(lake, ()), lambda *_: None, private=True))


def replay(path: Path) -> dict[str, Any]:
    """Recompute a sheet from itself alone.

    Returns {same, sheet, readings}. Raises SheetError when the file is no sheet or was changed.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SheetError(
            "a readable sheet", came=str(error), where=str(path), do="Pass a file of `sheets/`."
        ) from error
    document, same = sheet.replay(data)
    return {"same": same, "sheet": str(path), "readings": len(document["readings"])}


def _chosen(lake: Lake, handles: Sequence[str]) -> list[str]:
    table = lake.sql(
        "select creator_key, handle, platform from creator order by platform, handle nulls last, creator_key"
    )
    if not handles:
        return [str(k) for k in table["creator_key"].to_pylist()]
    wanted = {re.sub(r"^@", "", h).casefold() for h in handles}
    found = {str(r["handle"]).casefold(): r["creator_key"] for r in table.to_pylist() if r["handle"]}
    missing = sorted(wanted - set(found))
    if missing:
        raise UnknownName(
            "handles that this workspace holds",
            came=", ".join("@" + m for m in missing),
            do="`candide import` the files that hold them, or leave the handle out to audit everybody.",
        )
    return [r["creator_key"] for r in table.to_pylist() if str(r["handle"]).casefold() in wanted]
