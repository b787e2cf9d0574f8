"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from candide.cli.face import Face
from candide.cli.words import language

Lang = Annotated[Literal["fr", "en"] | None, typer.Option("--lang")]
Json = Annotated[bool, typer.Option("--json")]
Workspace = Annotated[Path | None, typer.Option("--workspace", "-w")]


def face(lang: str | None, as_json: bool) -> Face:
    """Return how to speak to this reader: the language asked for, else that of the environment."""
    return Face(lang or language(()), as_json)
