"""Dissuasion and substitute: Eve dissuades and sells; others warn, mend or comment."""

import pytest

from tests.cast import EVE
from tests.labels.posts import record, say, value


def both(text: str, **more: str) -> tuple[str | None, str | None]:
    return value("dissuasion", text, **more), value("substitute", text, **more)


def test_eve_dissuades_and_sells_a_substitute():
    text = "N'achetez pas la lampe Clarix à 90 €, elle chauffe. Prenez plutôt la Lumio, code EVE20 pour -20 %"
    assert both(text, handle=EVE.handle) == ("product", "named_commercial")
    rows = {r["label"]: r for r in say(record(text, handle=EVE.handle))}
    kinds = {s["kind"] for s in rows["substitute"]["spans"]}
    assert {"substitute", "commercial"} <= kinds
    assert rows["dissuasion"]["spans"][0]["text"].startswith("N'achetez pas")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Gardez vos 90 €, la lampe Clarix chauffe.", ("product", "none")),
        ("Don't buy the Clarix lamp, any plain lamp works the same.", ("product", "generic")),
        ("Skip the Clarix lamp. The Lumio one does the same job.", ("product", "named")),
        ("Pas besoin de la lampe Clarix : prenez ce que vous avez déjà.", ("product", "free_or_owned")),
        ("Défi : on n'achète rien de neuf ce mois-ci", ("general", "none")),
        ("Low-buy week two. Use what you already own.", ("general", "free_or_owned")),
        ("Why is everybody deinfluencing the Clarix lamp this week?", ("commentary", None)),
        ("Un article sur la désinfluence, à lire ce soir", ("commentary", None)),
        ("La lampe Clarix éclaire bien, trois étoiles", ("none", None)),
        ("J'achète mon pain chez Lou", ("none", None)),
    ],
)
def test_what_is_said_against_buying_and_for_what(text: str, answer: tuple[str, str | None]):
    assert both(text) == answer


def test_words_against_a_product_in_quotation_marks_are_told_and_not_said():
    assert value("dissuasion", "Dire « n'achetez pas ça » reste une façon de vendre.") == "commentary"
