"""Two shapes that every page uses: a table, and a docstring cut at its headings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; bars inside a cell are escaped, newlines become spaces."""
    lines = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    for row in rows:
        cells = (re.sub(r"\s+", " ", str(cell)).replace("|", "\\|").strip() for cell in row)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def first_line(thing: object) -> str:
    """Return the first sentence of a docstring."""
    return (inspect.getdoc(thing) or "").partition("\n")[0]


def sections(text: str) -> dict[str, str]:
    """Return the parts of a docstring by heading; "" holds what comes before the first.

    A heading is a line at the margin that is followed by an indented one.
    """
    parts: dict[str, list[str]] = {"": []}
    current, lines = "", inspect.cleandoc(text).splitlines()
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line and not line[0].isspace() and after.startswith("    "):
            current = line.strip()
            parts[current] = []
        else:
            parts[current].append(line)
    return {name: inspect.cleandoc("\n".join(body)).strip() for name, body in parts.items()}


def quote(text: str) -> str:
    """Return text as a block that keeps its columns."""
    return f"```text\n{text}\n```"
