"""Each source reads its invented sample into exactly the rows that are written beside it.

After a change that is meant, write them again and read the difference:
CANDIDE_WRITE_EXPECTED=1 pytest tests/sources/test_expected.py
"""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from candide.source import load
from tests.sources.reading import HERE, read

SAMPLES = sorted(p for p in HERE.glob("*/*") if p.suffix in (".ndjson", ".csv"))


def told(path: Path) -> list[bytes]:
    return [orjson.dumps(list(found), default=_plain) for found in read(path)]


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_sample_gives_the_rows_written_beside_it(sample: Path):
    beside = sample.with_name(
        "expected.jsonl" if sample.stem == "sample" else f"{sample.stem}.expected.jsonl"
    )
    lines = told(sample)
    if os.environ.get("CANDIDE_WRITE_EXPECTED"):
        beside.write_bytes(b"\n".join(lines) + b"\n")
    assert lines == beside.read_bytes().splitlines()


def test_every_source_has_a_sample():
    assert {p.parent.name for p in SAMPLES} == set(load())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_rows_speak_only_of_what_the_source_says_it_gives(sample: Path):
    gives = load()[sample.parent.name].GIVES
    for _, table, row in read(sample):
        if isinstance(row, dict):
            assert set(row) - {"observed_at", "observed_quality"} <= set(gives[table])
