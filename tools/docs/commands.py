"""The commands, from the parser itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from candide.cli.app import command
from tools.docs._markdown import table

NAME = "commands.md"


def leaves(node: Any, path: str = "candide") -> Iterator[tuple[str, Any]]:
    """Yield (what one types, command) for each command that does something."""
    inner = getattr(node, "commands", {})
    if not inner:
        yield path, node
    for name, child in inner.items():
        yield from leaves(child, f"{path} {name}")


def usage(parameter: Any) -> str:
    """Return how one types a parameter: `FILES…`, `--seed INTEGER`."""
    if parameter.param_type_name == "argument":
        return f"`{(parameter.metavar or parameter.name).upper()}`"
    return "`" + ", ".join(parameter.opts) + "`"


def default(parameter: Any) -> str:
    """Return the default of a parameter as one would type it; nothing where there is none."""
    value = parameter.default
    return "" if parameter.required or value in (None, False, ()) or callable(value) else f"`{value}`"


def section(path: str, node: Any) -> str:
    """Return one command as a section: help, example, parameters."""
    parameters = [p for p in node.params if p.name != "help"]
    rows = ((usage(p), p.help or "", "yes" if p.required else "", default(p)) for p in parameters)
    example = (node.epilog or "").partition(":")[2].strip()
    lines = [f"## `{path}`", "", node.help, "", "```bash", example, "```", ""]
    return "\n".join([*lines, table(("parameter", "meaning", "required", "default"), rows), ""])


def text() -> str:
    """Return the page."""
    head = (
        "# Commands\n\n"
        "Every command leaves with 0 (done), 1 (the data has problems) or 2 (wrong use).\n"
        "`--json` prints one JSON document on standard output; progress and errors go to standard error.\n"
    )
    return head + "\n" + "\n".join(section(path, node) for path, node in leaves(command("en")))
