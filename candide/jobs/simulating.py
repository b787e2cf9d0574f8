"""Write an invented world, and say what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from candide import simulate as worlds
from candide.simulate.dice import Tails


def simulate(folder: Path, creators: int = 80, seed: int = 1, tails: Tails = "lognormal") -> dict[str, Any]:
    """Write the export files of an invented world, and its truth beside them.

    folder    made if absent; files of the same names are replaced
    Returns   {folder, creators, seed, tails, files: {name: items}, planted: {behaviour: creators}}
    Raises    UsageError for numbers that cannot be.
    """
    truth = worlds.simulate(folder, creators, seed, tails)
    planted = {name: len(found["creators"]) for name, found in truth["behaviours"].items()}
    told = {key: truth[key] for key in ("creators", "seed", "tails", "files")}
    return {"folder": str(folder), **told, "planted": planted}
