"""Tokens: links with and without a scheme, mentions, and what a link says."""

from candide.text.tokens import link_spans, mention_spans, read_link


def links(text: str) -> list[str]:
    return [text[s:e] for s, e in link_spans(text)]


def test_links_are_found_with_or_without_a_scheme():
    assert links("voir https://lune.example/a?b=1. et lune.fr/bougies, ou (www.lune.co.uk)") == [
        "https://lune.example/a?b=1", "lune.fr/bougies", "www.lune.co.uk",
    ]  # fmt: skip


def test_a_sentence_without_a_space_is_no_link():
    assert links("fini.mais non") == []
    assert links("bravo.Comme toujours") == []


def test_mentions_keep_their_points_but_not_the_last_one():
    text = "merci @lune.clay. et @bob_bricole"
    assert [text[s:e] for s, e in mention_spans(text)] == ["@lune.clay", "@bob_bricole"]


def test_a_link_is_read_into_host_path_and_parameters():
    link = read_link("www.lune.example/x?Tag=a-21&q=")
    assert (link.host, link.path, link.params) == ("lune.example", "/x", {"tag": "a-21", "q": ""})


def test_a_broken_link_is_its_own_host():
    assert read_link("http://[oops").host == "http://[oops"
