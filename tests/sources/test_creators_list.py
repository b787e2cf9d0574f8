"""Lists typed by hand, as spreadsheets leave them."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.sources.reading import person, read, rejects, rows

HEADER = ["Pseudo", "Plateforme", "Abonnés", "Thème"]


def sheet(folder: Path, *lines: list[Any], header: list[str] | None = None, name: str = "Vivier") -> Path:
    path = folder / "bank.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(name)
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for i, line in enumerate([header or HEADER, *lines]):
            for j, cell in enumerate(line):
                if isinstance(cell, tuple):
                    page.write_formula(i, j, cell[0], None, cell[1])
                elif isinstance(cell, date):
                    page.write_datetime(i, j, datetime(cell.year, cell.month, cell.day), day)
                elif isinstance(cell, str):
                    page.write_string(i, j, cell)
                elif cell is not None:
                    page.write(i, j, cell)
    return path


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "bank.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_whole_number_of_a_sheet_is_exact(tmp_path: Path):
    (ana,) = rows(sheet(tmp_path, ["@ana", "Instagram", 12_300, "lecture"]), "creator")
    assert (ana["followers"], ana["followers_low"], ana["followers_high"]) == (12_300, None, None)
    assert ana["creator_key"] == person("instagram", "handle", "ana")


def test_a_typed_figure_keeps_its_interval(tmp_path: Path):
    (ana,) = rows(sheet(tmp_path, ["@ana", "Instagram", "12,3\u202fk", ""]), "creator")
    assert (ana["followers"], ana["followers_low"], ana["followers_high"]) == (12_300, 12_250, 12_349)


def test_a_header_in_thousands_scales_numbers_and_only_numbers(tmp_path: Path):
    path = sheet(tmp_path, ["ana", 12.3], ["bob", "1,2 M"], header=["Instagram", "Abonnés (k)"])
    assert [r["followers"] for r in rows(path, "creator")] == [12_300, 1_200_000]


def test_a_fraction_of_a_follower_is_left_out_and_told(tmp_path: Path):
    path = sheet(tmp_path, ["ana", "tiktok", 12.3, ""])
    assert "followers" not in rows(path, "creator")[0]
    assert rejects(path) == [
        ("sheet Vivier, row 2", "not readable, left out: followers (write 12345 or 12,3 k)")
    ]


def test_an_id_of_more_than_15_digits_typed_as_a_number_is_refused(tmp_path: Path):
    path = sheet(tmp_path, [7_234_567_890_123_456_789, "TikTok", 10, ""], ["'bob", "TikTok", 10, ""])
    assert "more than 15 digits" in rejects(path)[0][1]
    assert [r["handle"] for r in rows(path, "creator")] == ["bob"]


def test_an_id_typed_as_text_is_kept(tmp_path: Path):
    (ana,) = rows(sheet(tmp_path, ["7234567890123456789", "TikTok", 10, ""]), "creator")
    assert ana["native_id"] == "7234567890123456789"
    assert ana["creator_key"] == person("tiktok", "id", "7234567890123456789")


def test_the_value_saved_beside_a_formula_is_read(tmp_path: Path):
    path = sheet(tmp_path, [('="a"&"na"', "ana"), "TikTok", ("=SUM(A1:A9)", 1240), ""])
    assert [(r["handle"], r["followers"]) for r in rows(path, "creator")] == [("ana", 1240)]


def test_a_formula_that_was_never_computed_is_refused(tmp_path: Path):
    path = sheet(tmp_path, ["ana", "TikTok", ("=SUM(A1:A9)", 0), ""])
    assert "followers" not in rows(path, "creator")[0]
    assert "never computed" in rejects(path)[0][1]


def test_a_cell_in_error_is_refused(tmp_path: Path):
    path = sheet(tmp_path, ["ana", "TikTok", ("=1/0", "#DIV/0!"), ""], [("=A99", "#REF!"), "TikTok", 5, ""])
    assert rejects(path) == [
        ("sheet Vivier, row 2", "Abonnés: a spreadsheet error"),
        ("sheet Vivier, row 3", "Pseudo: a spreadsheet error"),
        ("sheet Vivier, row 3", "no handle"),
    ]


def test_the_name_of_a_sheet_can_tell_the_platform(tmp_path: Path):
    path = sheet(tmp_path, ["ana", 5], header=["Pseudo", "Abonnés"], name="TikTok")
    assert rows(path, "creator")[0]["platform"] == "tiktok"


def test_a_sheet_without_accounts_is_passed_over_and_told(tmp_path: Path):
    path = tmp_path / "bank.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Tarifs").write_row(0, 0, ["Format", "Prix"])
        page = book.add_worksheet("TikTok")
        page.write_row(0, 0, ["Pseudo", "Ville"])
        page.write_row(1, 0, ["ana", "Lyon"])
    assert [r["handle"] for r in rows(path, "creator")] == ["ana"]
    assert rejects(path) == [("sheet Tarifs", "not read: no column names accounts")]


def test_a_list_of_one_column_is_enough(tmp_path: Path):
    path = table(tmp_path, "Profil\nhttps://www.tiktok.com/@ana\ninstagram.com/bob\n")
    assert [(r["platform"], r["handle"]) for r in rows(path, "creator")] == [
        ("tiktok", "ana"),
        ("instagram", "bob"),
    ]


def test_a_handle_without_platform_says_what_to_add(tmp_path: Path):
    assert "add a column 'plateforme'" in rejects(table(tmp_path, "Pseudo;Abonnés\nana;5\n"))[0][1]


def test_one_row_may_name_a_person_on_two_platforms(tmp_path: Path):
    path = table(tmp_path, "Instagram,TikTok,Abonnés Insta,Abonnés TikTok,Ville\nana,@ana.tt,1 240,5k,Lyon\n")
    assert [(r["platform"], r["handle"], r["followers"]) for r in rows(path, "creator")] == [
        ("instagram", "ana", 1240),
        ("tiktok", "ana.tt", 5000),
    ]
    assert [r["value"] for r in rows(path, "declared")] == ["Lyon", "Lyon"]


def test_a_handle_and_a_link_make_one_account(tmp_path: Path):
    path = table(
        tmp_path,
        "Pseudo,Lien,Abonnés\nana,https://www.tiktok.com/@Ana,5\nbob,https://www.tiktok.com/@eve,6\n",
    )
    assert [r["handle"] for r in rows(path, "creator")] == ["ana"]
    assert rejects(path) == [("line 3", "two accounts of tiktok in one row: give each its own row")]


def test_contact_details_are_never_kept(tmp_path: Path):
    path = table(
        tmp_path, "Pseudo,Réseau,E-mail,Tél,Note\nana,TikTok,ana@exemple.fr,0612345678,voir ana@exemple.fr\n"
    )
    assert "exemple" not in str(read(path)) and "0612" not in str(read(path))
    assert rejects(path) == [
        ("column E-mail", "contact details are not kept"),
        ("column Tél", "contact details are not kept"),
    ]


def test_other_columns_are_kept_as_declared(tmp_path: Path):
    path = table(tmp_path, "Pseudo,Réseau,Tarif (€),Tarif (€),\nana,TikTok,150,200,rappeler\n")
    assert [(r["field"], r["value"]) for r in rows(path, "declared")] == [
        ("tarif", "150"),
        ("tarif 2", "200"),
        ("column 5", "rappeler"),
    ]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-01-31", 31),
        ("31/01/2026", 31),
        ("01/31/2026", 31),
        ("05.05.2026", 5),
        ("2026-01-31T10:00:00", 31),
    ],
)
def test_a_date_column_dates_the_row(tmp_path: Path, typed: str, day: int):
    (ana,) = rows(table(tmp_path, f"Pseudo,Réseau,Date\nana,TikTok,{typed}\n"), "creator")
    assert datetime.fromtimestamp(ana["observed_at"] / 1e6, UTC).day == day
    assert ana["observed_quality"] == "declared"


def test_a_date_of_a_sheet_dates_the_row(tmp_path: Path):
    (ana,) = rows(
        sheet(tmp_path, ["ana", "TikTok", date(2026, 1, 31)], header=["Pseudo", "Réseau", "Date"]), "creator"
    )
    assert ana["observed_at"] == datetime(2026, 1, 31, tzinfo=UTC).timestamp() * 1e6


def test_a_date_that_can_be_read_in_two_ways_is_not_read(tmp_path: Path):
    path = table(tmp_path, "Pseudo,Réseau,Date\nana,TikTok,03/04/2026\n")
    assert rows(path, "creator")[0]["observed_at"] is None
    assert "two ways" in rejects(path)[0][1]


def test_a_list_without_dates_takes_the_stated_one(tmp_path: Path):
    path, stated = table(tmp_path, "Pseudo,Réseau\nana,TikTok\n"), datetime(2026, 3, 1, tzinfo=UTC)
    assert rows(path, "creator")[0]["observed_at"] is None
    assert rows(path, "creator", observed=stated)[0]["observed_at"] == stated.timestamp() * 1e6


def test_an_unclosed_quote_does_not_swallow_the_file_in_silence(tmp_path: Path):
    path = table(
        tmp_path, 'Pseudo,Réseau,Note\nana,TikTok,x\nbob,TikTok,"' + "y" * 200_000 + "\ncleo,TikTok,z\n"
    )
    assert rows(path, "creator")[0]["handle"] == "ana"
    assert any("not readable" in why for _, why in rejects(path))


def test_nul_bytes_in_a_list_are_dropped(tmp_path: Path):
    assert rows(table(tmp_path, "Pseudo,Réseau\na\0na,TikTok\n"), "creator")[0]["handle"] == "ana"
