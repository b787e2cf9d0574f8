"""Every pack against its own lines."""

import pytest

from candide import pack

PACKS = list(pack.load())


@pytest.mark.parametrize("one", PACKS, ids=[p.id for p in PACKS])
def test_a_pack_keeps_its_own_lines(one: pack.Pack):
    assert pack.check(one) == []


@pytest.mark.parametrize("one", PACKS, ids=[p.id for p in PACKS])
def test_a_pack_says_what_it_is_in_both_languages(one: pack.Pack):
    assert {"fr", "en"} <= set(one.title)
    assert one.status in ("draft", "trial", "stable", "retired")


def test_nothing_unverified_is_stable():
    assert {p.status for p in PACKS if p.id.startswith("disclosure")} == {"draft"}
