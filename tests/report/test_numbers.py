"""Numbers, dates and intervals read as a French or an English reader writes them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candide.report import numbers
from candide.report.both import Both, french

N, M = "\u202f", "\u2212"


@pytest.mark.parametrize(
    ("made", "fr", "en"),
    [
        (lambda lang: numbers.number(1234567, lang=lang), f"1{N}234{N}567", "1,234,567"),
        (lambda lang: numbers.number(-0.5, 1, lang=lang), f"{M}0,5", f"{M}0.5"),
        (lambda lang: numbers.number(-0.0001, 1, lang=lang), "0,0", "0.0"),
        (lambda lang: numbers.percent(0.031, 1, lang=lang), f"3,1{N}%", "3.1%"),
        (lambda lang: numbers.between(0.024, 0.04, "share", 1, lang=lang), f"2,4 à 4,0{N}%", "2.4 to 4.0%"),
        (lambda lang: numbers.amount(1.6, "days", 1, lang=lang), "1,6 jours", "1.6 days"),
        (lambda lang: numbers.plain(0.01234, lang=lang), "0,0123", "0.0123"),
        (lambda lang: numbers.plain(15700.0, lang=lang), f"15{N}700", "15,700"),
        (lambda lang: numbers.day("2026-01-29", lang=lang), "29 janvier 2026", "29 January 2026"),
        (lambda lang: numbers.day("2026-02-01", lang=lang), "1er février 2026", "1 February 2026"),
        (lambda lang: numbers.day("2026-07-03", lang=lang, short=True), "3 juill. 2026", "3 Jul 2026"),
        (lambda lang: numbers.days("2026-01-03", "2026-02-01", lang=lang),
         "du 3 janvier au 1er février 2026", "3 January to 1 February 2026"),
        (lambda lang: numbers.week("2026-W05", lang=lang),
         "semaine du 26 janvier 2026", "week of 26 January 2026"),
        (lambda lang: numbers.minutes(40, lang=lang), f"40{N}min", f"40{N}min"),
        (lambda lang: numbers.minutes(150, lang=lang), f"2{N}h 30", f"2{N}h 30"),
    ],
)  # fmt: skip
def test_a_figure_is_written_in_the_reader_s_way(made, fr, en):
    assert (made("fr"), made("en")) == (fr, en)


@pytest.mark.parametrize(
    ("low", "high", "unit", "digits"),
    [
        (0.024, 0.04, "share", 1),
        (0.48, 0.74, "share", 0),
        (0.0041, 0.0055, "per_view", 2),
        (48, 74, "points", 0),
    ],
)
def test_a_rate_keeps_the_digits_that_its_interval_supports(low, high, unit, digits):
    assert numbers.digits_for(low, high, unit) == digits


@pytest.mark.parametrize(
    "when",
    ["2026-01-29", "2026-01-29T00:00:00Z", date(2026, 1, 29), datetime(2026, 1, 29, tzinfo=UTC), 20482],
)
def test_a_day_is_the_same_however_a_document_writes_it(when):
    assert numbers.day(when, lang="en") == "29 January 2026"


def test_french_signs_stand_after_a_narrow_space():
    assert french("Vu : « oui » ; 40 % !") == f"Vu{N}: «{N}oui{N}»{N}; 40{N}%{N}!"


def test_a_pair_without_one_language_says_the_other():
    assert Both.of({"fr": "oui"}).en == "oui"


@given(st.floats(-1e9, 1e9, allow_nan=False), st.integers(0, 4))
def test_both_languages_write_the_same_digits(x, digits):
    fr, en = (numbers.number(x, digits, lang=lang) for lang in ("fr", "en"))
    assert [c for c in fr if c.isdigit()] == [c for c in en if c.isdigit()]
