"""Accounts as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candide.source.accounts import Account, platform, read_account

CHANNEL = "UC" + "a" * 22


@pytest.mark.parametrize(
    ("typed", "account"),
    [
        ("ana.des.livres", Account(None, handle="ana.des.livres")),
        (" @ana ", Account(None, handle="ana")),
        ("_ana_", Account(None, handle="_ana_")),
        ("https://www.instagram.com/ana/?hl=fr", Account("instagram", handle="ana")),
        ("instagram.com/ana", Account("instagram", handle="ana")),
        ("https://www.tiktok.com/@ana?lang=fr", Account("tiktok", handle="ana")),
        ("https://www.tiktok.com/@ana/video/7500000000000000001", Account("tiktok", handle="ana")),
        ("youtube.com/@ana-lit", Account("youtube", handle="ana-lit")),
        (f"https://m.youtube.com/channel/{CHANNEL}/videos", Account("youtube", native_id=CHANNEL)),
        (CHANNEL, Account("youtube", native_id=CHANNEL)),
        ("900000000000000101", Account(None, native_id="900000000000000101")),
        ("1234", Account(None, handle="1234")),
    ],
)
def test_an_account_is_read(typed: str, account: Account):
    assert read_account(typed) == account


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Ana des livres", "not a handle"),
        ("@ana / @bob", "not a handle"),
        ("ana@exemple.fr", "not a handle"),
        ("https://www.instagram.com/p/Cxyz/", "a post"),
        ("https://www.instagram.com/", "of a platform"),
        ("https://www.tiktok.com/foryou", "not the address of a profile"),
        ("https://vm.tiktok.com/ZMabc/", "short link"),
        ("https://youtu.be/abc", "short link"),
        ("https://www.youtube.com/c/Ana", "channel id"),
        ("https://exemple.fr/ana", "not read here"),
        ("7.23457E+18", "scientific"),
        ("=HYPERLINK(A1)", "formula"),
    ],
)
def test_what_names_no_account_says_why(typed: str, words: str):
    found = read_account(typed)
    assert isinstance(found, str)
    assert words in found


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Insta", "instagram"),
        ("IG", "instagram"),
        ("Tik Tok", "tiktok"),
        ("tik-tok", "tiktok"),
        ("YT", "youtube"),
        ("x", None),
    ],
)
def test_a_platform_has_many_spellings(word: str, name: str | None):
    assert platform(word) == name


@given(st.text(max_size=80))
def test_any_cell_is_an_account_or_a_reason(typed: str):
    found = read_account(typed)
    assert isinstance(found, str) or found.handle or found.native_id
