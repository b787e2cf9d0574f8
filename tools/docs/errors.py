"""The errors, from the tree at the head of candide.errors and from its classes."""

from __future__ import annotations

import inspect

from candide import errors
from tools.docs._markdown import first_line, quote, table

NAME = "errors.md"


def kinds() -> list[type[errors.CandideError]]:
    """Return every error that Candide raises on purpose, in the order of its file."""
    return [
        kind
        for kind in vars(errors).values()
        if inspect.isclass(kind) and issubclass(kind, errors.CandideError)
    ]


def text() -> str:
    """Return the page."""
    rows = ((f"`{k.__name__}`", first_line(k), k.exit_code) for k in kinds())
    tree = inspect.cleandoc(inspect.getdoc(errors) or "").partition("\n\n")[2]
    return "\n".join(
        [
            "# Errors",
            "",
            "Each says what was expected, what came, where, and what to do. With `--json` the four parts",
            "are printed under `error`, with the name of the error as `kind`.",
            "",
            quote(inspect.cleandoc(tree)),
            "",
            table(("error", "meaning", "exit code"), rows),
        ]
    )
