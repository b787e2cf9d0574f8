from __future__ import annotations

import random
from pathlib import Path

import pytest

from candide.store import Workspace, manifest
from candide.store.gather import gather
from candide.store.workbench import workbench

from .conftest import Import, Row, base_files, creator, day, one, post, words


def world(ws: Workspace) -> list[Row]:
    rows: list[Row] = []
    for n in range(40):
        who = str(n % 7)
        rows.append(creator(ws, who, f"creator{who}", followers=100 + n, observed_at=day(n % 5)))
        rows.append(post(ws, who, f"p{n % 25}", likes=n, tagged=["bob"], observed_at=day(n % 3)))
        rows.append(words(ws, who, f"p{n}", f"caption {n}" if n % 4 else None))
    return rows


def same_key(tmp_path: Path, name: str, ws: Workspace) -> Workspace:
    other = Workspace.create(tmp_path / name, "research")
    (other.path / "keys" / "person.key").write_bytes((ws.path / "keys" / "person.key").read_bytes())
    return Workspace.open(other.path)


def test_shuffled_repeated_and_split_imports_compact_to_the_same_bytes(
    ws: Workspace, load: Import, tmp_path: Path
) -> None:
    load(*world(ws))
    ws.compact()
    wanted = base_files(ws)
    assert [name.split('-')[:2] for name in sorted(wanted)] == [
        ['lake/creator', 'base'], ['lake/creator', 'current'], ['lake/post', 'base'], ['lake/post', 'base'],
        ['lake/post', 'current'], ['lake/text_part', 'base'],
    ]  # fmt: skip
    for seed in range(3):
        rnd = random.Random(seed)  # noqa: S311  a seeded shuffle
        other = same_key(tmp_path, f"other{seed}", ws)
        rows = world(other) * (seed + 1)
        rnd.shuffle(rows)
        cut = rnd.randrange(1, len(rows))
        load(*rows[:cut], into=other)
        if seed == 1:
            other.compact()
        load(*rows[cut:], into=other)
        other.compact()
        assert base_files(other) == wanted


def test_compaction_changes_neither_what_is_seen_nor_the_generation(ws: Workspace, load: Import) -> None:
    rows = world(ws)
    for start in range(0, len(rows), 20):
        load(*rows[start : start + 20])
    queries = [f"select * from {v} order by all" for v in ("creator", "post", "text_part", "post_history")]
    with ws.reader() as lake:
        before, generation = [lake.sql(q) for q in queries], lake.generation
    ws.compact()
    with ws.reader() as lake:
        assert [lake.sql(q) for q in queries] == before
        assert lake.generation == generation
    assert ws.doctor() == []


def test_a_reader_opened_before_a_compaction_goes_on_reading(ws: Workspace, load: Import) -> None:
    load(*world(ws))
    with ws.reader() as lake:
        before = lake.sql("select * from post order by all")
        ws.compact()
        load(post(ws, "9", "p99"))
        assert lake.sql("select * from post order by all").equals(before)


def test_many_small_imports_are_gathered_without_being_asked(
    ws: Workspace, load: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("candide.store.maintain.LAYERS", 3)
    load(*(post(ws, "1", f"p{n}", likes=n) for n in range(30)))
    for n in range(9):
        load(post(ws, "1", f"p{n % 4}", likes=100 + n, observed_at=day(n)), post(ws, "1", f"new{n}"))
    layers = {p.layer for p in manifest.load(ws.path).current("post")}
    assert len(layers) <= 4
    assert len(manifest.load(ws.path).of(None, "lineage")) <= 4
    with ws.reader() as lake:
        found = lake.sql("select post_id, likes from post where likes >= 100 order by 1").to_pylist()
        assert lake.sql("select * from post").num_rows == 39
        assert lake.sql("select * from post_history").num_rows == 48
    assert [(r["post_id"], r["likes"]) for r in found] == [("p0", 108), ("p1", 105), ("p2", 106), ("p3", 107)]


def test_gathering_around_a_large_middle_layer_shows_the_same_rows(ws: Workspace, load: Import) -> None:
    load(*(post(ws, "1", f"p{n}", likes=1, observed_at=day(0)) for n in range(4)))
    load(*(post(ws, "1", f"p{n}", likes=2, observed_at=day(2)) for n in range(2, 30)))
    load(*(post(ws, "1", f"p{n}", likes=3, observed_at=day(n % 4)) for n in range(1, 6)))
    query = "select * from post order by all"
    with ws.reader() as lake:
        before = lake.sql(query)
    with ws.lease("compact") as lease, workbench(ws.path) as bench:
        gather(bench)
        bench.publish(lease)
    assert len({p.layer for p in manifest.load(ws.path).current("post")}) == 2
    with ws.reader() as lake:
        assert lake.sql(query).equals(before)


def test_an_import_that_doubles_the_lake_compacts_it(
    ws: Workspace, load: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("candide.store.maintain.GROWN", 5)
    load(*(post(ws, "1", f"p{n}") for n in range(6)))
    assert not manifest.load(ws.path).of("post", "base")
    load(*(post(ws, "1", f"q{n}") for n in range(6)))
    assert manifest.load(ws.path).of("post", "base")


def test_a_large_lake_is_compacted_a_few_buckets_at_a_time(
    ws: Workspace, load: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(*world(ws))
    ws.compact()
    queries = [f"select * from {v} order by all" for v in ("creator", "post", "text_part", "post_history")]
    with ws.reader() as lake:
        before = [lake.sql(q) for q in queries]
    monkeypatch.setattr("candide.store.staged.SLICE", 5)
    load(post(ws, "1", "p1", likes=7, observed_at=day(9)))
    ws.compact()
    spans = {p.span for p in manifest.load(ws.path).of("post", "base")}
    assert len(spans) == 9
    load(post(ws, "1", "p1", likes=7, observed_at=day(8)))  # late: its history is in one of the spans
    with ws.reader() as lake:
        after = [lake.sql(q) for q in queries]
        assert one(lake, "select likes from post where post_id = 'p1'")["likes"] == 7
    assert after[0].equals(before[0])
    assert after[3].num_rows == before[3].num_rows + 2
