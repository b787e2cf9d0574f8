"""How a command speaks: sentences and JSON on standard output, progress and errors on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import orjson
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from candide.cli.words import sentence, words
from candide.errors import CandideError

#: What a job calls while it works: what it is at, how much is done, how much there is (None: unknown).
Progress = Callable[[str, int, int | None], None]
PATIENCE = 1.0  # seconds of silence before a bar appears


@dataclass(frozen=True)
class Face:
    """One reader: a language, and whether a program reads instead of a person."""

    lang: str
    json: bool = False

    def say(self, key: str, /, **values: object) -> None:
        """Print a sentence for a person; nothing when a program reads."""
        if not self.json:
            print(sentence(self.lang, key, **values))

    def show(self, text: str) -> None:
        """Print finished text for a person; nothing when a program reads."""
        if not self.json:
            print(text)

    def give(self, document: object) -> None:
        """Print a document for a program, as JSON with sorted keys; nothing when a person reads."""
        if self.json:
            options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS
            sys.stdout.write(orjson.dumps(document, default=str, option=options).decode() + "\n")

    def complain(self, error: CandideError) -> None:
        """Print what was expected, what came, where, and what to do."""
        kind, labels = type(error).__name__, words(self.lang)["error"]
        headline = words(self.lang)["errors"].get(kind, kind)
        lines = [headline]
        for part in ("expected", "came", "where", "do"):
            if text := getattr(error, part):
                lines.append(f"  {labels[part]:<9} {text}")
        print("\n".join(lines), file=sys.stderr)
        parts = {part: getattr(error, part) for part in ("expected", "came", "where", "do")}
        self.give({"error": {"kind": kind, **parts}})

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """Give a job something to report to; a bar appears on standard error after a second."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        bar = Bar(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
        task, begun = bar.add_task(""), time.monotonic()

        def report(what: str, done: int, total: int | None) -> None:
            bar.update(task, description=what, completed=done, total=total)
            if time.monotonic() - begun > PATIENCE and not bar.live.is_started:
                bar.start()

        try:
            yield report
        finally:
            bar.stop()
