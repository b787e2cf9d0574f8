"""The whole command: its families assembled, its help in the reader's language, its errors told."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import typer
from typer.main import get_command

from candide import __version__
from candide.cli import auditing, evaluating, importing, lists, workspaces, worlds
from candide.cli.face import Face
from candide.cli.words import language, words
from candide.errors import CandideError, UnreadableFile


def assemble() -> typer.Typer:
    """Return the application, one line per command, in the order that a newcomer needs them."""
    app = typer.Typer(
        name="candide", add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False
    )
    app.callback(invoke_without_command=True)(root)
    app.command("init")(workspaces.init)
    app.command("import")(importing.import_)
    app.command("label")(auditing.label)
    app.command("audit")(auditing.audit)
    app.command("erase")(workspaces.erase)
    app.command("compact")(workspaces.compact)
    app.command("doctor")(workspaces.doctor)
    app.command("catalogue")(lists.catalogue)
    app.command("simulate")(worlds.simulate)
    app.command("demo")(worlds.demo)
    for name, inner, function in (("packs", "check", lists.check), ("evaluate", "labels", evaluating.labels)):
        family = typer.Typer(no_args_is_help=True)
        family.callback()(lambda: None)
        family.command(inner)(function)
        app.add_typer(family, name=name)
    return app


def root(version: bool = typer.Option(False, "--version")) -> None:
    """Candide, the evidence desk for honest influence."""
    if version:
        print(f"candide {__version__}")
        raise typer.Exit


def command(lang: str) -> Any:
    """Return the parsed command tree with every help text and example in `lang`."""
    tree = get_command(assemble())
    _fill(tree, lang, "candide")
    return tree


def _fill(node: Any, lang: str, name: str) -> None:
    told = words(lang)
    page = told["commands"][name]
    node.help = node.short_help = page["help"]
    if "example" in page:
        node.epilog = f"{told['say']['example']} {page['example']}"
    node.get_help_option(typer.Context(node)).help = told["options"]["help"]
    for parameter in node.params:
        parameter.help = page.get("options", {}).get(parameter.name) or told["options"][parameter.name]
    for inner, child in getattr(node, "commands", {}).items():
        _fill(child, lang, inner if name == "candide" else f"{name} {inner}")


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with 0 (done), 1 (the data has problems) or 2 (wrong use)."""
    typed = list(sys.argv[1:] if argv is None else argv)
    lang = language(typed)
    try:
        command(lang)(args=typed, prog_name="candide")
    except CandideError as error:
        Face(lang, "--json" in typed).complain(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stdout = None  # whoever read us left: nothing more to say
        sys.exit(1)
    except OSError as error:
        Face(lang, "--json" in typed).complain(unreadable(error))
        sys.exit(UnreadableFile.exit_code)
    sys.exit(0)


def unreadable(error: OSError) -> UnreadableFile:
    """Return what the system says of a file as one of our errors."""
    return UnreadableFile(
        "a file that can be read or written",
        came=error.strerror or str(error),
        where=str(error.filename or ""),
    )
