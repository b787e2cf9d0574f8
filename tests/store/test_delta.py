from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from candide.errors import ContractError
from candide.store import Workspace
from candide.tables import POST

from .conftest import Import, creator, day, one, post, run_import


def test_an_import_can_be_read_with_the_columns_that_it_spoke_of(ws: Workspace, load: Import) -> None:
    report = load(creator(ws, "1", "Ana", followers=900, observed_at=day(0)))
    assert report.rows == {"creator": 1}
    with ws.reader() as lake:
        row = one(lake, "select * from creator")
        seen = one(lake, "select * from creator_history")
    assert (row["handle"], row["followers"], row["bio"]) == ("Ana", 900, None)
    assert row["handle_key"] == ws.person("tiktok", "handle", "@ANA")
    assert seen["observed_quality"] == "recorded"
    assert row["spoken"] == seen["speaks_of"]


def test_times_may_be_microseconds_and_undated_rows_have_no_quality(ws: Workspace, load: Import) -> None:
    load(post(ws, "1", "p1", published_at=1_700_000_000_000_000))
    with ws.reader() as lake:
        row = one(lake, "select epoch_us(published_at) as t from post")
        seen = one(lake, "select observed_quality, observed_at from post_history")
    assert row["t"] == 1_700_000_000_000_000
    assert seen == {"observed_quality": "unknown", "observed_at": None}


def test_a_file_is_imported_once_per_source_version(ws: Workspace, load: Import, tmp_path: Path) -> None:
    file = tmp_path / "same.ndjson"
    load(post(ws, "1", "p1"), file=file)
    again = load(post(ws, "1", "p1"), file=file)
    assert again.already_imported
    other = load(post(ws, "1", "p1"), file=file, variant="another mapping")
    assert not other.already_imported
    assert other.repeated == 1


def test_identical_observations_collapse_and_all_their_places_are_kept(ws: Workspace, load: Import) -> None:
    row = post(ws, "1", "p1", likes=3, observed_at=day(0))
    first = load(row, row)
    second = load(row)
    assert (first.rows, first.repeated, second.rows, second.repeated) == ({"post": 1}, 1, {"post": 0}, 1)
    with ws.reader() as lake:
        assert lake.sql("select * from post_history").num_rows == 1
        assert one(lake, "select count(*) as n from lineage where \"table\" = 'post'")["n"] == 3


def test_one_bad_row_is_a_reject_and_the_others_stay(ws: Workspace, load: Import) -> None:
    report = load(
        post(ws, "1", "p1", likes=1),
        post(ws, "1", "p2", likes="many"),
        post(ws, "1", None),  # type: ignore[arg-type]
        post(ws, "1", "p4", likes=1 << 70),
    )
    assert report.rows == {"post": 1}
    assert sorted(where for where, _, policy in report.rejects if not policy) == [
        "line 2",
        "line 3",
        "line 4",
    ]
    assert len(ws.runs.list()[0]["rejects"]) == 3


def test_an_unknown_column_or_table_is_a_programmers_error(ws: Workspace, load: Import) -> None:
    with pytest.raises(ContractError):
        load(post(ws, "1", "p1", sparkle=1))
    with pytest.raises(ContractError):
        load(("poem", {"a": 1}))
    assert list((ws.path / "staging").iterdir()) == []


def test_arrow_rows_and_dict_rows_give_the_same_observation(
    ws: Workspace, load: Import, tmp_path: Path
) -> None:
    table, row = post(ws, "1", "p1", likes=3, tagged=["bob"], observed_at=day(0))
    load((table, row))
    columns = {n: [v] for n, v in row.items()}
    columns |= {"where": ["row 1"], "speaks_of": [POST.mask(n for n in row if n != "observed_at")]}
    file = tmp_path / "t.csv"
    file.write_text("x")
    with ws.delta("mapped_table", 1, file) as delta:
        delta.add_arrow("post", pa.table(columns))
        assert delta.commit().rows == {"post": 0}
        with pytest.raises(ContractError):
            delta.add_arrow("post", pa.table({"post_id": ["p1"]}))


