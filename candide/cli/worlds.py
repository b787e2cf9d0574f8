"""simulate and demo: an invented world, written as real export files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from candide.cli.options import Json, Lang, face
from candide.jobs import demo as demos
from candide.jobs import simulating


def simulate(
    folder: Path,
    creators: Annotated[int, typer.Option("--creators", min=1)] = 80,
    seed: Annotated[int, typer.Option("--seed")] = 1,
    tails: Annotated[Literal["lognormal", "pareto"], typer.Option("--tails")] = "lognormal",
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Write the export files of an invented world, and its truth beside them."""
    speak = face(lang, as_json)
    made = simulating.simulate(folder, creators=creators, seed=seed, tails=tails)
    speak.give(made)
    speak.say("simulated", folder=folder)
    for name, items in made["files"].items():
        speak.say("simulated_file", name=name, items=items)


def demo(
    folder: Annotated[Path, typer.Argument()] = Path("demo"), lang: Lang = None, as_json: Json = False
) -> None:
    """Simulate, import, audit, and print one page: what was planted, found, missed, wrongly flagged."""
    speak = face(lang, as_json)
    with speak.progress() as progress:
        done = demos.demo(folder, speak.lang, progress)
    speak.give(done)
    speak.show(done["text"])
    speak.say("open_page", path=done["page"])
