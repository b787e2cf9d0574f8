"""How a mapping may read a cell: each read is SQL over the text of a cell, null when it does not fit.

`{cell}` is the trimmed text, null when there is nothing; `{raw}` the text as written; `{zone}`,
`{format}`, `{separator}` are SQL literals from the mapping; `{platform}` is that of the row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa

from candide.source.contract import Person
from candide.store import Engine
from candide.tables import COUNT, FLAG, TEXT, TIME, WORDS
from candide.text.masking import mask_people, strip_contacts
from candide.text.numbers import read_count

_WHOLE = "regexp_full_match({cell}, '[0-9]{{1,18}}([.]0+)?')"
_ZONED = "[0-9]([Zz]|[+-][0-9]{{2}}(:?[0-9]{{2}})?)$"
_PERIOD = "^P(?:([0-9]+)W)?(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:[.][0-9]+)?)S)?)?$"
#: Months and years are no length of time.
_LENGTHS = {"w": 604_800, "d": 86_400, "h": 3600, "m": 60, "s": 1}
_PARTS = f"regexp_extract({{cell}}, '{_PERIOD}', [{', '.join(repr(name) for name in _LENGTHS)}])"
_SECONDS = " + ".join(
    f"coalesce(try_cast(nullif({_PARTS}.{name}, '') as double), 0) * {length}"
    for name, length in _LENGTHS.items()
)
_TOLD = " || ".join(f"{_PARTS}.{name}" for name in _LENGTHS)


def _epoch(microseconds: int) -> str:
    number = f"cast(try_cast({{cell}} as double) * {microseconds} as bigint)"
    return f"case when {_WHOLE} then make_timestamptz({number}) end"


@dataclass(frozen=True)
class Read:
    """One way of reading: the Arrow type that it gives, its SQL, and what it means."""

    type: pa.DataType
    sql: str
    meaning: str


READS = {
    "platform": Read(TEXT, "lower({cell})", "the platform's name, in lower case"),
    "text": Read(TEXT, "case when {cell} is not null then {raw} end", "as written"),
    "bio": Read(TEXT, "strip_contacts({cell})", "text without e-mails and phone numbers"),
    "comment": Read(TEXT, "mask_people({cell})", "text without handles, e-mails and phone numbers"),
    "handle": Read(TEXT, "nullif(ltrim({cell}, '@'), '')", "a handle, its @ removed"),
    "person_id": Read(TEXT, "person_id({platform} || chr(31) || {cell})", "person key of a platform id"),
    "person_handle": Read(TEXT, "person_handle({platform} || chr(31) || {cell})", "person key of a handle"),
    "count": Read(COUNT, f"case when {_WHOLE} then cast(try_cast({{cell}} as double) as bigint) end", "1240"),
    "human_count": Read(COUNT, "read_count({cell})[1]", "'12,3 k', '48.5M'; fills the interval of followers"),
    "seconds": Read(TIME, _epoch(1_000_000), "seconds since 1970"),
    "milliseconds": Read(TIME, _epoch(1000), "milliseconds since 1970"),
    "microseconds": Read(TIME, _epoch(1), "microseconds since 1970"),
    "iso_time": Read(
        TIME,
        f"case when regexp_matches({{cell}}, '{_ZONED}') and length({{cell}}) > 10 then "
        "try_cast(regexp_replace({cell}, '([+-][0-9]{{2}})([0-9]{{2}})$', '\\1:\\2') as timestamptz) "
        "else timezone({zone}, try_cast({cell} as timestamp)) end",
        "2026-01-28T00:26:46+00:00; a time without zone is in `zone`",
    ),
    "date": Read(
        TIME, "timezone({zone}, try_strptime({cell}, {format}))", "a day, at its first moment in `zone`"
    ),
    "duration": Read(
        COUNT,
        f"case when {_TOLD} <> '' then cast(round({_SECONDS}) as bigint) end",
        "ISO 8601, such as PT10M5S, in seconds",
    ),
    "bool": Read(
        FLAG,
        "case when lower({cell}) in ('true', '1', 'yes', 'oui', 'vrai', 'y', 'o') then true "
        "when lower({cell}) in ('false', '0', 'no', 'non', 'faux', 'n') then false end",
        "true or false, in either language",
    ),
    "list": Read(
        WORDS,
        "list_filter(list_transform(string_split({cell}, {separator}), x -> trim(x)), x -> x <> '')",
        "texts joined by `separator`",
    ),
}


def functions(engine: Engine, person: Person) -> None:
    """Teach an engine the functions that the reads call: person keys, masking, typed counts."""
    engine.function("person_id", _texts(_key(person, "id")), ["VARCHAR"], "VARCHAR")
    engine.function("person_handle", _texts(_key(person, "handle")), ["VARCHAR"], "VARCHAR")
    engine.function("strip_contacts", _texts(strip_contacts), ["VARCHAR"], "VARCHAR")
    engine.function("mask_people", _texts(mask_people), ["VARCHAR"], "VARCHAR")
    engine.function("read_count", _counts, ["VARCHAR"], "BIGINT[]")


def _key(person: Person, kind: str) -> Callable[[str], str]:
    """Return a function of "platform, unit separator, value": one text is what the engine can code."""

    def key(text: str) -> str:
        platform, _, value = text.partition("\x1f")
        return person(platform, kind, value)

    return key


def _texts(clean: Callable[[str], str]) -> Callable[[pa.Array], pa.Array]:
    """Return a function over a column that works once on each of its distinct texts."""

    def column(texts: pa.Array) -> pa.Array:
        coded = texts.dictionary_encode()
        done = pa.array([clean(text) for text in coded.dictionary.to_pylist()], TEXT)
        return done.take(coded.indices)

    return column


def _counts(texts: pa.Array) -> pa.Array:
    read = [None if text is None else read_count(text) for text in texts.to_pylist()]
    return pa.array([None if count is None else list(count) for count in read], pa.list_(COUNT))
