"""init, erase, compact, doctor: the workspace itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from candide.cli.options import Json, Lang, Workspace, face
from candide.cli.place import workspace as place
from candide.jobs import workspaces

Purpose = Annotated[Literal["partnership", "research", "investigation"], typer.Option("--purpose")]


def init(folder: Path, purpose: Purpose = "partnership", lang: Lang = None, as_json: Json = False) -> None:
    """Create a workspace."""
    speak = face(lang, as_json)
    made = workspaces.init(folder, purpose)
    speak.give(made)
    speak.say("created", folder=folder, purpose=purpose)
    speak.say("next_import")


def erase(
    person: Annotated[str, typer.Argument()],
    workspace: Workspace = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Remove a person from every holder and print the proof."""
    speak = face(lang, as_json)
    proof = workspaces.erase(place(workspace), person)
    speak.give(proof)
    speak.say("erased", rows=sum(proof["rows"].values()), **{k: proof[k] for k in ("items", "scrubbed")})
    for name, changed in proof["holders"].items():
        speak.say("erased_holder", name=name, changed=changed)
    speak.say("erased_searched" if proof["complete"] else "erased_left", searched=proof["searched"])
    for path in proof["left"]:
        speak.say("written", path=path)
    speak.say("erased_tombstone", tombstone=proof["tombstone"])
    raise typer.Exit(0 if proof["complete"] else 1)


def compact(workspace: Workspace = None, lang: Lang = None, as_json: Json = False) -> None:
    """Fold the lake, and remove what is past its retention."""
    speak = face(lang, as_json)
    done = workspaces.compact(place(workspace))
    speak.give(done)
    speak.say("compacted", seconds=done["seconds"])


def doctor(workspace: Workspace = None, lang: Lang = None, as_json: Json = False) -> None:
    """Say what is wrong with the workspace."""
    speak = face(lang, as_json)
    space = place(workspace)
    found = workspaces.doctor(space)
    speak.give({"findings": found})
    for finding in found:
        speak.show(finding)
    if found:
        raise typer.Exit(1)
    speak.say("healthy", folder=space.path)
