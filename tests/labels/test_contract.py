"""The label contract: the folder, the order, and inputs that must never crash."""

from types import ModuleType

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candide import label
from candide.errors import ContractError
from candide.label.running import checked, ordered
from candide.tables import SAID
from tests.labels.posts import record, say


def module(name: str, *after: str, reads: tuple[str, ...] = ("parts",)) -> ModuleType:
    made = ModuleType(name, "A label.")
    made.__dict__.update(NAME=name, READS=reads, AFTER=after, label=lambda *_: SAID.empty_table())
    return made


def test_the_folder_is_the_registry():
    assert set(label.load()) == {
        "relation", "contradiction", "platform_label", "partner", "code", "link", "mention", "hashtag",
        "dissuasion", "substitute",
    }  # fmt: skip


def test_a_label_runs_after_those_it_names():
    modules = {m.NAME: m for m in (module("a", "b"), module("b", "c"), module("c"))}
    assert list(ordered(modules)) == ["c", "b", "a"]


def test_a_cycle_and_an_unknown_label_are_refused():
    with pytest.raises(ContractError, match="without a cycle"):
        ordered({"a": module("a", "b"), "b": module("b", "a")})
    with pytest.raises(ContractError, match="nowhere"):
        ordered({"a": module("a", "nowhere")})


def test_a_label_that_lacks_a_name_or_reads_an_unknown_column_is_refused():
    with pytest.raises(ContractError, match="mood"):
        checked(module("a", reads=("mood",)))
    bare = module("a")
    del bare.__dict__["label"]
    with pytest.raises(ContractError, match="label"):
        checked(bare)


def test_the_rows_have_the_schema_of_the_house():
    table = label.run(pa.Table.from_pylist([record("Publicité : Belcil")], schema=label.RECORDS))
    assert table.schema.equals(SAID)


def test_no_record_gives_no_row():
    assert label.run(label.RECORDS.empty_table()).num_rows == 0


def test_columns_that_are_missing_are_unknown():
    table = pa.table({"platform": ["x"], "post_id": ["1"]})
    assert [r["value"] for r in label.run(table).to_pylist()] == ["unknown"]


def test_the_size_of_a_batch_changes_nothing(monkeypatch: pytest.MonkeyPatch):
    posts = [
        record(t, post_id=str(n)) for n, t in enumerate(["#ad", "Code LUNE15", "", "N'achetez pas ça"] * 3)
    ]
    whole = say(*posts)
    monkeypatch.setattr("candide.label.running.BATCH", 5)
    assert say(*posts) == whole


def test_the_fingerprint_is_stable():
    assert label.fingerprint() == label.fingerprint()


HOSTILE = (
    "", " ", "\x1e\x1e", "\x00", "\u202e#ad\u202c", "\u200d\ufe0f", "a\u0301" * 50, "«" * 40, "#" * 40,
    "@" * 40,
    "http://[", "https://" + "a" * 3000, "#a " * 10_000, "mot " * 50_000, "1,1,1,1", "€€€", "....",
    "code " * 500,
)  # fmt: skip


def test_hostile_captions_are_labelled_or_left_without_a_crash():
    rows = say(*(record(text, post_id=str(n), bio=text[:200]) for n, text in enumerate(HOSTILE)))
    assert {r["post_id"] for r in rows if r["label"] == "relation"} == {str(n) for n in range(len(HOSTILE))}


@settings(max_examples=30)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_every_span_quotes_the_text_at_its_place(texts: list[str]):
    posts = [record(f"{t} #ad @belcil code LUNE15 {t}", post_id=str(n)) for n, t in enumerate(texts)]
    by_id = {p["post_id"]: p["parts"][0]["text"] for p in posts}
    for row in say(*posts):
        for span in row["spans"]:
            assert by_id[row["post_id"]][span["start"] : span["end"]] == span["text"] != ""
