"""Words: what is one word, where sentences break, and hashes that do not depend on the batch."""

from hypothesis import given
from hypothesis import strategies as st

from candide.text.words import split

TEXTS = st.lists(st.text("abéZ #@.,!\n'-9%€_/😀é", max_size=40), max_size=6)


def words(text: str) -> list[str]:
    cut = split([text])
    return [cut.word(k) for k in range(len(cut))]


def test_tags_mentions_links_and_decimals_are_one_word():
    assert words("Merci @lune.clay : 19,90 € #Pub#Ads https://lune.example/x?tag=a-1 !") == [
        "merci", "@lune.clay", "19,90", "€", "#pub", "#ads", "https://lune.example/x?tag=a-1",
    ]  # fmt: skip


def test_apostrophes_and_hyphens_part_words():
    assert words("l’offre don't après-ski") == ["l", "offre", "don", "t", "apres", "ski"]


def test_percent_and_currency_are_words_of_their_own():
    assert words("-20% dès $5") == ["20", "%", "des", "$", "5"]


def test_an_e_mail_address_is_no_mention():
    assert not split(["write to ana@lune.example"]).mention.any()


def test_sentences_break_at_points_and_lines_and_clauses_at_emoji():
    cut = split(["One two. Three 😀 four\nfive"])
    assert cut.sentence.tolist() == [0, 0, 1, 1, 2]
    assert len(set(cut.clause.tolist())) == 4


def test_tags_are_ranked_in_their_block():
    cut = split(["hello #a #b @c #d\nthen #e"])
    assert cut.rank[cut.tag].tolist() == [1, 2, 3, 1]


def test_a_word_has_one_hash_whatever_stands_before_it():
    alone, later = split(["pub"]), split(["une longue phrase", "ma pub"])
    assert alone.hashes[0] == later.hashes[-1]
    assert len(set(split(["un deux trois"]).hashes.tolist())) == 3


@given(TEXTS)
def test_a_batch_holds_the_words_of_its_texts_in_order(texts: list[str]):
    batch = split(texts)
    apart = [(n, word) for n, text in enumerate(texts) for word in words(text)]
    assert [(int(batch.text_of[k]), batch.word(k)) for k in range(len(batch))] == apart


@given(TEXTS)
def test_the_line_spells_the_words(texts: list[str]):
    batch = split(texts)
    assert [w for w in batch.line.split() if w != "|"] == [batch.word(k) for k in range(len(batch))]
    places = batch.place.tolist()
    assert all(batch.line[p - 1] == " " for p in places)


def test_ten_thousand_tags_and_a_megabyte_are_read():
    assert split(["#a " * 10_000]).rank[-1] == 10_000
    assert len(split(["mot " * 250_000])) == 250_000
    assert len(split([])) == len(split(["", ""])) == 0
