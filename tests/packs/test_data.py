"""Packs that hold data: tiers, platforms, links."""

from itertools import pairwise

import pytest

from candide import pack
from candide.errors import UnknownName


@pytest.mark.parametrize(
    ("followers", "scheme", "name"),
    [
        (4_999, "bicom2019", "nano"), (5_000, "bicom2019", None), (None, "bicom2019", None),
        (999, "hypeauditor5", None), (1_000, "hypeauditor5", "nano"), (5_000, "hypeauditor5", "micro"),
        (1_000_000, "hypeauditor5", "mega"), (0, "later_fohr", "nano"), (10_000, "iconosquare", "nano"),
        (10_001, "iconosquare", "micro"),
    ],
)  # fmt: skip
def test_a_tier_is_a_word_of_a_named_scheme(followers: int | None, scheme: str, name: str | None):
    assert pack.tier(followers, scheme) == name


def test_an_unknown_scheme_names_the_known_ones():
    with pytest.raises(UnknownName, match="bicom2019"):
        pack.tier(1, "mine")


def test_tiers_of_a_scheme_do_not_overlap():
    for scheme in pack.load_data("tiers")["scheme"].values():
        edges = [(t["from"], t.get("below", float("inf"))) for t in scheme["tiers"]]
        assert all(a[1] == b[0] for a, b in pairwise(edges))


def test_each_platform_says_what_it_shows_and_which_parts_hold_words():
    for platform in pack.load_data("platforms")["platform"].values():
        assert platform["visible"] > 0 and platform["lines"] > 0
        assert platform["parts"]["any"]


def test_statuses_name_every_pack():
    assert {"id", "version", "status"} == set(pack.statuses()[0])
    assert len(pack.statuses()) == len(list(pack.load()))
