"""What a mapping may say, and the mappings that are shipped."""

from __future__ import annotations

import inspect

from candide.source import mapping
from candide.source.reading import READS
from tools.docs._markdown import quote, table
from tools.docs.tables import plain

NAME = "mappings.md"


def text() -> str:
    """Return the page."""
    doc = inspect.getdoc(mapping) or ""
    shipped = mapping.shipped().values()
    feeds = {m.id: ", ".join(f"`{fed.table}`" for fed in m.rows) for m in shipped}
    return "\n".join(
        [
            "# Mappings: a table of your own, read as it is",
            "",
            quote(doc),
            "",
            "## How a cell may be read",
            "",
            table(
                ("read", "gives", "meaning"), ((f"`{n}`", plain(r.type), r.meaning) for n, r in READS.items())
            ),
            "",
            "## Mappings that are shipped",
            "",
            "A table that has all the columns of one of them is recognised without `--mapping`.",
            "",
            table(
                ("mapping", "what", "feeds", "columns that tell it"),
                (
                    (
                        f"`{m.id}`",
                        m.title["en"],
                        feeds[m.id],
                        ", ".join(f"`{c}`" for c in sorted(m.recognise)),
                    )
                    for m in shipped
                ),
            ),
        ]
    )
