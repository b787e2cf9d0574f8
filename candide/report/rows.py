"""The evidence of a reading as a table: the judged rows, capped, with what each column means."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from candide.report.both import Both, both
from candide.report.numbers import NARROW, amount, day, digits_for, number, plain
from candide.report.spans import kinds, legend, marked
from candide.report.words import known, say, word

Row = Mapping[str, Any]
Cell = Both | Markup
DETAILS = 5  # columns of detail that a page can hold; the sheet holds them all
_EXTRA = ("observed", "arm", "category", "weight", "cluster", "effect")


@dataclass(frozen=True)
class Table:
    """Columns as (name, heading, is a figure) and lines of cells, with the legend of the underlines."""

    caption: Both
    columns: list[tuple[str, Both, bool]]
    lines: list[list[Cell]]
    legend: list[tuple[str, Both]]


def table(reading: Mapping[str, Any], cap: int, file: str) -> Table | None:
    """Return the evidence of a reading as a page shows it, or None when there is none.

    cap    rows shown at most; the caption says how many there are and where all of them stand
    file   path of the sheet that holds every row
    """
    rows: Sequence[Row] = reading.get("rows") or ()
    if not rows:
        return None
    kept = chosen(rows, str(reading.get("kind")), cap)
    columns = _columns(reading, rows)
    lines = [[_cell(name, row, reading) for name, _, _ in columns] for row in kept]
    styles = kinds(span for row in kept for span in row.get("spans") or ())
    return Table(_caption(reading, len(rows), len(kept), file), columns, lines, legend(styles))


def chosen(rows: Sequence[Row], kind: str, cap: int) -> list[Row]:
    """Return the rows that a page shows: the most recent; for a share, those that count first."""
    newest = sorted(rows, key=lambda row: str(row.get("at") or ""), reverse=True)
    if kind == "share":
        newest.sort(key=lambda row: not row.get("value"))
    return newest[:cap]


def link(url: Any, words: Both) -> Cell:
    """Return a link that opens elsewhere; an address that is not http(s) is never a link."""
    if not str(url or "").startswith(("https://", "http://")):
        return words
    pattern = Markup('<a href="{}" rel="noopener noreferrer nofollow" target="_blank">{}</a>')
    return pattern.format(url, words)


def measured(row: Row, reading: Mapping[str, Any]) -> float | None:
    """Return a row's number in the unit of its reading; a level counts logarithms, which nobody reads."""
    value = row.get("value")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return math.exp(value) if reading.get("kind") == "level" else float(value)


def figure(row: Row, reading: Mapping[str, Any]) -> Both:
    """Return a row's value in the reader's way: yes or no for a share, else in the reading's unit."""
    value, number_ = row.get("value"), measured(row, reading)
    if value is None:
        return say("rows.unknown")
    if isinstance(value, bool) or reading.get("kind") == "share":
        return say("rows.yes" if value else "rows.no")
    if number_ is not None:
        low, high = reading.get("low"), reading.get("high")
        unit = str(reading.get("unit"))
        digits = digits_for(low, high, unit) if low is not None and high is not None else 1
        return both(amount, number_, unit, digits)
    return Both.of(str(value))


def _caption(reading: Mapping[str, Any], n: int, shown: int, file: str) -> Both:
    if shown == n:
        return say("rows.all", n=n)
    order = say("rows.hits" if reading.get("kind") == "share" else "rows.newest")
    return say("rows.some", shown=shown, n=n, order=order, file=file)


def _columns(reading: Mapping[str, Any], rows: Sequence[Row]) -> list[tuple[str, Both, bool]]:
    share = reading.get("kind") == "share"
    columns = [("at", say("rows.date"), False)] if _any(rows, "at") else []
    columns += [("text", say("rows.text"), False)] if _any(rows, "text") else []
    if _any(rows, "value"):
        columns.append(("value", say("rows.counted" if share else "rows.value"), not share))
    columns += [(f"detail.{key}", known("detail", key), _numeric(rows, key)) for key in _details(rows)]
    extra = [key for key in _EXTRA if _any(rows, key) and not _repeats(rows, key)]
    columns += [(key, say(f"rows.{key}"), key in ("weight", "effect")) for key in extra]
    return [*columns, ("item", say("rows.item"), False)]


def _any(rows: Sequence[Row], key: str) -> bool:
    return any(row.get(key) is not None for row in rows)


def _repeats(rows: Sequence[Row], key: str) -> bool:
    """Whether the column says again, row by row, what a detail or the item says."""
    others = [*_details(rows), "item"]
    return any(
        all(row.get(key) == {**row, **(row.get("detail") or {})}.get(other) for row in rows)
        for other in others
    )


def _details(rows: Sequence[Row]) -> list[str]:
    seen = dict.fromkeys(key for row in rows for key in row.get("detail") or ())
    return list(seen)[:DETAILS]


def _numeric(rows: Sequence[Row], key: str) -> bool:
    values = [row["detail"][key] for row in rows if (row.get("detail") or {}).get(key) is not None]
    return all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values)


def _cell(name: str, row: Row, reading: Mapping[str, Any]) -> Cell:
    if name == "at":
        return both(day, row["at"], short=True) if row.get("at") else say("reading.not_dated")
    if name == "text":
        return marked(str(row.get("text") or ""), row.get("spans") or ())
    if name == "value":
        return figure(row, reading)
    if name == "item":
        return link(
            row.get("url"), say("rows.see") if row.get("url") else Both.of(str(row.get("item") or ""))
        )
    if name == "effect":
        return times(row.get("effect"))
    value = (row.get("detail") or {}).get(name[7:]) if name.startswith("detail.") else row.get(name)
    return said(value)


def times(effect: float | None) -> Both:
    """Return a log effect as the factor that was taken off: « × 1,62 »."""
    if effect is None:
        return say("rows.unknown")
    factor = both(number, math.exp(effect), 2)
    return Both(f"×{NARROW}{factor.fr}", f"×{NARROW}{factor.en}")


def said(value: Any) -> Both:
    """Return a loose value in both languages; None is said to be unknown, never left as zero."""
    if value is None:
        return say("rows.unknown")
    if isinstance(value, bool):
        return say("rows.yes" if value else "rows.no")
    if isinstance(value, int):
        return both(number, value)
    return both(plain, value) if isinstance(value, float) else word("said", str(value))
