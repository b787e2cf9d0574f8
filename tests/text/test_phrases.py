"""Phrases: both engines give the same answer, and no phrase crosses a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candide.text.phrases import Phrasebook, phrase_of
from candide.text.words import split

WORDINGS = ("produit offert", "offert", "offert par", "par", "n'achetez pas", "#pub", "20 %", "a b a", "a")
PHRASES = [phrase_of(w) for w in WORDINGS]
TEXTS = st.lists(
    st.lists(
        st.sampled_from(
            ["produit", "offert", "par", "n'achetez", "pas", "#pub", "20%", "a", "b", ".", "😀", "\n"]
        ),
        max_size=14,
    ).map(" ".join),
    max_size=4,
)


def found(texts: list[str], *, plain: bool) -> list[tuple[int, int]]:
    number, first = Phrasebook(PHRASES, plain=plain).find(split(texts))
    return sorted(zip(number.tolist(), first.tolist(), strict=True))


@given(TEXTS)
def test_the_plain_engine_equals_the_automaton(texts: list[str]):
    assert found(texts, plain=True) == found(texts, plain=False)


def test_overlapping_phrases_are_all_found():
    assert found(["produit offert par Bob"], plain=False) == [(0, 0), (1, 1), (2, 1), (3, 2)]


def test_a_phrase_begins_and_ends_with_whole_words():
    assert found(["offerte parfois"], plain=False) == []


@pytest.mark.parametrize("plain", [True, False])
def test_no_phrase_crosses_a_sentence_or_a_text(plain: bool):
    assert (0, 0) not in found(["Le produit. Offert ou non"], plain=plain)
    assert found(["produit", "offert"], plain=plain) == [(1, 1)]


def test_a_wording_with_a_sentence_break_is_refused():
    with pytest.raises(ValueError, match="sentence break"):
        phrase_of("fin. début")


def test_the_quick_way_to_fold_a_wording_equals_the_engine():
    for wording in ("n'achetez pas", "apres-ski 20", "don't buy it"):
        assert phrase_of(wording) == tuple(split([wording]).line.split())
