"""The one page of the demo: five doors, each a real result on an invented world, or not built yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from candide.report.both import Both, both
from candide.report.numbers import number, percent

HERE = Path(__file__).parent


def render_doors(doors: Mapping[str, Any], lang: str) -> str:
    """Return the page of the doors as one HTML file in one language.

    doors  title, first (what it is, on what data), doors [{title, words, link, tables}], foot; every
           wording a pair {fr, en}; a cell is a wording, a whole number, or {"share": 0.93}
    """
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("doors.html").render(
        lang=lang,
        page=doors,
        pick=lambda words: Both.of(words).pick(lang),
        cell=lambda value: shown(value, lang),
        style=Markup((HERE / "style.css").read_text("utf-8")),  # noqa: S704 (our own file)
    )


def plain_doors(doors: Mapping[str, Any], lang: str) -> str:
    """Return the same page as text for a terminal."""
    lines = [Both.of(doors["title"]).pick(lang), Both.of(doors["first"]).pick(lang)]
    for place, door in enumerate(doors["doors"], 1):
        lines += [
            "",
            f"{place}. {Both.of(door['title']).pick(lang)}",
            f"   {Both.of(door['words']).pick(lang)}",
        ]
        lines += [f"   → {door['link']}"] if door["link"] else []
        for table in door["tables"]:
            lines += ["", *_columns([table["head"], *table["rows"]], lang)]
            lines += [f"   {Both.of(note).pick(lang)}" for note in table["notes"]]
    return "\n".join(lines)


def shown(value: Any, lang: str) -> str:
    """Return a cell as its reader writes it."""
    if isinstance(value, int):
        return number(value, lang=lang)
    if isinstance(value, Mapping) and "share" in value:
        return "—" if value["share"] is None else both(percent, value["share"]).pick(lang)
    return Both.of(value).pick(lang)


def _columns(rows: Sequence[Sequence[Any]], lang: str) -> list[str]:
    cells = [[shown(value, lang) for value in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    return [
        "   "
        + "  ".join(
            c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    ]
