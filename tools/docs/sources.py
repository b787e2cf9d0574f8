"""Which export gives which signal, from what each source says that it gives."""

from __future__ import annotations

import inspect
from collections.abc import Mapping

from candide import signal, source
from candide.source import Source
from candide.tables import TABLES
from tools.docs._markdown import first_line, sections, table

NAME = "sources.md"


def feeds(gives: Mapping[str, tuple[str, ...]], one: signal.Signal) -> bool:
    """Say whether a source speaks of every column that a signal reads."""
    return all(set(columns) <= set(gives.get(name, ())) for name, columns in one.reads.items())


def cell(module: Source, one: signal.Signal) -> str:
    """Return ● where one source is enough, ◐ where it gives a part, △ where the user's table decides."""
    if set(module.GIVES) == set(TABLES):
        return "△"
    if feeds(module.GIVES, one):
        return "●"
    part = any(set(columns) & set(module.GIVES.get(name, ())) for name, columns in one.reads.items())
    return "◐" if part else ""


def text() -> str:
    """Return the page."""
    modules, signals = source.load(), list(signal.load().values())
    rows = ([f"`{name}`", *(cell(module, s) for s in signals)] for name, module in modules.items())
    parts = [
        "# Sources, and which export gives which signal",
        "",
        "● the export alone is enough; ◐ it gives a part, another export must give the rest;",
        "△ it depends on what the table holds.",
        "",
        table(("source", *(f"[{s.code}](signals.md#{s.code.lower()})" for s in signals)), rows),
        "",
        table(("code", "signal"), ((s.code, s.title["en"]) for s in signals)),
        "",
    ]
    for name, module in modules.items():
        parts += [one_source(name, module)]
    return "\n".join(parts)


def one_source(name: str, module: Source) -> str:
    """Return the section of one source."""
    said = sections(inspect.getdoc(module) or "")
    lines = [
        f"## `{name}`",
        "",
        first_line(module),
        "",
        module.GET["en"],
        "",
    ]
    for heading, body in said.items():
        if heading:
            lines += [f"**{heading}.** {body}", ""]
    columns = ((f"`{t}`", ", ".join(f"`{c}`" for c in names)) for t, names in module.GIVES.items())
    return "\n".join([*lines, table(("table", "columns it can speak of"), columns), ""])
