"""Lists of creators typed by hand, CSV or XLSX, with free headers in French or English.

Gives
    Creators by handle or id with what the list says of them: name, followers with the interval of what
    was typed ('12,3 k' is 12,250 to 12,349), country, language; every other column as declared.

Lacks
    Posts, comments, and any proof: the list says what somebody typed.

How to get it
    Every agency and every brand has one: save it as XLSX or CSV; 1 minute. One row a creator, one
    column with the handle or the profile's address, and one with the platform where no address tells it.

When it misleads
    Nobody knows when a figure was typed: without a date column, or --observed, it stays undated and any
    dated export is preferred. Contact details are never kept. Formulas are not computed: the value that
    was last saved is read. Ids of more than 15 digits typed as numbers are lost by the spreadsheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from candide.source import Item, Opened, Person, Probe, Reject, Row
from candide.source.headings import lists_creators
from candide.source.values import Fields, unreadable
from candide.sources.creators_list.people import people
from candide.text.masking import strip_contacts
from candide.text.numbers import Count, read_count

VERSION = 1
PLATFORMS = ()
MINUTES = 1
TITLE = {"fr": "Liste de créateurs (tableur)", "en": "List of creators (spreadsheet)"}
GET = {
    "fr": "Toute agence ou marque : enregistrer son tableau en XLSX ou CSV.",
    "en": "Any agency or brand: save its table as XLSX or CSV.",
}
GIVES = {
    "creator": (
        "creator_key", "platform", "native_id", "handle", "handle_key", "display_name", "bio", "country",
        "language", "followers", "followers_low", "followers_high", "following",
    ),
    "declared": ("creator_key", "field", "value"),
}  # fmt: skip

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COUNTRIES = {
    "france": "FR", "belgique": "BE", "belgium": "BE", "suisse": "CH", "switzerland": "CH", "canada": "CA",
    "quebec": "CA", "québec": "CA", "luxembourg": "LU", "united kingdom": "GB", "uk": "GB",
    "royaume-uni": "GB", "united states": "US", "usa": "US", "états-unis": "US", "germany": "DE",
    "allemagne": "DE", "spain": "ES", "espagne": "ES", "italy": "IT", "italie": "IT", "maroc": "MA",
    "morocco": "MA",
}  # fmt: skip
_LANGUAGES = {"français": "fr", "francais": "fr", "french": "fr", "anglais": "en", "english": "en"}
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def recognises(probe: Probe) -> bool:
    """Tell whether a table names accounts in a column, and holds no posts."""
    if probe.kind == "csv":
        return lists_creators(probe.header)
    return probe.kind == "xlsx" and any(lists_creators(sheet.header) for sheet in probe.sheets)


def items(opened: Opened) -> Iterator[Item | Reject]:
    """Yield one item for each account of each row."""
    for found in people(opened.probe):
        if not isinstance(found, Reject):
            typed = found[1].get("observed")
            at, problem = _seen(typed, opened.observed)
            found[1]["seen"] = {"observed_at": at, "observed_quality": "declared"}
            if problem:
                yield Reject(found[0], problem)
        yield found


def rows(item: Fields, person: Person) -> Iterator[Row | Reject]:
    """Yield the creator, and what the list says of it beside."""
    platform, seen, unread = item["platform"], item["seen"], []
    by_id = item.get("native_id")
    key = person(platform, "id", by_id) if by_id else person(platform, "handle", item["handle"])
    row: Fields = {"creator_key": key, "platform": platform}
    row |= {k: item[k] for k in ("native_id", "handle") if k in item}
    if "name" in item:
        row["display_name"] = item["name"]
    if "bio" in item:
        row["bio"] = strip_contacts(item["bio"])
    declared = dict(item["declared"])
    _place(item, row, declared)
    for name in ("followers", "following"):
        if name in item:
            unread += _count(name, item[name], row)
    yield "creator", row | seen
    for field, value in declared.items():
        yield "declared", {"creator_key": key, "field": field, "value": strip_contacts(value)} | seen
    if unread:
        yield unreadable(unread)


def _count(name: str, typed: str, row: Fields) -> list[str]:
    """Fill in a count as typed; return what could not be read."""
    read = read_count(typed)
    if read is None:
        return [f"{name} (write 12345 or 12,3 k)"]
    row[name] = read.value
    if name == "followers":
        row["followers_low"], row["followers_high"] = _interval(read)
    return []


def _interval(read: Count) -> tuple[int | None, int | None]:
    return (None, None) if read.low == read.high else (read.low, read.high)


def _place(item: Fields, row: Fields, declared: dict[str, str]) -> None:
    """Fill in country and language where they are codes or well-known names; else keep them as declared."""
    for name, known, code in (
        ("country", _COUNTRIES, r"[A-Za-z]{2}"),
        ("language", _LANGUAGES, r"[a-z]{2}(-\w+)?"),
    ):
        if name not in item:
            continue
        typed = item[name]
        if found := known.get(typed.casefold()):
            row[name] = found
        elif re.fullmatch(code, typed):
            row[name] = typed.upper() if name == "country" else typed
        else:
            declared[name] = typed


def _seen(typed: str | None, observed: datetime | None) -> tuple[int | None, str]:
    """Return the moment of a row in microseconds, and what is wrong with its date."""
    if typed is not None:
        day = _date(typed)
        if day is not None:
            return (datetime(day.year, day.month, day.day, tzinfo=UTC) - _EPOCH) // timedelta(
                microseconds=1
            ), ""
        return _micros(observed), "the date can be read in two ways or in none: write 2026-01-31"
    return _micros(observed), ""


def _micros(observed: datetime | None) -> int | None:
    return None if observed is None else (observed - _EPOCH) // timedelta(microseconds=1)


def _date(typed: str) -> date | None:
    """Return a day written as ISO or as day/month/year; None when day and month could be swapped."""
    try:
        return datetime.fromisoformat(typed).date()
    except ValueError:
        pass
    found = _DAY.fullmatch(typed)
    if found is None:
        return None
    first, second, year = map(int, found.groups())
    if first <= 12 and second <= 12 and first != second:
        return None
    day, month = (first, second) if second <= 12 else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None
