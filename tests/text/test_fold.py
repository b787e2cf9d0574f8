"""Folding: one spelling, and the way back to the words as written."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from candide.text.fold import fold, fold_text

ODD = st.text(
    st.one_of(st.characters(), st.sampled_from("éÉœŒßİﬁ½…’«»𝗣𝘂𝗯𝓪𝔻①№™\u0301\u200d\ufe0f\u00ad️👩‍👧🇫🇷#@%€ \n.,"))
)


def test_bold_capitals_and_accents_fold_to_one_spelling():
    assert {fold_text(t) for t in ("pub", "PUB", "𝗣𝘂𝗯", "ＰＵＢ", "ⓟⓤⓑ", "Pu\u200db")} == {"pub"}
    assert fold_text("Sponsorisé") == fold_text("SPONSORISE\u0301") == "sponsorise"
    assert fold_text("l’œuvre — 20 %") == "l'oeuvre - 20 %"


def test_plain_text_needs_no_map():
    assert fold("a plain caption").at is None


def test_a_span_of_the_folded_text_quotes_the_raw_words():
    folded = fold("Voilà ma 𝗣𝘂𝗯, ﬁère")
    at = folded.text.index("pub")
    assert folded.raw[slice(*folded.raw_span(at, at + 3))] == "𝗣𝘂𝗯"
    at = folded.text.index("fiere")
    assert folded.raw[slice(*folded.raw_span(at, at + 5))] == "ﬁère"


def test_a_removed_mark_belongs_to_the_letter_before_it():
    folded = fold("ete\u0301 chaud")
    assert folded.raw[slice(*folded.raw_span(0, 3))] == "ete\u0301"


@given(ODD)
def test_each_folded_character_comes_from_where_the_map_says(text: str):
    folded = fold(text)
    at = range(len(folded.text)) if folded.at is None else folded.at.tolist()
    assert len(at) == len(folded.text) == len(folded.classes) == len(folded.capitals)
    assert list(at) == sorted(at)
    for char, place in zip(folded.text, at, strict=True):
        assert char in fold_text(text[place])


@given(ODD)
def test_folding_twice_changes_nothing(text: str):
    once = fold_text(text)
    assert fold_text(once) == once


@given(ODD)
def test_every_span_maps_to_a_span_that_folds_to_it(text: str):
    folded = fold(text)
    for start in range(0, len(folded.text), 3):
        raw = slice(*folded.raw_span(start, start + 1))
        assert folded.text[start] in fold_text(folded.raw[raw])


@given(ODD)
def test_no_mark_case_or_format_sign_is_left(text: str):
    assert not any(unicodedata.category(c) in ("Mn", "Me", "Cf", "Lt") for c in fold_text(text))


def test_lone_surrogates_and_right_to_left_marks_do_not_crash():
    assert fold_text("a\ud800b\u202ec") == "a\ud800bc"
