"""Values of JSON items, read without trusting their type: what is unreadable is named, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from candide.source.contract import Reject

Fields = dict[str, Any]

#: No count and no id of a platform is beyond 64 bits.
_LIMIT = 1 << 63
_ABSENT = object()
_SCALARS = frozenset((str, int, float, bool, type(None)))
#: 2004-01-01 and 2100-01-01: no platform is older, and no export comes from the future.
_OLDEST, _LATEST = 1_072_915_200, 4_102_444_800


def scalars(source: Any, names: Iterable[str]) -> Fields:
    """Return the named fields of an object that are plain values; objects and lists are left out.

    source  any JSON value; what is not an object has no fields
    """
    if type(source) is not dict:
        return {}
    get = source.get
    return {n: v for n in names if type(v := get(n, _ABSENT)) in _SCALARS}


def numerals(source: Any, names: Iterable[str]) -> Fields:
    """Return the named fields of an object that are not null; what cannot be a count reads "?"."""
    if type(source) is not dict:
        return {}
    get = source.get
    return {n: v if type(v) in _SCALARS else "?" for n in names if (v := get(n)) is not None}


def listed(value: Any) -> list[Fields]:
    """Return the objects of a JSON list; nothing when it is not a list."""
    return [v for v in value if type(v) is dict] if type(value) is list else []


def fields(value: Any) -> Fields:
    """Return a JSON object, or an empty one."""
    return value if type(value) is dict else {}


def count(value: Any) -> int | None:
    """Return a count given as number or text, at least 0; None when it is not one."""
    if type(value) is int:
        return value if 0 <= value < _LIMIT else None
    if type(value) is str and value.isascii() and value.isdigit() and len(value) < 19:
        return int(value)
    if type(value) is float and value.is_integer() and 0 <= value < 2**53:
        return int(value)
    return None


def words(value: Any) -> str | None:
    """Return a text that is not blank, without NUL; None otherwise."""
    if type(value) is not str or not value or value.isspace():
        return None
    return value.replace("\0", "") if "\0" in value else value


def native_id(value: Any) -> str | None:
    """Return a platform's id as text; None for zero, blanks and numbers that lost their last digits."""
    if type(value) is int and 0 < value < 1 << 64:
        return str(value)
    if type(value) is str and value not in ("", "0") and len(value) <= 128 and value.isprintable():
        return value.strip() or None
    return None


def handle(value: Any) -> str | None:
    """Return a handle without @; None when it cannot be one."""
    if type(value) is not str:
        return None
    name = value.strip().removeprefix("@")
    return name if 0 < len(name) <= 100 and name.isprintable() and " " not in name else None


def seconds(value: Any) -> int | None:
    """Return a time in microseconds from one in seconds since 1970, as number or text."""
    at = count(value)
    return at * 1_000_000 if at is not None and _OLDEST <= at < _LATEST else None


def milliseconds(value: Any) -> int | None:
    """Return a time in microseconds from one in milliseconds since 1970, as number or text."""
    at = count(value)
    return at * 1000 if at is not None and _OLDEST * 1000 <= at < _LATEST * 1000 else None


def counts(source: Fields, columns: Mapping[str, str], row: Fields, unread: list[str]) -> None:
    """Copy counts into a row; what is present, not null and no count is named in `unread`.

    columns  field of the source -> column of the row
    """
    for name, column in columns.items():
        value = source.get(name)
        if value is not None:
            if (read := count(value)) is not None:
                row[column] = read
            else:
                unread.append(name)


def flags(source: Fields, columns: Mapping[str, str], row: Fields) -> None:
    """Copy booleans into a row; anything else is silence."""
    for name, column in columns.items():
        value = source.get(name)
        if value is True or value is False:
            row[column] = value


def unreadable(names: list[str]) -> Reject:
    """Return the Reject of fields whose value could not be read; the rest of their item is kept."""
    return Reject("", f"not readable, left out: {', '.join(names)}")
