"""Commercial relation: the cast, and the settled cases of the labelling guide."""

import pytest

from tests.cast import ANA, BOB, CLEO
from tests.labels.posts import record, relation, say, value


def test_ana_buys_her_bread_and_says_so():
    assert (
        relation("Le pain de la boulangerie d'en bas, 1,20 €, toujours aussi bon.", handle=ANA.handle)
        == "none"
    )


def test_bob_is_paid_and_says_so():
    text = "Partenariat rémunéré avec Visseto : je monte l'étagère en dix minutes. Code BOB15."
    assert relation(text, handle=BOB.handle) == "disclosed_clear"


def test_cleo_is_paid_and_silent():
    text = "Mes carnets Plumo ne me quittent plus, -15 % avec CLEO15 jusqu'à dimanche"
    assert relation(text, handle=CLEO.handle) == "undisclosed_cues"


@pytest.mark.parametrize(
    "text",
    [
        "Publicité : la brosse Belcil",
        "𝗣𝘂𝗯 | la brosse Belcil",
        "Ad: the Belcil brush",
        "The Belcil brush, day two #ad",
        "La brosse Belcil m'a été offerte par la marque",
        "Sponsored by Belcil, brushed by me",
        "Lien affilié : je touche une petite commission",
        "Amazon Associate here: I earn from qualifying orders",
        "Avec mon lien, 10 € pour toi et 10 € pour moi",
        "Hotel and train all paid for by Belcil",
    ],
)
def test_an_explicit_statement_is_clear(text: str):
    assert relation(text) == "disclosed_clear"


@pytest.mark.parametrize(
    "text",
    [
        "Ma routine du soir #collab",
        "En partenariat avec Belcil, trois coiffures",
        "Merci @belcil pour ce colis",
        "My evening routine #spon",
        "Opening my PR package from Belcil",
        "Invitation presse chez Belcil hier soir",
        "Ravie de devenir ambassadrice Belcil",
        "brush c/o @belcil",
        "La brosse est arrivée, je me coiffe en chantant tous les matins #ad",
        "Brushing my hair #a #b #c #d #e #f #g #ad",
        "Brushing my hair #adventuread",
    ],
)
def test_a_hint_or_a_buried_foreign_or_glued_term_is_ambiguous(text: str):
    assert relation(text) == "disclosed_ambiguous"


def test_the_seventh_tag_is_seen_and_the_eighth_is_buried():
    assert relation("Brushing my hair #a #b #c #d #e #f #ad") == "disclosed_clear"
    assert relation("Brushing my hair #a #b #c #d #e #f #g #ad") == "disclosed_ambiguous"


@pytest.mark.parametrize(
    "text",
    [
        "Mon code ANA15 marche encore",
        "https://belcil.example/brosse?ref=ana la brosse du matin",
        "La brosse Belcil à 19 €, lien en bio",
        "Swipe up to shop the brush",
        "La marque Belcil m'a envoyé la brosse lundi",
        "GIVEAWAY with @belcil: one of you wins the brush",
        "@belcil a sorti une brosse révolutionnaire, foncez",
        "10 € pour toi avec mon lien de parrainage",
    ],
)
def test_a_strong_cue_or_two_weak_ones_without_disclosure(text: str):
    assert relation(text) == "undisclosed_cues"


@pytest.mark.parametrize(
    ("text", "bio"),
    [
        ("Deux places demain dans mon salon, 10 h et 14 h", None),
        ("Nouvelle fournée de bols en ligne dimanche", "Céramiste à Lyre"),
        ("My book is out on Thursday, link in bio", None),
        ("New drop Friday 7pm, grab one before they fly @wheel.clay", "The hands behind @wheel.clay"),
        ("-20 % sur mes patrons avec AIGUILLE20", None),
    ],
)
def test_ones_own_business_is_no_partnership(text: str, bio: str | None):
    assert relation(text, bio=bio, handle="lou") == "own_business"


@pytest.mark.parametrize(
    "text",
    ["Non sponsorisé, achetée avec mes sous : cette brosse", "Not an ad, I bought this brush myself"],
)
def test_a_denial_without_a_strong_cue(text: str):
    assert relation(text) == "denial"


def test_a_denial_beside_a_code_contradicts_itself():
    text = "Pas une pub, je l'ai payée moi-même. Code ANA15 pour -15 %"
    assert (relation(text), value("contradiction", text)) == ("undisclosed_cues", "true")


def test_a_denial_beside_a_clear_tag_contradicts_itself():
    text = "NOT an ad before you ask. The brush is good. #ad"
    assert (relation(text), value("contradiction", text)) == ("disclosed_clear", "true")


def test_no_contradiction_has_no_row():
    assert value("contradiction", "Publicité : la brosse Belcil") is None


@pytest.mark.parametrize(
    "text",
    [
        "Le code du travail change en mai",
        "The dress code was black tie",
        "Premier vrai pub irlandais, trois violons et des pintes #pub",
        "Ma sœur m'a offert une brosse rouge pour mes trente ans",
        "Notre partenariat avec l'école Pasteur commence lundi",
        "Long run done with my #partner, married in April",
        "J'ai vu trois pubs avant le film",
        "La recette complète est en bio",
        "Je donne mes vieux livres, concours de la plus belle dédicace",
        "« Sponsorisé par Belcil », disait l'affiche",
        "PR today!!! 48 minutes",
        "Is this sponsored? people ask",
    ],
)
def test_the_same_words_in_another_sense_are_no_cue(text: str):
    assert relation(text) == "none"


def test_the_platforms_label_alone_discloses_with_no_words():
    (row,) = [r for r in say(record("Un matin calme", paid_label=True)) if r["label"] == "relation"]
    assert (row["value"], row["spans"]) == ("disclosed_clear", [])


def test_a_post_of_which_nothing_was_read_has_no_row():
    assert "relation" not in {r["label"] for r in say(record(None, parts=None))}
    assert "relation" in {r["label"] for r in say(record(None, parts=None, paid_label=True))}
    assert relation("") == "none"


def test_every_answer_but_none_quotes_the_words_and_the_rule():
    text = "Voilà ma 𝗣𝘂𝗯 : la brosse. Publicité avec @belcil"
    (row,) = [r for r in say(record(text)) if r["label"] == "relation"]
    spans = [s for s in row["spans"] if s["kind"] == "disclosure"]
    assert spans and all(text[s["start"] : s["end"]] == s["text"] for s in spans)
    assert all(s["pack"].startswith("disclosure-fr@") and s["rule"].startswith("DIS-FR") for s in spans)
    assert {s["part"] for s in spans} == {"caption"}


def test_parts_that_were_not_there_are_named():
    (row,) = [r for r in say(record("Un matin", kind="video")) if r["label"] == "relation"]
    assert row["unread"] == ["on_screen", "transcript"]


def test_every_part_of_a_post_is_read():
    parts = [
        {"part": "title", "position": 0, "text": "Ma brosse"},
        {"part": "description", "position": 0, "text": "Sponsorisé par Belcil"},
    ]
    (row,) = [r for r in say(record(None, parts=parts, platform="youtube")) if r["label"] == "relation"]
    assert (row["value"], row["spans"][0]["part"]) == ("disclosed_clear", "description")
