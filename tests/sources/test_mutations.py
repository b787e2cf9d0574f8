"""Whatever an export holds, a source reads it or says why not: nothing escapes, nothing ill-typed passes."""

import copy
import random
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pytest

from candide.source import Opened, Reject, load, probe
from candide.tables import TABLES
from tests.sources.reading import HERE, person

MUTATIONS = 2000
JSON_SOURCES = ("zeeschuimer_instagram", "zeeschuimer_tiktok", "zeeschuimer_tiktok_comments")
HOSTILE: list[Any] = [
    None, True, False, 0, -1, 3, 2**63, 2**64 - 1, 1.5, -0.0, 1e308, "", " ", "0", "-3", "1e5", "x" * 10_000,
    "\u0000", "\u202e", "@", "https://exemple.fr", "2026-01-01", [], [None], [[]], {}, {"a": {"b": []}},
    ["x", 1, {}], [{"user": 1}], {"edges": [{"node": None}]}, {"count": "x"},
]  # fmt: skip


def mutated(item: Any, dice: random.Random) -> Any:
    """An item with one to three of its values replaced, removed or moved elsewhere."""
    whole = copy.deepcopy(item)
    for _ in range(dice.randint(1, 3)):
        holder, key = dice.choice(_places(whole))
        if dice.random() < 0.25:
            del holder[key]
        elif dice.random() < 0.2:
            holder[key] = copy.deepcopy(dice.choice(_places(whole))[0])
        else:
            holder[key] = copy.deepcopy(dice.choice(HOSTILE))
        if not _places(whole):
            break
    return whole


def _places(value: Any) -> list[tuple[Any, Any]]:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    found = [(value, key) for key in keys]
    return found + [place for key in keys for place in _places(value[key])]


def mutants(source: str, folder: Path) -> Path:
    lines = (HERE / source / "sample.ndjson").read_bytes().splitlines()
    parsed = [orjson.loads(line) for line in lines if b"\\ud83d" not in line and line.endswith(b"}")]
    dice = random.Random(source)  # noqa: S311
    path = folder / "mutants.ndjson"
    with path.open("wb") as file:
        for _ in range(MUTATIONS):
            file.write(orjson.dumps(mutated(dice.choice(parsed), dice)) + b"\n")
    return path


@pytest.mark.parametrize("source", JSON_SOURCES)
def test_two_thousand_mutants_are_read_or_refused(source: str, tmp_path: Path):
    module, read, told = load()[source], 0, set()
    for found in module.items(Opened(probe(mutants(source, tmp_path)), person)):
        if isinstance(found, Reject):
            told.add(found.why)
            continue
        item = orjson.loads(orjson.dumps(found[1]))
        for row in module.rows(item, person):
            if not isinstance(row, Reject):
                assert_fits(*row)
        read += 1
    assert read > MUTATIONS / 4
    assert not [why for why in told if why.startswith("unexpected")]


def assert_fits(table: str, row: dict[str, Any]) -> None:
    schema = TABLES[table].observed
    assert all(row.get(key) is not None for key in TABLES[table].key)
    for name, value in row.items():
        pa.array([value], schema.field(name).type)
