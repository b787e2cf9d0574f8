"""Counts as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candide.text.numbers import LARGEST, read_count

READ = {
    # plain
    "0": (0, 0, 0),
    "7": (7, 7, 7),
    "12345": (12345,) * 3,
    " 1240 ": (1240,) * 3,
    "12.0": (12,) * 3,
    "1234,00": (1234,) * 3,
    # grouped
    "12 345": (12345,) * 3,
    "12\u202f345": (12345,) * 3,
    "12\u00a0345": (12345,) * 3,
    "12\u2009345": (12345,) * 3,
    "1 234 567": (1234567,) * 3,
    "1,234": (1234,) * 3,
    "1.234": (1234,) * 3,
    "1,234,567": (1234567,) * 3,
    "1.234.567": (1234567,) * 3,
    "12'345": (12345,) * 3,
    "12’345": (12345,) * 3,
    "1.234,00": (1234,) * 3,
    # with a unit
    "12,3 k": (12300, 12250, 12349),
    "12.3K": (12300, 12250, 12349),
    "12,3\u00a0k": (12300, 12250, 12349),
    "500k": (500_000, 499_500, 500_499),
    "10 K": (10_000, 9_500, 10_499),
    "48.5M": (48_500_000, 48_450_000, 48_549_999),
    "1.2 M": (1_200_000, 1_150_000, 1_249_999),
    "1,25 M": (1_250_000, 1_245_000, 1_254_999),
    "1.234 M": (1_234_000, 1_233_500, 1_234_499),
    "0,5 M": (500_000, 450_000, 549_999),
    "2,1 Md": (2_100_000_000, 2_050_000_000, 2_149_999_999),
    "2.1B": (2_100_000_000, 2_050_000_000, 2_149_999_999),
    "3 mille": (3000, 2500, 3499),
    "3,5 milliers": (3500, 3450, 3549),
    "12 thousand": (12_000, 11_500, 12_499),
    "1,5 million": (1_500_000, 1_450_000, 1_549_999),
    "2 millions": (2_000_000, 1_500_000, 2_499_999),
    "1 milliard": (1_000_000_000, 500_000_000, 1_499_999_999),
    "1.5 Mio": (1_500_000, 1_450_000, 1_549_999),
    "1 234,5 k": (1_234_500, 1_234_450, 1_234_549),
    "12k5": (12_500, 12_450, 12_549),
    "1M2": (1_200_000, 1_150_000, 1_249_999),
    # with a noun
    "12 345 abonnés": (12345,) * 3,
    "12,3 k abonné·es": (12300, 12250, 12349),
    "1,234 followers": (1234,) * 3,
    "48.5M subscribers": (48_500_000, 48_450_000, 48_549_999),
    "900 abos": (900,) * 3,
    # about
    "≈ 5000": (5000, 4500, 5499),
    "~12k": (12_000, 11_500, 12_499),
    "env. 3 000": (3000, 2500, 3499),
    "environ 12 300": (12_300, 12_250, 12_349),
    "about 5400": (5400, 5350, 5449),
    # at least
    "10K+": (10_500, 10_000, 10_999),
    "5000+": (5500, 5000, 5999),
    "+ 5 000": (5500, 5000, 5999),
    "> 12 300": (12_350, 12_300, 12_399),
    "plus de 3 k": (3500, 3000, 3999),
    # ranges
    "5-10k": (7500, 5000, 10_000),
    "5k à 10k": (7500, 5000, 10_000),
    "10 000 – 15 000": (12_500, 10_000, 15_000),
    "1 to 2 M": (1_500_000, 1_000_000, 2_000_000),
}
NOT_READ = (
    "", " ", "-", "k", "M", "mille", "abonnés", "beaucoup", "n/a", "-5", "5%", "12 k€", "12,3", "0.123",
    "1,234 k", "12.345 K", "1,23,456", "12 34", "1 2345", "12345 678", "1,2345 k", "12²", "½", "٣٤٥",
    "1e5", "0x10", "3 + 4", "2024-11-22", "11-2024", "10-5", "06 12 34 56 78", "+33612345678",
    "7234567890123456789", "10 k k", "k10", "12k5,5", "1.2.3", "1..2", "5-10-15k", "< 5000", "#REF!",
    "=1+1", "12:30",
)  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_it_reads_what_a_person_means(text: str):
    assert read_count(text) == READ[text]


@pytest.mark.parametrize("text", NOT_READ)
def test_it_reads_nothing_where_there_is_no_count_or_more_than_one(text: str):
    assert read_count(text) is None


@given(st.text(max_size=40))
def test_any_text_is_read_or_not_and_a_reading_keeps_its_order(text: str):
    found = read_count(text)
    assert found is None or 0 <= found.low <= found.value <= found.high <= 2 * LARGEST


@given(st.integers(0, LARGEST), st.sampled_from(("{:d}", "{:,}", " {:d} ")))
def test_a_number_written_out_is_itself(number: int, form: str):
    assert read_count(form.format(number)) == (number,) * 3


@given(st.integers(0, LARGEST), st.sampled_from("\u202f\u00a0\u2009 '"))
def test_a_number_grouped_in_the_french_way_is_itself(number: int, mark: str):
    assert read_count(f"{number:,}".replace(",", mark)) == (number,) * 3


@given(st.integers(1_000, 999_949), st.sampled_from((",", ".")), st.sampled_from(("k", " k", "\u202fK")))
def test_the_interval_holds_the_number_that_was_printed(number: int, mark: str, unit: str):
    printed = f"{number / 1000:.1f}".replace(".", mark) + unit
    found = read_count(printed)
    assert found is not None
    assert found.low - 1 <= number <= found.high + 1


@given(st.integers(1, 999), st.integers(0, 9), st.sampled_from(("k", "M", "Md")))
def test_french_and_english_writings_agree(whole: int, tenth: int, unit: str):
    english = {"k": "K", "M": "M", "Md": "B"}[unit]
    assert read_count(f"{whole},{tenth} {unit}") == read_count(f"{whole}.{tenth}{english}")
