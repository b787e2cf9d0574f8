"""Importing: everything readable is kept, everything else is told, and nothing is half-written."""

import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
import xlsxwriter

from candide.errors import MappingError, WorkspaceLocked
from candide.jobs.importing import exit_code, import_files, reasons
from candide.sources import zeeschuimer_tiktok as source
from candide.store import Workspace

SAMPLES = Path(__file__).parents[1] / "sources"
TIKTOK = SAMPLES / "zeeschuimer_tiktok" / "sample.ndjson"
INSTAGRAM = SAMPLES / "zeeschuimer_instagram" / "sample.ndjson"
COMMENTS = SAMPLES / "zeeschuimer_tiktok_comments" / "sample.ndjson"
BANK = SAMPLES / "creators_list" / "sample.csv"
VIDEOS = SAMPLES / "mapped_table" / "youtube_videos.csv"


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "desk", "research")


def written(folder: Path, content: bytes, name: str = "export.ndjson") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def count(space: Workspace, query: str) -> list[dict[str, Any]]:
    with space.reader() as lake:
        found: list[dict[str, Any]] = lake.sql(query).to_pylist()
        return found


def lines(data: dict[str, Any], numbers: range) -> bytes:
    """Captured posts of Ana, one a line."""
    item = orjson.loads(TIKTOK.read_bytes().splitlines()[0])
    made = [{**item, "data": {**item["data"], **data, "id": f"76{i:017d}"}} for i in numbers]
    return b"".join(orjson.dumps(m) + b"\n" for m in made)


def test_every_sample_finds_its_source_and_its_rows(space: Workspace):
    reports = import_files(space, [TIKTOK, INSTAGRAM, COMMENTS, BANK, VIDEOS])
    assert [(r.source, r.items) for r in reports] == [
        ("zeeschuimer_tiktok", 8),
        ("zeeschuimer_instagram", 9),
        ("zeeschuimer_tiktok_comments", 9),
        ("creators_list", 7),
        ("mapped_table", 3),
    ]
    found = count(space, "select platform, count(*) as posts from post group by platform order by platform")
    assert found == [
        {"platform": "instagram", "posts": 9},
        {"platform": "tiktok", "posts": 8},
        {"platform": "youtube", "posts": 2},
    ]


def test_a_handle_typed_by_hand_joins_the_creator_of_an_export(space: Workspace, tmp_path: Path):
    bank = written(tmp_path, b"Pseudo;Plateforme;Ville\n@Ana.des.livres;TikTok;Lyon\n", "bank.csv")
    import_files(space, [TIKTOK, bank])
    found = count(
        space,
        "select c.native_id, d.value from creator c join declared d using (creator_key) "
        "where d.field = 'ville'",
    )
    assert found == [{"native_id": "900000000000000101", "value": "Lyon"}]


def test_the_owner_of_a_post_is_joined_to_her_comments(space: Workspace):
    import_files(space, [TIKTOK, COMMENTS])
    found = count(
        space,
        "select distinct cr.handle, cr.native_id from comment c join creator cr using (creator_key) "
        "where c.post_id = '7500000000000000001'",
    )
    assert {row["native_id"] for row in found} == {"900000000000000101"}


def test_hidden_likes_and_unknown_labels_stay_unknown_in_the_store(space: Workspace):
    import_files(space, [TIKTOK, INSTAGRAM])
    assert count(space, "select count(*) as n from post where likes_hidden and likes is not null") == [
        {"n": 0}
    ]
    assert count(space, "select paid_label from post where post_id = '7500000000000000001'") == [
        {"paid_label": None}
    ]


def test_a_second_import_does_nothing(space: Workspace):
    import_files(space, [TIKTOK, VIDEOS])
    again = import_files(space, [TIKTOK, VIDEOS])
    assert [(r.already_imported, r.rows) for r in again] == [(True, {}), (True, {})]


def test_split_shuffled_and_repeated_files_make_the_same_tables(tmp_path: Path):
    kept = lines({}, range(60)).splitlines(keepends=True)
    whole = Workspace.create(tmp_path / "whole", "research")
    import_files(whole, [written(tmp_path, b"".join(kept))])
    random.Random(1).shuffle(kept)  # noqa: S311
    parts = Workspace.create(tmp_path / "parts", "research")
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
    cut = [kept[:25], kept[20:45], kept[40:] + kept[:5]]
    files = [written(tmp_path / f, b"".join(part)) for f, part in zip("abc", cut, strict=True)]
    import_files(parts, [*files, files[0]])
    query = "select post_id, likes, views, first_seen, last_seen from post order by post_id"
    assert count(whole, query) == count(parts, query)


def test_refusals_on_purpose_leave_with_0_and_bad_data_with_1(space: Workspace, tmp_path: Path):
    private = lines({"privateItem": True}, range(3)) + lines({}, range(1))
    reports = import_files(space, [written(tmp_path, private)])
    assert (reports[0].items, exit_code(reports)) == (1, 0)
    bad = import_files(space, [written(tmp_path, lines({}, range(1, 2)) + b"{broken\n")])
    assert (bad[0].items, exit_code(bad)) == (1, 1)


