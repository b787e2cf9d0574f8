"""The tutorial's day, command by command, on a small invented world."""

import json
from pathlib import Path

import pytest

from candide.cli import main

WORLD = ("tiktok-posts.ndjson", "tiktok-comments.ndjson", "instagram-posts.ndjson")


@pytest.fixture(scope="module")
def day(tmp_path_factory) -> Path:
    """A folder with a world, a workspace that imported it, and its audit."""
    folder = tmp_path_factory.mktemp("day")
    assert left("simulate", folder / "world", "--creators", 20, "--seed", 3) == 0
    assert left("init", folder / "atelier", "--purpose", "partnership") == 0
    files = [folder / "world" / name for name in WORLD]
    assert left("import", *files, "--workspace", folder / "atelier") == 0
    tables = ("followers", "events")
    for name in tables:
        source, mapping = folder / "world" / f"{name}.csv", folder / "world" / f"{name}.mapping.toml"
        assert left("import", source, "--mapping", mapping, "--workspace", folder / "atelier") == 0
    assert left("audit", "--workspace", folder / "atelier") == 0
    return folder


def left(*argv: object) -> int:
    """Run one command and return the code that it leaves with."""
    with pytest.raises(SystemExit) as end:
        main([str(a) for a in argv])
    return int(end.value.code or 0)


def told(capsys: pytest.CaptureFixture[str], *argv: object) -> tuple[int, dict]:
    """Run one command with --json; return its code and its document."""
    capsys.readouterr()
    return left(*argv, "--json"), json.loads(capsys.readouterr().out)


def test_the_pages_the_workbook_and_the_documents_are_there(day):
    reports = day / "atelier" / "reports"
    assert {p.name for p in reports.iterdir()} >= {"report.html", "report.xlsx", "run.json", "sheets"}


def test_a_sheet_is_computed_again_to_the_same_bytes(day, capsys):
    sheet = min((day / "atelier" / "reports" / "sheets").iterdir())
    code, same = told(capsys, "audit", "--replay", sheet)
    assert (code, same["same"]) == (0, True)


def test_a_sheet_that_was_changed_is_not(day, tmp_path, capsys):
    sheet = min((day / "atelier" / "reports" / "sheets").iterdir())
    changed = json.loads(sheet.read_text(encoding="utf-8"))
    changed["document"]["data"]["posts"] += 1
    (tmp_path / "changed.json").write_text(json.dumps(changed), encoding="utf-8")
    assert left("audit", "--replay", tmp_path / "changed.json") == 1


def test_the_same_file_again_adds_nothing(day, capsys):
    code, document = told(capsys, "import", day / "world" / WORLD[0], "--workspace", day / "atelier")
    assert (code, document["imports"][0]["already_imported"]) == (0, True)


def test_a_file_with_items_that_cannot_be_read_leaves_with_1(day, tmp_path, capsys):
    whole = (day / "world" / WORLD[0]).read_bytes()
    (tmp_path / "cut.ndjson").write_bytes(whole[: len(whole) // 2])
    code, document = told(capsys, "import", tmp_path / "cut.ndjson", "--workspace", day / "atelier")
    assert code == 1
    assert document["imports"][0]["items"] > 0
    assert any(not policy for _, _, policy in document["imports"][0]["rejects"])


def test_one_creator_can_be_audited_alone_into_another_folder(day, tmp_path, capsys):
    sheets = day / "atelier" / "reports" / "sheets"
    handle = json.loads(min(sheets.glob("tiktok-*")).read_text(encoding="utf-8"))["document"]["creator"][
        "handle"
    ]
    code, done = told(
        capsys, "audit", f"@{handle}", "--out", tmp_path, "--format", "json", "-w", day / "atelier"
    )
    assert (code, done["creators"]) == (0, 1)
    assert left("audit", "@nobody.here", "-w", day / "atelier") == 2


def test_a_workspace_is_found_from_inside_it_or_from_the_environment(day, monkeypatch, capsys):
    monkeypatch.chdir(day / "atelier" / "reports")
    assert left("doctor") == 0
    monkeypatch.chdir(day)
    monkeypatch.setenv("CANDIDE_WORKSPACE", str(day / "atelier"))
    assert left("doctor") == 0


def test_an_erasure_prints_its_proof_and_leaves_nothing(day, capsys):
    sheets = day / "atelier" / "reports" / "sheets"
    handle = json.loads(min(sheets.glob("tiktok-*")).read_text(encoding="utf-8"))["document"]["creator"][
        "handle"
    ]
    code, proof = told(capsys, "erase", f"tiktok:@{handle}", "--workspace", day / "atelier")
    assert (code, proof["complete"], proof["left"]) == (0, True, [])
    assert proof["rows"]["post"] > 0
    assert left("erase", "ana", "--workspace", day / "atelier") == 2


def test_what_is_past_its_retention_goes_with_a_compaction(day):
    assert left("compact", "--workspace", day / "atelier") == 0
    assert left("doctor", "--workspace", day / "atelier") == 0


def test_a_workspace_is_not_made_twice(day):
    assert left("init", day / "atelier") == 2


def test_a_world_is_not_made_from_nonsense(tmp_path):
    assert left("simulate", tmp_path / "w", "--creators", 0) == 2
    assert left("simulate", tmp_path / "w", "--seed", -1) == 2
