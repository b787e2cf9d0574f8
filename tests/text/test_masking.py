"""Taking people out of a text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candide.text.masking import mask_people, mask_spans, strip_contacts

CONTACTS = (
    "ana@exemple.fr", "ana.des.livres+pro@mail.exemple.co.uk", "ana [at] exemple [dot] fr",
    "ana (arobase) exemple.fr", "06 12 34 56 78", "0612345678", "06.12.34.56.78", "+33 6 12 34 56 78",
    "+33 (0)6 12 34 56 78", "0033612345678", "514-555-0199", "(514) 555-0199", "+1 514 555 0199",
    "0470 12 34 56", "wa.me/33612345678", "t.me/ana",
)  # fmt: skip
KEPT = (
    "12 345 678 vues", "1,234,567,890 followers", "PROMO20262027", "2026-01-05 12:30:00",
    "prix : 1 299,00 €", "code ANA10", "7288995634328177926", "lu 3 fois en 2025",
    "https://exemple.fr/livres", "merci @ana.des.livres", "à 10h30", "rendez-vous le 12/01/2026 à 18 h",
    "ana.b",
)  # fmt: skip


@pytest.mark.parametrize("contact", CONTACTS)
def test_a_contact_is_removed_and_the_words_around_it_stay(contact: str):
    assert strip_contacts(f"écris : {contact} !") == "écris : … !"


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_contact_stays(text: str):
    assert strip_contacts(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("merci @ana.des.livres, top", "merci @…, top"),
        ("@bob_bricole @Cleo-Carnet.", "@… @…."),
        ("＠ana et ﹫bob", "@… et @…"),
        ("merci@ana", "merci@…"),
        ("écris à fan@exemple.fr ou @fan", "écris à … ou @…"),
        ("pas d'arobase ici", "pas d'arobase ici"),
        ("@… déjà", "@… déjà"),
    ],
)
def test_handles_are_masked_in_comments(text: str, masked: str):
    assert mask_people(text) == masked


def test_a_mention_that_shows_a_name_is_masked_by_its_place():
    assert mask_spans("👋 @Ana B. bravo", [(3, 10)]) == "👋 @… bravo"


def test_a_place_that_holds_no_mention_is_left_alone():
    assert mask_spans("bonjour Ana", [(0, 7), (90, 95), (-1, 3)]) == "bonjour Ana"


@given(st.text())
def test_masking_twice_changes_nothing_more(text: str):
    once = mask_people(text)
    assert mask_people(once) == once


@given(st.text(), st.text(alphabet="abcdefghij._", min_size=1, max_size=30))
def test_no_handle_survives(before: str, name: str):
    masked = mask_people(f"{before} @a{name}b ")
    assert f"@a{name}b" not in masked


@pytest.mark.parametrize(
    "hostile", ["a" * 200_000 + "@", "1 " * 100_000, "a@" * 50_000, "(at" * 50_000, "0" * 200_000]
)
def test_a_hostile_text_costs_little(hostile: str):
    began = time.perf_counter()
    mask_people(hostile)
    assert time.perf_counter() - began < 1
