"""Handles, captions and addresses are written by strangers: nothing of theirs ever runs."""

import csv

import openpyxl
import pytest

from candide.report import render_html, write_csv, write_xlsx
from tests.report.documents import reading, run, shares, sheet, span
from tests.report.pages import Page
from tests.report.people import BOB, opinion, who

ATTACK = "</span></svg></style><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}\"'><b>"
CAPTION = ATTACK + " code BOB15"


@pytest.fixture(scope="module")
def hostile():
    rows = shares(1, 14, 5, [(CAPTION, [span(CAPTION, "<img src=x onerror=alert(1)>", "commercial")])])
    for row in rows:
        row |= {"url": "javascript:alert(1)", "detail": {ATTACK: ATTACK}, "category": ATTACK}
    person = who(BOB, ATTACK) | {
        "handle": ATTACK,
        "url": "javascript:alert(1)",
        "platform": ATTACK,
        "country": ATTACK,
    }
    reply = [{"at": None, "text": ATTACK, "url": "javascript:alert(1)"}]
    made = sheet(
        person, [reading("IND001", 0.3, 0.2, 0.4, rows=rows)], {}, opinion(50.0, 40.0, 60.0), reply=reply
    )
    return run([made], workspace=ATTACK), [made]


def test_no_stranger_s_tag_reaches_the_page(hostile):
    page = Page(render_html(*hostile))
    assert page.broken == []
    assert len(page.all("script")) == 1
    assert page.all("img") == page.all("b") == []
    assert not any(name.startswith("on") for _, held in page.tags for name in held)


def test_an_address_that_is_not_http_is_never_a_link(hostile):
    links = [held.get("href", "") for held in Page(render_html(*hostile)).all("a")]
    assert links
    assert all(href.startswith("#") for href in links)


def test_a_stranger_s_words_are_shown_as_they_are_written(hostile):
    shown = Page(render_html(*hostile)).text("fr")
    assert "<script>alert(1)</script>" in shown
    assert "{{7*7}}" in shown


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_workbook_or_a_csv_is_a_formula(hostile, tmp_path, first):
    document, (made,) = hostile
    made["document"]["readings"][0]["rows"][0]["text"] = first + "cmd|' /C calc'!A0\x00\x07"
    made["document"]["creator"]["display_name"] = first + "SUM(A1)"
    book = openpyxl.load_workbook(write_xlsx(document, [made], tmp_path / "report.xlsx"))
    cells = [cell for sheet_ in book for line in sheet_ for cell in line if isinstance(cell.value, str)]
    rows = csv.reader(
        write_csv(document, [made], tmp_path / "readings.csv").read_text("utf-8-sig").splitlines()
    )
    assert all(cell.data_type == "s" for cell in cells)
    texts = [cell.value for cell in cells] + [value for row in rows for value in row]
    assert not any(text.startswith(("=", "+", "-", "@", "\t", "\r")) for text in texts)
