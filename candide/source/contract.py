"""The types of the contract, and the registry: the folder `candide.sources`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from candide.errors import ContractError, UnknownFormat
from candide.tables import TABLES

if TYPE_CHECKING:
    from candide.source.probing import Probe

Item = tuple[str, dict[str, Any]]
Row = tuple[str, dict[str, Any]]
Person = Callable[[str, str, str], str]

HEADINGS = ("Gives", "Lacks", "How to get it", "When it misleads")
FOLDER = Path(__file__).resolve().parents[1] / "sources"


@dataclass(frozen=True)
class Reject:
    """Something that was not kept.

    where   the place: "line 12", "sheet Vivier, row 4"; "" in rows(), where the caller knows it
    why     one sentence for the user
    policy  refused on purpose (a private account), not bad data
    """

    where: str
    why: str
    policy: bool = False


class Refusal(Exception):
    """Raised while an item is sanitised, to refuse it; becomes a Reject."""

    def __init__(self, why: str, *, policy: bool = False) -> None:
        super().__init__(why)
        self.why, self.policy = why, policy


def unexpected(error: Exception) -> str:
    """Return why an item could not be read when its reader broke on it.

    The message of the error is left out: it may quote the item.
    """
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" in {trace.tb_frame.f_code.co_name}" if trace else ""
    return f"unexpected shape: {type(error).__name__}{place}"


@dataclass(frozen=True)
class Opened:
    """A file about to be read.

    person    (platform, "id" or "handle", value) -> person key of the workspace
    observed  when the user says that the export was made, UTC
    mapping   how to read a table, for sources that need one
    """

    probe: Probe
    person: Person
    observed: datetime | None = None
    mapping: Any | None = None


class Source(Protocol):
    """What a module of `candide.sources` offers; `items` and `rows`, or `tables`."""

    __name__: str
    VERSION: int
    PLATFORMS: tuple[str, ...]
    MINUTES: int
    GIVES: Mapping[str, tuple[str, ...]]
    TITLE: Mapping[str, str]
    GET: Mapping[str, str]

    def recognises(self, probe: Probe) -> bool:
        """Tell whether this source reads such a file."""
        ...

    def items(self, opened: Opened) -> Iterator[Item | Reject]:
        """Yield the sanitised items of a file."""
        ...

    def rows(self, item: dict[str, Any], person: Person) -> Iterator[Row | Reject]:
        """Yield the canonical rows of one sanitised item."""
        ...


@cache
def load() -> dict[str, Source]:
    """Return every source by name. Raises ContractError for a module that breaks the contract."""
    names = sorted(m.name for m in pkgutil.iter_modules([str(FOLDER)]) if not m.name.startswith("_"))
    return {name: checked(name, importlib.import_module(f"candide.sources.{name}")) for name in names}


def checked(name: str, module: Any) -> Source:
    """Return a module that keeps the contract of a source. Raises ContractError, naming what it lacks."""
    wrong = [*_lacking(module), *_undocumented(module.__doc__ or ""), *_unknown(getattr(module, "GIVES", {}))]
    if wrong:
        raise ContractError(
            "a module that keeps the contract of a source",
            came="; ".join(wrong),
            where=f"candide.sources.{name}",
            do="See the docstring of candide.source.",
        )
    return cast(Source, module)


def choose(probe: Probe) -> Source:
    """Return the one source that recognises a file. Raises UnknownFormat when none or several do."""
    found = [source for source in load().values() if source.recognises(probe)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(s.__name__.rsplit(".", 1)[-1] for s in found)
    raise UnknownFormat(
        "an export that one source recognises",
        came=f"one that {names} recognise" if found else f"{_said(probe)}, which none does",
        where=str(probe.path),
        do=_advice(probe) if not found else "Say how to read it with --mapping.",
    )


def _lacking(module: Any) -> Iterator[str]:
    if not isinstance(getattr(module, "VERSION", None), int):
        yield "no VERSION"
    if not isinstance(getattr(module, "MINUTES", None), int) or not isinstance(
        getattr(module, "PLATFORMS", None), tuple
    ):
        yield "no PLATFORMS or no MINUTES"
    for name in ("TITLE", "GET"):
        words = getattr(module, name, None)
        if not isinstance(words, Mapping) or {"fr", "en"} - set(words):
            yield f"{name} is not in fr and en"
    functions = ("recognises", "items", "rows", "tables")
    offers = {name for name in functions if callable(getattr(module, name, None))}
    if "recognises" not in offers:
        yield "no recognises()"
    if not ({"items", "rows"} <= offers) ^ ("tables" in offers):
        yield "neither items() with rows(), nor tables() alone"


def _undocumented(doc: str) -> Iterator[str]:
    at = [doc.find(f"\n{heading}\n") for heading in HEADINGS]
    if -1 in at or at != sorted(at):
        yield f"its docstring has not the headings {', '.join(HEADINGS)}"


def _unknown(gives: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    if not gives:
        yield "GIVES is empty"
    for table, columns in gives.items():
        odd = set(columns) - set(TABLES[table].names) if table in TABLES else columns
        if table not in TABLES or odd:
            yield f"GIVES names {table}: {', '.join(sorted(odd))}"


def _said(probe: Probe) -> str:
    if len(probe.header) > 1:
        return f"a {probe.kind} table with the columns {', '.join(probe.header[:12])}"
    return "an archive" if probe.kind == "zip" else f"a file of kind {probe.kind}"


def _advice(probe: Probe) -> str:
    if probe.kind == "zip" or probe.head.startswith(b"\x1f\x8b"):
        return "Unpack it and import the files inside."
    if len(probe.header) > 1:
        return "Name the columns in a mapping and import it with --mapping; or add a column with the handles."
    known = "; ".join(source.TITLE["en"] for source in load().values())
    return f"Files that are read: {known}."
