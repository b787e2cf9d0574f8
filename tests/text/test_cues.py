"""Cues: chains, scope, glue and language, on rules made for the test and on ours."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candide import pack
from candide.text.cues import CueTable, Matcher
from candide.text.rule import Rule
from candide.text.scope import POLARITIES

LISTS = {
    "negator": ["pas", "not", "no"], "contrast": ["mais", "but"], "reporter": ["mot", "word"],
    "function": ["le", "la", "the", "mon", "my", "je"], "determiner": ["la", "the"], "particle": ["du"],
    "kin": ["soeur", "sister"], "civic": ["ecole"], "currency": ["€", "$"], "percent": ["%"],
    "tag_stem": ["adventure"], "given_name": ["ana"],
}  # fmt: skip
RULES = (
    Rule("AD", "t@1", "disclosure", strength="clear", tags=("pub", "ad"), glued=("ad",),
         checks=frozenset({"negation", "quotation", "report", "question"})),
    Rule("BY", "t@1", "disclosure", strength="clear", phrases=("offert par {brand}", "gifted by {brand}"),
         checks=frozenset({"negation", "quotation", "person"})),
    Rule("GIFT", "t@1", "disclosure", strength="ambiguous", phrases=("offert",)),
    Rule("ALONE", "t@1", "disclosure", strength="clear", phrases=("pub",), checks=frozenset({"apart"})),
    Rule("CODE", "t@1", "commercial", "code", "strong", phrases=("code {code}", "{sure_code} ... %"),
         unless=("code du travail",), checks=frozenset({"negation"})),
    Rule("BUY", "t@1", "commercial", "call", "weak", phrases=("foncez",), without=("loterie",)),
    Rule("OK", "t@1", "filler", phrases=("not only",)),
    Rule("PAT", "t@1", "commercial", "pattern", "weak", patterns=(r"promo-\d+",)),
)  # fmt: skip
MATCHER = Matcher(RULES, LISTS)


def read(text: str) -> list[tuple[str, str, str]]:
    table = MATCHER.read([text])
    return [
        (
            table.rules[table.rule[k]].id,
            " ".join(table.words.word(w) for w in range(table.start[k], table.end[k])),
            POLARITIES[table.polarity[k]],
        )
        for k in range(len(table))
    ]


def test_a_slot_takes_the_whole_name_after_determiners():
    assert read("Offert par la Brûlerie du Port hier") == [
        ("BY", "offert par la brulerie du port", "asserts")
    ]
    assert read("gifted by @lune.clay") == [("BY", "gifted by @lune.clay", "asserts")]


def test_the_longer_cue_of_a_kind_wins():
    assert [rule for rule, *_ in read("un thé offert par Belcil")] == ["BY"]


def test_a_person_is_no_brand():
    assert read("offert par Ana pour mes trente ans") == [("GIFT", "offert", "asserts")]
    assert read("gifted by my sister Zelda") == []


def test_a_negator_denies_within_its_sentence_and_window():
    assert read("pas du tout offert par Belcil")[0][2] == "denies"
    assert read("Pas mal. Offert par Belcil")[0][2] == "asserts"
    assert read("pas cher mais offert par Belcil")[0][2] == "asserts"
    assert read("pas vraiment le genre de chose qui se trouve, offert par Belcil")[0][2] == "asserts"


def test_a_negator_reaches_a_tag_across_two_words_only():
    assert read("not #ad")[0][2] == "denies"
    assert read("no filter needed here #ad")[0][2] == "asserts"


def test_a_filler_denies_nothing():
    assert read("not only offert par Belcil")[0][2] == "asserts"


def test_quotation_marks_reports_and_questions_only_report():
    assert read("il a écrit « offert par Belcil » hier")[0][2] == "reports"
    assert read("le mot #pub se voit")[0][2] == "reports"
    assert read("tu mets #pub ?")[0][2] == "reports"


def test_a_label_stands_apart():
    assert read("PUB | mes bols")[0][0] == "ALONE"
    assert read("le pub du coin") == read("pub, rideau, dodo") == []


def test_codes_have_a_form_and_idioms_have_none():
    assert read("mon code LUNE15 !")[0] == ("CODE", "code lune15", "asserts")
    assert read("LUNE15 = -15 %")[0] == ("CODE", "lune15 15 %", "asserts")
    assert read("le code du travail") == read("le code postal") == []


def test_another_context_drops_a_cue():
    assert read("foncez") == [("BUY", "foncez", "asserts")]
    assert read("foncez. C'est une loterie") == []


def test_a_short_stem_glued_to_a_known_word_counts_and_to_another_does_not():
    assert [r for r, *_ in read("#adventuread")] == [r for r, *_ in read("#SundayAd")] == ["AD"]
    assert MATCHER.read(["#adventuread"]).glued.tolist() == [True]
    assert read("#bread #nomad #adidas") == []


def test_a_pattern_is_looked_for_behind_its_literal():
    assert read("voir promo-2024 ici")[0][:2] == ("PAT", "promo 2024")


def test_languages_are_voted():
    table = pack.load().matcher.read([
        "Je suis allée au marché ce matin avec mon chien", "I went to the market this morning with my dog",
        "ok", "#one #two #three", "Stop it, je te jure, this is the best thing et c'est pas cher du tout",
    ])  # fmt: skip
    assert table.language.tolist() == ["fr", "en", "und", "und", "mixed"]


def rows(table: CueTable) -> list[tuple[int, ...]]:
    columns = (table.rule, table.start, table.end, table.slot_start, table.slot_end, table.polarity)
    return list(zip(*(c.tolist() for c in columns), strict=True))


@pytest.fixture(scope="module")
def engines() -> tuple[Matcher, Matcher]:
    packs = pack.load()
    return packs.matcher, Matcher(packs.rules, packs.lists, packs.languages, plain=True)


LINES = [text for p in pack.load() for line in p.lines for text in (*line.yes, *line.no)]


def test_the_plain_engine_reads_our_packs_alike(engines: tuple[Matcher, Matcher]):
    assert rows(engines[0].read(LINES)) == rows(engines[1].read(LINES))


@settings(max_examples=20)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=6))
def test_a_batch_reads_its_texts_as_if_alone(texts: list[str]):
    matcher = pack.load().matcher
    batch = matcher.read(texts)
    for number, text in enumerate(texts):
        alone = matcher.read([text])
        mine = batch.text == number
        assert [r.id for r in map(batch.rules.__getitem__, batch.rule[mine])] == [
            r.id for r in map(alone.rules.__getitem__, alone.rule)
        ]
        assert batch.polarity[mine].tolist() == alone.polarity.tolist()
