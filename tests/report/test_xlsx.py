"""The workbook, read back as a spreadsheet reads it."""

from datetime import datetime

import openpyxl
import pytest

from candide.report import write_xlsx

SHEETS = {
    "fr": ["Vue d’ensemble", "Relevés", "Points et marches", "À récupérer", "Éléments", "À propos"],
    "en": ["Overview", "Readings", "Flags and steps", "What to fetch", "Evidence rows", "About"],
}


@pytest.fixture(scope="module", params=["fr", "en"])
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def book(cast, lang, tmp_path_factory):
    return openpyxl.load_workbook(write_xlsx(*cast, tmp_path_factory.mktemp("xlsx") / "report.xlsx", lang))


def lines(book, lang, place):
    """The rows of a sheet under its headings."""
    return list(book[SHEETS[lang][place]].iter_rows(min_row=3, values_only=True))


def test_it_has_six_sheets_named_in_the_reader_s_language(book, lang):
    assert book.sheetnames == SHEETS[lang]


def test_every_sheet_says_first_what_it_is_and_keeps_its_headings_in_sight(book):
    for sheet in book:
        assert sheet["A1"].value
        assert sheet.freeze_panes in ("A3", "B3")


def test_it_bears_the_mark_of_what_was_not_seen(book, lang):
    mark = {"fr": "pas encore vu par le créateur", "en": "not yet seen by the creator"}[lang]
    assert all(mark in sheet.oddHeader.center.text for sheet in book)
    assert mark in [row[1] for row in lines(book, lang, 5)]


def test_one_row_a_profile_with_its_opinion(cast, book, lang):
    rows = lines(book, lang, 0)
    assert [row[0] for row in rows] == sorted(s["document"]["creator"]["handle"] for s in cast[1])
    assert rows[0][9:13] == (67, 52, 79, 0.45)
    assert rows[5][9] is None


def test_every_reading_that_may_be_shown_has_its_value_or_its_reason(cast, book, lang):
    held = [r for s in cast[1] for r in s["document"]["readings"] if not r["private"]]
    rows = lines(book, lang, 1)
    assert len(rows) == len(held)
    assert sorted(row[6] for row in rows if row[6] is not None) == sorted(
        r["value"] for r in held if r["value"] is not None
    )
    assert all(row[15] for row in rows if row[6] is None)


def test_a_rate_is_a_percentage_and_a_date_a_date(book, lang):
    readings, evidence = book[SHEETS[lang][1]], book[SHEETS[lang][4]]
    assert readings["G3"].number_format == "0.00%"
    assert isinstance(evidence["G3"].value, datetime)


def test_private_readings_stay_out_and_the_workbook_says_so(book, lang):
    assert not any(row[3] == "PRI001" for row in lines(book, lang, 4))
    assert any(
        "réserv" in str(row[1]) or "private to the profile" in str(row[1]) for row in lines(book, lang, 5)
    )


def test_a_step_says_what_it_coincides_with(book, lang):
    steps = [row for row in lines(book, lang, 2) if row[9] is not None]
    assert [row[0] for row in steps] == ["dov.daily", "gus_en_cuisine", "gus_en_cuisine"]
    assert "La tarte qui tourne mal" in steps[2][12]


def test_rows_beyond_the_cap_are_left_out_and_counted(cast, tmp_path):
    book = openpyxl.load_workbook(write_xlsx(*cast, tmp_path / "r.xlsx", "en", most=10))
    assert len(lines(book, "en", 4)) == 10
    assert any("10 of 709 items" in str(row[1]) for row in lines(book, "en", 5))


def test_the_same_documents_give_the_same_bytes(cast, tmp_path):
    first, second = (write_xlsx(*cast, tmp_path / name).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert first == second
