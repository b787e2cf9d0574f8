from __future__ import annotations

import io
import zipfile
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from candide.store import Needles, Workspace, register_holder
from candide.store.holders import HOLDERS

from .conftest import Import, Row, comment, creator, day, one, post, run_import, words

ID, HANDLE, NAME = "987654321012", "eve_en_vrai", "Ève Sansfard"


def every_byte(ws: Workspace) -> bytes:
    """Return what all files say, decompressed, read by means other than the store's own."""
    found = []
    for path in ws.path.rglob("*"):
        found.append(str(path.relative_to(ws.path)).encode())
        if path.is_dir():
            continue
        data = path.read_bytes()
        if path.suffix == ".parquet":
            data += repr(pq.read_table(path).to_pylist()).encode() + repr(pq.read_metadata(path)).encode()
        elif path.suffix == ".zst":
            data = zstandard.ZstdDecompressor().stream_reader(data).read()
        elif path.suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = b"".join(archive.read(n) for n in archive.namelist())
        found.append(data)
    return b"\n".join(found)


def world(ws: Workspace, file: Path) -> None:
    eve, bob = ws.person("tiktok", "id", ID), ws.person("tiktok", "id", "2")
    typed = ws.person("tiktok", "handle", HANDLE)
    bob_row = creator(ws, "2", "bob_bricole", display_name="Bob", bio=f"avec @{HANDLE} et {NAME}")
    items: list[tuple[dict[str, object], list[Row]]] = [
        (
            {"author": {"id": ID, "uniqueId": HANDLE, "nickname": NAME}, "desc": "hello"},
            [
                creator(ws, ID, HANDLE, display_name=NAME, observed_at=day(0)),
                post(ws, ID, "e1", url=f"https://www.tiktok.com/@{HANDLE}/video/e1"),
                words(ws, ID, "e1", "hello"),
            ],
        ),
        (
            {"author": {"id": "2"}, "co": [{"id": ID, "nickname": NAME}], "tags": [HANDLE, "cleo"]},
            [
                bob_row,
                post(
                    ws, "2", "b1", coauthors=[eve, "x"], tagged=[HANDLE.upper(), "cleo"], label_brands=[typed]
                ),
                words(ws, "2", "b1", f"merci @{HANDLE}, {HANDLE.upper()} et {NAME} ! @eve_en_vraie reste"),
            ],
        ),
        ({"by": eve, "text": "mine"}, [comment(ws, "2", "c1", ID, "mine")]),
        ({"by": bob, "text": "on hers"}, [comment(ws, ID, "c2", "2", "on hers")]),
        ({"by": bob, "text": "kept"}, [comment(ws, "2", "c3", "2", "kept")]),
        ({"typed": f"@{HANDLE}"}, [creator(ws, None, HANDLE, category="humour")]),
    ]
    file.write_text("export")
    run_import(ws, file, items)


@pytest.fixture
def erased(ws: Workspace, tmp_path: Path) -> Workspace:
    world(ws, tmp_path / f"{HANDLE}.ndjson")
    ws.reports.joinpath("run-1").mkdir()
    (ws.reports / "run-1" / "eve.html").write_text(f"<h1>{NAME}</h1>")
    (ws.reports / "run-1" / "index.pdf").write_bytes(b"%PDF coded")
    (ws.reports / "run-1" / "bob.html").write_text("<h1>Bob</h1>")
    with zipfile.ZipFile(ws.reports / "bank.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<si>{HANDLE}</si>")
    ws.derived("said", "f1", lambda: pa.table({"text": [HANDLE]}))
    ws.runs.write({"command": "audit", "args": [f"@{HANDLE}"], "rejects": [["line 2", f"{NAME}: odd"]]})
    assert every_byte(ws).count(HANDLE.encode()) > 10
    return ws


@pytest.mark.parametrize("who", [ID, f"@{HANDLE}"])
def test_after_an_erasure_a_search_of_every_file_finds_nothing(erased: Workspace, who: str) -> None:
    ws = erased
    proof = ws.erase("tiktok", who)
    assert proof.left == ()
    assert proof.rows == {"creator": 2, "post": 1, "text_part": 1, "comment": 2}
    found = every_byte(ws).decode("utf-8", "replace").casefold()
    for needle in (ID, HANDLE, NAME.casefold()):
        assert needle not in found.replace("eve_en_vraie", ""), needle
    keys = ws.person("tiktok", "id", ID), ws.person("tiktok", "handle", HANDLE)
    tombstones = (ws.path / "keys" / "tombstones.jsonl").read_text()
    assert all(key in tombstones and found.count(key) == tombstones.count(key) for key in keys)
    assert ws.doctor() == []


