"""The labels, from their docstrings."""

from __future__ import annotations

import inspect

from candide import label
from tools.docs._markdown import first_line, sections, table

NAME = "labels.md"


def text() -> str:
    """Return the page."""
    labels = label.load()
    rows = ((f"[`{name}`](#{name})", first_line(m), ", ".join(m.AFTER)) for name, m in labels.items())
    parts = [
        "# Labels",
        "",
        "A label speaks of the text in hand, never of the person or of an intent, and quotes the words that",
        "say it. A post of which no text was read has no label: absent is not `none`.",
        "",
        table(("label", "says", "after"), rows),
        "",
    ]
    for name, module in labels.items():
        said = sections(inspect.cleandoc(module.__doc__ or ""))
        lines = [f"## {name}", "", said.pop(""), ""]
        for heading, body in said.items():
            lines += [f"**{heading}.** {body}", ""]
        parts += [*lines, f"Reads {', '.join(f'`{c}`' for c in module.READS)}.", ""]
    return "\n".join(parts)
