"""Labels that list: codes, links, mentions, tags, partners, and the platform's own label."""

import pytest

from tests.cast import BOB
from tests.labels.posts import record, say, value, values


@pytest.mark.parametrize(("flag", "word"), [(True, "stated"), (False, "not_stated"), (None, "unknown")])
def test_the_platforms_label_has_three_states(flag: bool | None, word: str):
    assert value("platform_label", "Bonjour", paid_label=flag) == word


def test_codes_are_listed_once_in_capitals_with_their_words():
    rows = [r for r in say(record("Code bob15 ! Oui, code BOB15, -15 % avec BOB15")) if r["label"] == "code"]
    assert [r["value"] for r in rows] == ["BOB15"]
    assert rows[0]["spans"][0]["text"].startswith("Code bob15")


def test_a_code_may_carry_the_handle_and_no_digit():
    assert values("code", "Mettez BOBBRICOLE dans la case au moment de payer", handle=BOB.handle) == [
        "BOBBRICOLE"
    ]


def test_links_give_their_host_and_say_whether_somebody_earns():
    text = "https://www.lune.example/?ref=bob puis lune.example/x et amzn.to/4abc"
    rows = {r["value"]: r["strength"] for r in say(record(text)) if r["label"] == "link"}
    assert rows == {"lune.example": "strong", "amzn.to": "strong"}
    assert [r["strength"] for r in say(record("lune.example/a")) if r["label"] == "link"] == [None]


def test_mentions_leave_out_ones_own_account():
    text = "Avec @visseto et @bob_bricole, @Visseto encore"
    assert values("mention", text, handle=BOB.handle) == ["visseto"]


def test_tags_are_folded_and_listed_once():
    assert values("hashtag", "#Été #ete #𝗣𝘂𝗯") == ["ete", "pub"]


def test_partners_come_from_the_label_the_words_or_the_mentions():
    assert values("partner", "Un matin", paid_label=True, label_brands=["@Visseto"]) == ["visseto"]
    assert values("partner", "Sponsored by Crux & Cairn, wow") == ["cruxcairn"]
    assert values("partner", "Code BOB15 ! @visseto") == ["visseto"]
    assert values("partner", "Un café avec des amis @visseto") == []


def test_a_loose_mention_is_a_weak_sign_of_a_partner():
    rows = [r for r in say(record("Code BOB15 ! @visseto")) if r["label"] == "partner"]
    assert [r["strength"] for r in rows] == ["weak"]
