"""What a run leaves in its folder."""

import csv
import hashlib

import orjson
import pytest

from candide.errors import UsageError
from candide.report import canonical, write_documents


def test_it_writes_what_was_asked_for_and_nothing_else(cast, tmp_path):
    written = write_documents(*cast, tmp_path, ("html", "json"), "en")
    assert written == {"json": tmp_path / "run.json", "html": tmp_path / "report.html"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["report.html", "run.json", "sheets"]


def test_a_format_that_it_does_not_know_is_refused_before_anything_is_written(cast, tmp_path):
    with pytest.raises(UsageError, match="html, xlsx, json, csv"):
        write_documents(*cast, tmp_path, ("html", "docx"))
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_read_back_has_the_hash_that_it_was_sealed_with(cast, tmp_path):
    write_documents(*cast, tmp_path, ("json",))
    files = sorted((tmp_path / "sheets").iterdir())
    assert len(files) == len(cast[1])
    for file in files:
        held = orjson.loads(file.read_bytes())
        assert hashlib.sha256(canonical(held["document"])).hexdigest() == held["sha256"]


def test_the_page_names_the_files_that_were_written(cast, tmp_path):
    written = write_documents(*cast, tmp_path, ("html", "json"))
    page = written["html"].read_text("utf-8")
    assert all(f"sheets/{file.name}" in page for file in (tmp_path / "sheets").iterdir())


def test_the_csv_has_stable_headings_and_figures_unrounded(cast, tmp_path):
    text = write_documents(*cast, tmp_path, ("csv",))["csv"].read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert (rows[0]["profile"], rows[0]["code"]) == ("ana.des.livres", "AUD001")
    assert float(rows[0]["value"]) == 0.071
    assert rows[3]["value"] == ""