def test_an_erasure_leaves_the_others_as_they_were(erased: Workspace) -> None:
    erased.erase("tiktok", ID)
    with erased.reader() as lake:
        bob = one(lake, "select * from creator")
        row = one(lake, "select * from post")
        text = one(lake, "select text from text_part")["text"]
        assert one(lake, "select text from comment") == {"text": "kept"}
        assert one(lake, "select count(*) as n from lineage where \"table\" = 'post'")["n"] == 1
    assert (bob["handle"], bob["bio"]) == ("bob_bricole", "avec @… et …")
    assert (row["tagged"], row["coauthors"], row["label_brands"]) == (["cleo"], ["x"], [])
    assert text == "merci @…, … et … ! @eve_en_vraie reste"
    kept = [item for part in erased.runs.list() for item in erased.items(part.get("import_id", ""))]
    co = [{"id": "…", "nickname": "…"}]
    assert kept[0] == ("line 2", {"author": {"id": "2"}, "co": co, "tags": ["cleo"]})
    assert (erased.reports / "run-1" / "bob.html").exists()
    assert not (erased.reports / "run-1" / "index.pdf").exists()


def test_an_erased_person_does_not_come_back_with_a_later_import(erased: Workspace, load: Import) -> None:
    ws = erased
    ws.erase("tiktok", ID)
    report = load(
        creator(ws, ID, HANDLE, display_name=NAME),
        post(ws, ID, "e2"),
        comment(ws, "2", "c9", ID, "again"),
        words(ws, "2", "b2", f"encore @{HANDLE} et @cleo"),
        post(ws, "2", "b2", tagged=[HANDLE, "cleo"], coauthors=[ws.person("tiktok", "id", ID)]),
        creator(ws, "77", HANDLE),
    )
    assert report.erased == 3
    assert report.rows == {"text_part": 1, "post": 1, "creator": 1}
    with ws.reader() as lake:
        assert one(lake, "select text from text_part where post_id = 'b2'")["text"] == "encore @… et @cleo"
        found = one(lake, "select tagged, coauthors from post where post_id = 'b2'")
        assert found == {"tagged": ["cleo"], "coauthors": []}
    assert ID not in every_byte(ws).decode("utf-8", "replace")


def test_an_erasure_by_handle_also_refuses_the_account_that_bears_it(ws: Workspace, load: Import) -> None:
    load(creator(ws, None, HANDLE))
    ws.erase("tiktok", f"@{HANDLE}")
    report = load(post(ws, ID, "e1"), creator(ws, ID, HANDLE), post(ws, ID, "e2"))
    assert report.erased == 2  # the first post came before anybody could know
    with ws.reader() as lake:
        assert lake.sql("select * from post").num_rows == 0
        assert lake.sql("select * from creator").num_rows == 0
    assert load(post(ws, ID, "e3")).erased == 1


def test_arrow_rows_of_an_erased_person_are_refused(ws: Workspace, load: Import, tmp_path: Path) -> None:
    load(creator(ws, ID, HANDLE))
    ws.erase("tiktok", ID)
    file = tmp_path / "t.csv"
    file.write_text("x")
    keys = [ws.person("tiktok", "id", i) for i in (ID, "2")]
    rows = {"platform": ["tiktok"] * 2, "post_id": ["a", "b"], "creator_key": keys}
    rows["tagged"] = [["x"], [HANDLE]]
    with ws.delta("mapped_table", 1, file) as delta:
        delta.add_arrow("post", pa.table(rows | {"where": ["1", "2"], "speaks_of": [7, 7]}))
        report = delta.commit()
    assert (report.rows, report.erased) == ({"post": 1}, 1)
    with ws.reader() as lake:
        assert one(lake, "select post_id, tagged from post") == {"post_id": "b", "tagged": []}


