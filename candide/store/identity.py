"""What makes an observation itself, in SQL: its md5 and its bucket.

Every value is rendered so that no two different rows can read alike: it carries the number of its
column, text carries its length, times are microseconds, and each value ends with a bar.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pyarrow as pa

from candide.tables import OBSERVATION, QUALITIES, TEXT, TIME, Table


def rank(quality: str) -> str:
    """Return the SQL of the rank of a quality: recorded 3, declared 2, file 1, anything else 0."""
    cases = (f"when '{q}' then {len(QUALITIES) - 1 - i}" for i, q in enumerate(QUALITIES[:-1]))
    return f"case {quality} {' '.join(cases)} else 0 end"


RANK = rank("observed_quality")


def _rendered(number: str, name: str, kind: pa.DataType) -> str:
    name = f'"{name}"'
    if kind == TEXT:
        value = f"cast(length({name}) as varchar) || ':' || {name}"
    elif kind == TIME:
        value = f"cast(epoch_us({name}) as varchar)"
    elif pa.types.is_list(kind):
        each = "coalesce(cast(length(x) as varchar) || ':' || x, '~')"
        joined = f"array_to_string(list_transform({name}, x -> {each}), ',')"
        value = f"cast(len({name}) as varchar) || '=' || {joined}"
    else:
        value = f"cast({name} as varchar)"
    return f"coalesce('{number}=' || {value} || '|', '')"


def observation_id(table: Table, absent: Collection[str] = ()) -> str:
    """Return the SQL of obs_id: md5 over all columns, observed_at, quality and speaks_of.

    absent  columns known to be null in every row at hand: it only saves their rendering

    A null renders as nothing, so that a column appended later changes no id.
    """
    fields = [(str(i), f) for i, f in enumerate(table.schema)]
    fields += [(f.name, f) for f in OBSERVATION if f.name != "obs_id"]
    cells = [_rendered(number, f.name, f.type) for number, f in fields if f.name not in absent]
    return f"md5(concat({', '.join(cells)}))"


def hash64(text: str) -> str:
    """Return the SQL of an own non-negative hash: the first 60 bits of the md5 of a text."""
    return f"cast('0x' || substr(md5({text}), 1, 15) as bigint)"


def bucket(key: Sequence[str], count: int) -> str:
    """Return the SQL of the bucket, 0 to count - 1, of a row's key."""
    joined = ", ".join(f'cast("{name}" as varchar)' for name in key)
    return f"cast({hash64(f'concat_ws(chr(31), {joined})')} % {count} as integer)"


def short_id(name: str = "obs_id") -> str:
    """Return the SQL of the first 60 bits of an id written in hexadecimal."""
    return f"cast('0x' || substr({name}, 1, 15) as bigint)"
