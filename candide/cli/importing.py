"""import: export files into the workspace."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from candide.cli.face import Face
from candide.cli.options import Json, Lang, Workspace, face
from candide.cli.place import workspace as place
from candide.errors import UsageError
from candide.jobs import importing
from candide.store import ImportReport

SHOWN = 10  # rejects told one by one; all of them are in the run's record


def import_(
    files: Annotated[list[Path], typer.Argument()],
    mapping: Annotated[str | None, typer.Option("--mapping")] = None,
    basis: Annotated[str | None, typer.Option("--basis")] = None,
    observed: Annotated[str | None, typer.Option("--observed")] = None,
    workspace: Workspace = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Import export files; leave with 1 when something was not readable."""
    speak, when = face(lang, as_json), moment(observed)
    with speak.progress() as progress:
        reports = importing.import_files(place(workspace), files, mapping, basis, when, progress)
    speak.give({"imports": reports})
    for report in reports:
        tell(speak, report)
    raise typer.Exit(importing.exit_code(reports))


def tell(speak: Face, report: ImportReport) -> None:
    """Say of one file what was kept, and what was not and why."""
    if report.already_imported:
        speak.say("imported_before", file=report.file)
        return
    speak.say(
        "imported" if report.items else "not_imported",
        file=report.file,
        source=report.source,
        items=report.items,
    )
    for table, new in report.rows.items():
        speak.say("imported_rows", table=table, new=new)
    if report.repeated:
        speak.say("imported_repeated", count=report.repeated)
    if report.rejects:
        speak.say("rejected", count=len(report.rejects))
    for where, why, policy in report.rejects[:SHOWN]:
        speak.say("reject_policy" if policy else "reject", where=where or report.file, why=why)
    if len(report.rejects) > SHOWN:
        speak.say("rejects_more", count=len(report.rejects) - SHOWN)


def moment(text: str | None) -> datetime | None:
    """Return an ISO date or time as a UTC instant; a time without zone is read as UTC.

    Raises UsageError when the text is neither.
    """
    if text is None:
        return None
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            "an ISO date or time",
            came=text,
            where="--observed",
            do="Write it as 2026-03-01 or 2026-03-01T18:30Z.",
        ) from None
    return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)
