"""The demo: an invented world, end to end, and one page with five doors."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from candide.errors import UsageError
from candide.jobs import auditing
from candide.jobs.importing import Progress
from candide.jobs.worlds import try_world
from candide.report.doors import plain_doors, render_doors
from candide.signal import load
from candide.store import Workspace

CREATORS, SEED = 80, 7
_MARK = ".candide-demo"
_WORDS = Path(__file__).parent / "doors.toml"


def demo(folder: Path, lang: str = "fr", progress: Progress | None = None) -> dict[str, Any]:
    """Make a world in a folder, audit it, and write index.html: what was planted, found, missed.

    folder   made afresh: a former demo is replaced, anything else is refused
    Returns  page (its path), text (the same for a terminal), scores
    Raises   UsageError when the folder holds something that is not a former demo.
    """
    _afresh(folder)
    tried = try_world(folder, CREATORS, SEED, "lognormal", progress)
    workspace = Workspace.open(tried["workspace"])
    audited = auditing.audit(workspace, lang=lang, out=folder / "report", progress=progress)
    page = doors(tried["truth"], tried["scores"])
    (folder / "index.html").write_text(render_doors(page, lang), encoding="utf-8")
    return {
        "page": str(folder / "index.html"),
        "text": plain_doors(page, lang),
        "seconds": audited["seconds"],
        "scores": {name: s["flags"] for name, s in tried["scores"].items()},
    }


def doors(truth: Mapping[str, Any], scores: Mapping[str, Any]) -> dict[str, Any]:
    """Return the page of the doors: the one that is built with its tables, the others saying so."""
    words = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    built = [_planted(words, scores), _intervals(words, scores)]
    made = [
        {
            "title": door["title"],
            "words": door["words"] if door["built"] else words["shut"],
            "built": door["built"],
            "link": "report/report.html" if door["built"] else None,
            "link_words": words["link"],
            "tables": built if door["built"] else [],
        }
        for door in words["door"]
    ]
    first = {
        lang: text.format(creators=truth["creators"], seed=truth["seed"])
        for lang, text in words["first"].items()
    }
    return {"title": words["title"], "first": first, "doors": made, "foot": words["foot"]}


def _planted(words: Mapping[str, Any], scores: Mapping[str, Any]) -> dict[str, Any]:
    """Return the table of behaviours: planted, found, missed, and creators named wrongly."""
    rows = []
    for name, title in words["behaviour"].items():
        found = scores["any"]["behaviours"][name]["creators"]
        rows.append([title, found["planted"], found["found"], len(found["missed"]), len(found["wrong"])])
    weighing, any_flag = scores["weighing"]["flags"], scores["any"]["flags"]
    notes = [
        {
            lang: words["note"]["flags"][lang].format(
                clean=any_flag["clean"], any=any_flag["clean_flagged"], weighing=weighing["clean_flagged"]
            )
            for lang in ("fr", "en")
        }
    ]
    return {"caption": words["planted"], "head": words["planted_head"], "rows": rows, "notes": notes}


def _intervals(words: Mapping[str, Any], scores: Mapping[str, Any]) -> dict[str, Any]:
    """Return the table of readings: how often the 90 % interval holds the hidden number."""
    titles = {s.name: s.title for s in load().values()}
    rows = [
        [titles[name], found["n"], {"share": found["covered"] / found["n"]}]
        for name, found in scores["any"]["readings"].items()
        if found["n"]
    ]
    return {
        "caption": words["intervals"],
        "head": words["intervals_head"],
        "rows": rows,
        "notes": [words["note"]["intervals"]],
    }


def _afresh(folder: Path) -> None:
    """Empty the folder of a former demo. Raises UsageError for any other content."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _MARK).exists():
            raise UsageError(
                "an empty folder, or a former demo",
                came="other files",
                where=str(folder),
                do="Name another one.",
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).touch()
