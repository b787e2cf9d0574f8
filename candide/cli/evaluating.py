"""evaluate: how often the labels agree with people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from candide.cli.options import Json, Lang, face
from candide.jobs import evaluating


def labels(gold: Annotated[Path, typer.Argument()], lang: Lang = None, as_json: Json = False) -> None:
    """Score the labels against records that people labelled."""
    speak = face(lang, as_json)
    found = evaluating.evaluate_labels(gold)
    speak.give(found)
    speak.say("evaluated", file=found["file"], posts=found["posts"])
    for name, by_language in found["labels"].items():
        for code, scores in by_language.items():
            speak.say(
                "evaluated_line",
                name=name,
                code=code,
                **{k: scores[k] for k in ("posts", "accuracy", "macro_f1")},
            )
    negatives = found["hard_negatives"]
    speak.say("evaluated_negatives", wrong=negatives["false_undisclosed"], posts=negatives["posts"])