def test_a_restored_lake_is_erased_again_by_the_next_writer(erased: Workspace, load: Import) -> None:
    ws = erased
    saved = {p: p.read_bytes() for f in ("lake", "raw") for p in (ws.path / f).iterdir()}
    ws.erase("tiktok", ID)
    for path in list((ws.path / "lake").iterdir()) + list((ws.path / "raw").iterdir()):
        path.unlink()
    for path, data in saved.items():
        path.write_bytes(data)
    assert any("replays" in line for line in ws.doctor())
    load(post(ws, "2", "b7"))
    assert HANDLE not in every_byte(ws).decode("utf-8", "replace").replace("eve_en_vraie", "").casefold()
    assert ws.doctor() == []


def test_a_handle_that_another_account_bears_now_is_not_taken_from_her(ws: Workspace, load: Import) -> None:
    load(creator(ws, "1", "ana", observed_at=day(0)))
    load(creator(ws, "1", "ana.livres", observed_at=day(1)), creator(ws, "2", "ana", observed_at=day(1)))
    load(creator(ws, None, "ana", category="books"))
    ws.erase("tiktok", "1")
    with ws.reader() as lake:
        assert one(lake, "select native_id, handle, category from creator") == {
            "native_id": "2", "handle": "ana", "category": "books",
        }  # fmt: skip
    assert load(creator(ws, "2", "ana", followers=3, observed_at=day(4))).erased == 0


def test_a_handle_that_an_account_elsewhere_bears_is_left_to_it_and_told(ws: Workspace, load: Import) -> None:
    other = ("creator", {
        "creator_key": ws.person("instagram", "id", "5"), "platform": "instagram", "native_id": "5",
        "handle": HANDLE, "bio": f"aussi sur TikTok : @{HANDLE}",
    })  # fmt: skip
    load(creator(ws, ID, HANDLE, display_name=NAME), other)
    proof = ws.erase("tiktok", ID)
    assert (proof.rows, proof.left, proof.namesakes) == ({"creator": 1}, (), 1)
    with ws.reader() as lake:
        assert one(lake, "select handle from creator") == {"handle": HANDLE}
    assert ws.erase("instagram", f"@{HANDLE}").namesakes == 0
    assert HANDLE not in every_byte(ws).decode("utf-8", "replace")


def test_another_part_of_the_system_can_hold_people_too(ws: Workspace, load: Import) -> None:
    asked: list[Needles] = []
    register_holder("desk", lambda root, person: asked.append(person) or 3)  # type: ignore[func-returns-value]
    try:
        load(creator(ws, ID, HANDLE))
        assert ws.erase("tiktok", ID).holders["desk"] == 3
    finally:
        del HOLDERS["desk"]
    assert HANDLE in asked[0].handles


def test_somebody_unknown_is_refused_from_then_on(ws: Workspace, load: Import) -> None:
    proof = ws.erase("tiktok", ID)
    assert (proof.rows, proof.left) == ({}, ())
    assert load(comment(ws, "2", "c1", ID, "hello")).erased == 1


def test_only_the_persons_own_handle_and_name_are_struck() -> None:
    person = Needles(
        frozenset(), frozenset({"12345"}), frozenset({"ana", "marie.b", "marie"}), frozenset({"Marie Bel"}),
        frozenset({"marie"}),
    )  # fmt: skip
    struck = {
        "@ana, et banane": "@…, et banane",
        "@ana.b et @ana.": "@ana.b et @….",
        "Ana passe": "Ana passe",  # three letters: too common without its @
        "Marie Dupont, @marie": "Marie Dupont, @…",  # another account is called so
        "marie.b marie bel MARIE.B.": "… … ….",
        "https://www.tiktok.com/@marie.b/video/12345": "https://www.tiktok.com/@…/video/…",
        "112345 marie.be": "112345 marie.be",
    }
    assert {text: person.text(text) for text in struck} == struck
    assert [person.found(text) for text in struck] == [text != after for text, after in struck.items()]


def test_json_is_scrubbed_in_keys_values_and_lists() -> None:
    person = Needles(frozenset({"k" * 32}), frozenset({"12345"}), frozenset({"eve"}), frozenset({"Zoé"}))
    who = {"handle": "Eve", "name": "Zoé"}
    item = {"eve": 1, "id": 12345, "who": who, "l": ["@eve", "evelyne"], "t": "Zoé, @eve"}
    assert orjson.dumps(person.json(item)).decode() == (
        '{"eve":1,"id":null,"who":{"handle":"…","name":"…"},"l":["evelyne"],"t":"Zoé, @…"}'
    )
