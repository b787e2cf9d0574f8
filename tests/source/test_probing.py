"""What a file is, told from its bytes."""

import gzip
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from candide.errors import NothingToRead, UnreadableFile
from candide.source import Dialect, probe

ITEM = '{"source_platform":"tiktok.com","data":{"id":"1","desc":"été"}}'


def written(folder: Path, content: bytes, name: str = "export.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_lines_of_json_are_known_in_any_unicode_encoding(tmp_path: Path, encoding: str):
    found = probe(written(tmp_path, f"{ITEM}\n{ITEM}\n".encode(encoding)))
    assert (found.kind, len(found.first)) == ("ndjson", 2)
    assert found.first[0]["data"]["desc"] == "été"


def test_a_first_item_longer_than_the_head_is_still_parsed(tmp_path: Path):
    long = ITEM.replace("été", "x" * 100_000)
    assert len(probe(written(tmp_path, f"{long}\n".encode())).first) == 1


def test_a_damaged_first_line_does_not_hide_the_others(tmp_path: Path):
    assert probe(written(tmp_path, f'5","desc":"x"}}\n{ITEM}\n{ITEM}\n'.encode())).kind == "ndjson"


def test_a_document_of_several_lines_is_no_json_lines(tmp_path: Path):
    found = probe(written(tmp_path, f"[\n{ITEM},\n{ITEM}\n]".encode()))
    assert (found.kind, len(found.first)) == ("json", 2)


def test_the_name_tells_nothing(tmp_path: Path):
    assert probe(written(tmp_path, f"{ITEM}\n".encode(), "list.xlsx")).kind == "ndjson"
    assert probe(written(tmp_path, b"pseudo,abonnes\nana,12\n", "posts.ndjson")).kind == "csv"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_tells_its_separator_header_and_encoding(tmp_path: Path, mark: str, encoding: str):
    rows = [["Pseudo", "Abonnés", "Thème"], ["ana", "12345", "lecture, thé; café"], ["bob", "8", "b"]]
    text = "\r\n".join(mark.join(f'"{c}"' if {",", ";"} & set(c) else c for c in row) for row in rows)
    found = probe(written(tmp_path, text.encode(encoding)))
    assert (found.kind, found.header) == ("csv", ("Pseudo", "Abonnés", "Thème"))
    assert found.dialect == Dialect(mark, 0)


def test_a_title_above_the_header_is_passed_over(tmp_path: Path):
    found = probe(written(tmp_path, b"Vivier 2026;;\n;;\nPseudo;Ville;Note\nana;Lyon;\n"))
    assert (found.header, found.dialect) == (("Pseudo", "Ville", "Note"), Dialect(";", 2))


def test_sheets_give_their_headers(tmp_path: Path):
    path = tmp_path / "bank"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Vide")
        first = book.add_worksheet("Vivier")
        first.write_row(0, 0, ["Titre"])
        first.write_row(2, 0, ["Pseudo", "Abonnés"])
        first.write_row(3, 0, ["ana", 12])
    found = probe(path)
    assert (found.kind, found.header) == ("xlsx", ("Pseudo", "Abonnés"))
    assert [(s.name, s.header_row) for s in found.sheets] == [("Vivier", 2)]


def test_parquet_gives_its_columns(tmp_path: Path):
    path = tmp_path / "table"
    pq.write_table(pa.table({"a": [1], "b": ["x"]}), path)
    assert (probe(path).kind, probe(path).header) == ("parquet", ("a", "b"))


def test_an_archive_gives_its_members(tmp_path: Path):
    path = tmp_path / "archive"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("your_activity/posts.json", "[]")
    assert (probe(path).kind, probe(path).members) == ("zip", ("your_activity/posts.json",))


@pytest.mark.parametrize(
    "content",
    [gzip.compress(b"x" * 1000, mtime=0), b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9],
    ids=["gzip", "png"],
)
def test_other_bytes_are_other(tmp_path: Path, content: bytes):
    assert probe(written(tmp_path, content)).kind == "other"


def test_a_folder_is_refused_with_what_to_do(tmp_path: Path):
    with pytest.raises(UnreadableFile, match=r"found a folder\. Name the files"):
        probe(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(UnreadableFile, match="No such file"):
        probe(tmp_path / "nothing")


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\0" * 4096])
def test_an_empty_file_holds_nothing(tmp_path: Path, content: bytes):
    with pytest.raises(NothingToRead):
        probe(written(tmp_path, content))


@pytest.mark.parametrize("content", [b"PK\x03\x04damaged", b"PAR1damaged", b"\xd0\xcf\x11\xe0damaged"])
def test_a_damaged_binary_file_is_refused(tmp_path: Path, content: bytes):
    with pytest.raises(UnreadableFile):
        probe(written(tmp_path, content))
