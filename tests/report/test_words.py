"""The fixed words: both languages say the same things, and none of them accuses."""

import re
from string import Formatter

import pytest

from candide.report.columns import COLUMNS
from candide.report.html import HERE
from candide.report.words import count, table
from tools.words_check import NEVER

#: Families whose names come from documents, or are put together from a list in the code.
CLOSED = (
    *("part", "axis", "kind", "coincides", "detail", "span", "said", "preset", "status", "purpose", "unit"),
    *("count", "sheet", "first", "who", "axes", "rug", "rows", "read"),
)


def places(wording):
    return {name for _, name, _, _ in Formatter().parse(wording) if name}


def test_both_languages_have_the_same_keys():
    assert set(table("fr")) == set(table("en"))


def test_a_wording_has_the_same_places_in_both_languages():
    assert [key for key in table("en") if places(table("fr")[key]) != places(table("en")[key])] == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_word_that_accuses_is_ever_printed(page, lang):
    assert NEVER.findall(page.text(lang)) == []
    assert NEVER.findall(" ".join(table(lang).values())) == []


def test_every_fixed_word_is_used():
    code = "".join(p.read_text("utf-8") for p in HERE.rglob("*") if p.suffix in (".py", ".html"))
    named = set(re.findall(r'"([a-z_]+\.[a-z_0-9.]+)"', code))
    named |= {f"col.{key}" for columns in COLUMNS.values() for key, _ in columns}
    closed = tuple(f"{name}." for name in CLOSED)
    assert [key for key in table("en") if key not in named and not key.startswith(closed)] == []


@pytest.mark.parametrize(
    ("n", "fr", "en"),
    [(0, "0 publication", "0 posts"), (1, "1 publication", "1 post"), (2, "2 publications", "2 posts")],
)
def test_none_is_singular_in_french_and_plural_in_english(n, fr, en):
    said = count("posts", n)
    assert (said.fr, said.en) == (fr, en)