def test_leaving_without_commit_leaves_no_trace(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_text("x")
    with ws.delta("invented", 1, file) as delta:
        delta.keep("line 1", {"a": 1})
        delta.add(*post(ws, "1", "p1"), "line 1")
    with ws.reader() as lake:
        assert lake.sql("select * from post").num_rows == 0
    assert list((ws.path / "raw").iterdir()) == []
    assert ws.runs.list() == []


def test_items_are_kept_once_and_can_be_read_again(ws: Workspace, load: Import) -> None:
    first = load(post(ws, "1", "p1"), post(ws, "1", "p2"))
    load(post(ws, "1", "p2"), post(ws, "1", "p3"))
    kept = list(ws.items(first.import_id))
    assert [where for where, _ in kept] == ["line 1", "line 2"]
    chunks = list((ws.path / "raw").iterdir())
    assert len(chunks) == 2
    second = [i for part in ws.runs.list() for i in ws.items(part["import_id"])]
    assert len(second) == 3


def test_a_newer_source_version_replaces_what_the_older_one_read(
    ws: Workspace, load: Import, tmp_path: Path
) -> None:
    file = tmp_path / "same.ndjson"
    second = post(ws, "1", "p2", likes=5, observed_at=day(0))
    load(post(ws, "1", "p1", likes=10, observed_at=day(0)), second, file=file)
    load(second)  # another file says so too
    load(post(ws, "1", "p1", likes=11, observed_at=day(0)), file=file, version=2)
    with ws.reader() as lake:
        rows = lake.sql("select post_id, likes from post_history order by all").to_pylist()
    assert rows == [{"post_id": "p1", "likes": 11}, {"post_id": "p2", "likes": 5}]


def test_an_import_larger_than_the_buffers_equals_the_same_rows_in_small_files(
    ws: Workspace, load: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [post(ws, "1", f"p{i % 70}", likes=i, observed_at=day(i % 5)) for i in range(300)]
    other = Workspace.create(tmp_path / "other", "research")
    (other.path / "keys" / "person.key").write_bytes((ws.path / "keys" / "person.key").read_bytes())
    load(*rows)
    monkeypatch.setattr("candide.store.rows.CHUNK", 16)
    monkeypatch.setattr("candide.store.staged.HELD", 2000)
    monkeypatch.setattr("candide.store.staged.SLICE", 40)
    monkeypatch.setattr("candide.store.raw.CHUNK", 500)
    monkeypatch.setattr("candide.store.lineage.LINEAGE_ROWS", 50)
    load(*rows, into=other)
    with ws.reader() as lake, other.reader() as small:
        assert lake.generation == small.generation
        for name in ("post", "post_history"):
            query = f"select * from {name} order by all"
            assert lake.sql(query).equals(small.sql(query))


def test_odd_text_dates_and_numbers_are_kept_or_told_never_fatal(ws: Workspace, load: Import) -> None:
    text = "nul \x00 inside, 🎁, e\u0301 \u202f «»"
    report = load(
        post(ws, "1", "p1", place=text, published_at=1),
        post(ws, "1", "p2", published_at=(1 << 63) - 1),
        post(ws, "1", "p3", observed_at=-(1 << 62)),
        post(ws, "1", "p4", place="\ud800"),
    )
    assert report.rows == {"post": 1}
    assert sorted(where for where, _, _ in report.rejects) == ["line 2", "line 3", "line 4"]
    with ws.reader() as lake:
        assert one(lake, "select place from post") == {"place": text}


def test_an_item_that_json_cannot_hold_is_told_and_its_rows_stay(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_text("x")
    report = run_import(ws, file, [({"big": 1 << 70}, [post(ws, "1", "p1")]), ({}, [post(ws, "1", "p2")])])
    assert report.rows == {"post": 2}
    assert (report.items, [where for where, _, _ in report.rejects]) == (1, ["line 1"])


def test_two_values_never_read_alike(ws: Workspace, load: Import) -> None:
    pairs = [
        {"tagged": ["a", "b"]}, {"tagged": ["a,1:b"]}, {"tagged": ["a", None]}, {"tagged": []},
        {"tagged": None}, {"place": "x|8=1:y"}, {"place": "x", "edited": True}, {"place": ""},
        {"place": None},
    ]  # fmt: skip
    report = load(*(post(ws, "1", "p1", **cells) for cells in pairs))
    assert report.rows == {"post": len(pairs)}
