"""label and audit: from the tables to a page that one would print."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from candide.cli.options import Json, Lang, Workspace, face
from candide.cli.place import workspace as place
from candide.jobs import auditing, labelling


def label(workspace: Workspace = None, lang: Lang = None, as_json: Json = False) -> None:
    """Say what each post says, with the words that say it."""
    speak = face(lang, as_json)
    done = labelling.label(place(workspace))
    speak.give(done)
    speak.say("labelled", posts=done["posts"])
    for name, values in done["labels"].items():
        speak.say("label_line", name=name, values=", ".join(f"{value} {n}" for value, n in values.items()))


def audit(
    handles: Annotated[list[str] | None, typer.Argument()] = None,
    formats: Annotated[str, typer.Option("--format")] = "html,xlsx,json",
    out: Annotated[Path | None, typer.Option("--out")] = None,
    replay: Annotated[Path | None, typer.Option("--replay")] = None,
    private: Annotated[bool, typer.Option("--private")] = False,
    workspace: Workspace = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Audit every creator of the workspace, or those named; or replay a finished sheet."""
    speak = face(lang, as_json)
    if replay is not None:
        same = auditing.replay(replay)
        speak.give(same)
        speak.say("replay_same" if same["same"] else "replay_differs", sheet=replay)
        raise typer.Exit(0 if same["same"] else 1)
    wanted = [name.strip() for name in formats.split(",")]
    with speak.progress() as progress:
        done = auditing.audit(
            place(workspace), handles or (), speak.lang, wanted, out, progress, private=private
        )
    speak.give(done)
    speak.say("audited", creators=done["creators"], flagged=done["flagged"])
    if done["mostly_abstains"]:
        speak.say("mostly_abstains")
    for path in done["written"].values():
        speak.say("written", path=nearer(path))


def nearer(path: str) -> str:
    """Return a path as one would type it here: relative when it is in the current folder."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path
