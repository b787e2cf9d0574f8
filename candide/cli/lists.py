"""catalogue and packs check: what Candide knows, and whether its rules hold."""

from __future__ import annotations

import typer

from candide.cli.options import Json, Lang, face
from candide.jobs import catalogue as catalogues
from candide.jobs import packing


def catalogue(lang: Lang = None, as_json: Json = False) -> None:
    """List sources, labels, signals and packs."""
    speak = face(lang, as_json)
    known = catalogues.catalogue()
    speak.give(known)
    for family, name, says in (
        ("sources", "name", "title"),
        ("labels", "name", "says"),
        ("signals", "code", "title"),
        ("packs", "id", "status"),
    ):
        speak.say(f"catalogue_{family}", count=len(known[family]))
        for one in known[family]:
            told = one[says]
            speak.say(
                "catalogue_line", name=one[name], says=told[speak.lang] if isinstance(told, dict) else told
            )


def check(lang: Lang = None, as_json: Json = False) -> None:
    """Try every pack against its own yes and no lines."""
    speak = face(lang, as_json)
    tried = packing.check()
    speak.give(tried)
    for one in tried["packs"]:
        speak.say("pack_line", **one | {"wrong": len(one["problems"])})
        for problem in one["problems"]:
            speak.say("pack_problem", **problem)
    raise typer.Exit(1 if tried["wrong"] else 0)
