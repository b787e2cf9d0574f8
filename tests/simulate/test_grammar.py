"""Sentences, dice and ids."""

import pytest

from candide.simulate import ids
from candide.simulate.dice import Dice
from candide.simulate.grammar import Grammar, grammar, words
from candide.simulate.person import significant


def test_a_symbol_is_expanded_until_no_slot_is_left() -> None:
    rules = Grammar({"top": ["{hello} {who}"], "hello": ["hi"], "who": ["{name}, you"]})
    assert rules.say("top", Dice(1), {"name": "Ana"}) == "hi Ana, you"


def test_a_capital_slot_capitalises_and_an_unknown_one_fails() -> None:
    rules = Grammar({"top": ["{Thing}"], "odd": ["{nowhere}"]})
    assert rules.say("top", Dice(1), {"thing": "le pain"}) == "Le pain"
    with pytest.raises(KeyError, match="nowhere"):
        rules.say("odd", Dice(1), {})


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("parler de le pain", "parler du pain"),
        ("parler de les noix", "parler des noix"),
        ("à le four", "au four"),
        ("de ici", "d'ici"),
        ("de la mer", "de la mer"),
        ("on  va , là .", "on va, là."),
    ],
)
def test_french_is_contracted(typed: str, said: str) -> None:
    assert Grammar({"top": [typed]}, french=True).say("top", Dice(1), {}) == said


@pytest.mark.parametrize("language", ["fr", "en"])
def test_long_comments_seldom_repeat_by_chance(language: str) -> None:
    dice, rules = Dice(3), grammar("comments", language)
    given = {
        "thing": words(f"themes_{language}")["jardin"]["thing"],
        "city": ["Cork", "Metz"],
        "friend": ["zou_bleu"],
    }
    said = [rules.say("long", dice, given) for _ in range(500)]
    assert len(set(said)) > 480


def test_weights_are_chances() -> None:
    dice = Dice(4)
    drawn = [dice.weighted({"a": 3.0, "b": 1.0}) for _ in range(4000)]
    assert drawn.count("a") / 4000 == pytest.approx(0.75, abs=0.03)


@pytest.mark.parametrize("tails", ["lognormal", "pareto"])
def test_noise_has_its_median_at_zero(tails) -> None:
    drawn = Dice(5).noise(20_000, 0.5, tails, surprises=True)
    assert abs(float(sum(drawn > 0)) / 20_000 - 0.5) < 0.015


def test_ids_hold_their_time_and_codes_their_id() -> None:
    assert int(ids.tiktok(1_770_000_000, Dice(6))) >> 32 == 1_770_000_000
    media = ids.instagram(1_770_000_000, Dice(6))
    assert len(media) == 19 and len(ids.shortcode(media)) == 11
    assert ids.folded("Zolvène & Co") == "zolveneco"


@pytest.mark.parametrize(
    ("count", "shown"), [(999, 999), (4_563, 4_560), (12_345, 12_300), (99_960, 100_000)]
)
def test_three_figures_are_kept(count: int, shown: int) -> None:
    assert significant(count, 3) == shown