def test_a_file_of_private_accounts_alone_keeps_nothing_and_is_no_failure(space: Workspace, tmp_path: Path):
    reports = import_files(space, [written(tmp_path, lines({"privateItem": True}, range(3)))])
    assert reasons(reports) == {"the post is not public": 3, "nothing in this file could be kept": 1}
    assert exit_code(reports) == 0


def test_reasons_are_counted_most_frequent_first(space: Workspace):
    assert list(reasons(import_files(space, [TIKTOK])).items())[:2] == [
        ("cut short: the export was interrupted; every line before it was read", 1),
        ("no Zeeschuimer envelope: neither `data` nor `__import_meta`", 1),
    ]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(space: Workspace, tmp_path: Path):
    empty = written(tmp_path, b"", "empty")
    reports = import_files(space, [tmp_path / "nothing", tmp_path, empty, TIKTOK])
    assert [r.items for r in reports] == [0, 0, 0, 8]
    assert ["No such file" in r.rejects[0][1] for r in reports[:1]] == [True]
    assert "a folder" in reports[1].rejects[0][1]
    assert "an empty file" in reports[2].rejects[0][1]


def test_an_item_that_breaks_its_reader_is_one_reject(space: Workspace, tmp_path: Path, monkeypatch: Any):
    def brittle(item: dict[str, Any], person: Any) -> Any:
        if item["id"].endswith("1"):
            raise KeyError("ana@exemple.fr")
        return intact(item, person)

    intact = source.rows
    monkeypatch.setattr(source, "rows", brittle)
    (report,) = import_files(space, [written(tmp_path, lines({}, range(3)))])
    assert report.items == 2
    assert report.rejects == [("line 2", "unexpected shape: KeyError in brittle", False)]


BAD = {
    "a truncated file": lambda: lines({}, range(3)) + lines({}, range(3, 4))[:200],
    "NUL bytes": lambda: lines({}, range(3)) + b"\0" * 2000 + b"\n",
    "another encoding": lambda: lines({}, range(3)) + '{"data":{"desc":"été"}}\n'.encode("cp1252"),
    "a deep line": lambda: lines({}, range(3)) + b"[" * 50_000 + b"\n",
    "a long line": lambda: lines({}, range(3)) + b'{"x":"' + b"y" * (17 << 20) + b'"}\n',
    "other objects": lambda: lines({}, range(3)) + b"3\n[]\nnull\n",
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_told_and_the_rest_is_kept(space: Workspace, tmp_path: Path, kind: str):
    reports = import_files(space, [written(tmp_path, BAD[kind]())])
    assert reports[0].items == 3
    assert exit_code(reports) == 1
    assert count(space, "select count(*) as n from post") == [{"n": 3}]
    assert not list((space.path / "staging").glob("*")) if (space.path / "staging").exists() else True


def test_a_workbook_with_formulas_is_imported_with_what_they_say(space: Workspace, tmp_path: Path):
    path = tmp_path / "bank.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("TikTok")
        page.write_row(0, 0, ["Pseudo", "Abonnés"])
        page.write_formula(1, 0, '="a"&"na"', None, "ana")
        page.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    (report,) = import_files(space, [path])
    assert (report.items, report.rejects) == (
        1,
        [("sheet TikTok, row 2", "Abonnés: a spreadsheet error", False)],
    )


def test_a_mapping_that_names_a_missing_column_is_wrong_use(space: Workspace, tmp_path: Path):
    with pytest.raises(MappingError, match="no channel_id"):
        import_files(space, [BANK], mapping="youtube_videos")
    assert count(space, "select count(*) as n from creator") == [{"n": 0}]


def test_another_mapping_reads_the_same_file_again(space: Workspace, tmp_path: Path):
    table = written(tmp_path, b"id,n\n1,5\n", "t.csv")
    head = 'id = "mine"\nplatform = "tiktok"\n[[rows]]\ntable = "post"\n[rows.columns]\n'
    text = head + 'platform = { constant = "tiktok" }\npost_id = "id"\n'
    first = written(tmp_path, text.encode(), "a.toml")
    second = written(tmp_path, f'{text}views = {{ column = "n", read = "count" }}\n'.encode(), "b.toml")
    import_files(space, [table], mapping=first)
    import_files(space, [table], mapping=second)
    assert count(space, "select views from post") == [{"views": 5}]


def test_a_stated_time_dates_what_says_no_time(space: Workspace, tmp_path: Path):
    bank = written(tmp_path, b"Pseudo;Plateforme\nana;TikTok\n", "bank.csv")
    import_files(space, [bank], observed=datetime(2026, 3, 1, tzinfo=UTC))
    assert count(space, "select last_seen from creator")[0]["last_seen"] == datetime(2026, 3, 1, tzinfo=UTC)


def test_progress_is_told(space: Workspace):
    told: list[tuple[str, int, int | None]] = []
    import_files(space, [TIKTOK], progress=lambda *step: told.append(step))
    assert told[-1] == ("sample.ndjson", 8, 8)


def test_a_workspace_that_another_process_writes_is_left_alone(space: Workspace):
    hold = (
        "import sys\nfrom candide.store import Workspace\n"
        "with Workspace.open(sys.argv[1]).lease('import'):\n"
        "    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", hold, str(space.path)], stdin=pipe, stdout=pipe) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(WorkspaceLocked):
            import_files(space, [TIKTOK])
        other.communicate()
    assert import_files(space, [TIKTOK])[0].items == 8
