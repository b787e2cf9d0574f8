"""One file a run: whole, off line, in both languages, the answer before the reasons."""

import re
from itertools import pairwise

import pytest

from candide.report import render_html
from candide.report.both import both
from candide.report.figures import digits_of
from candide.report.html import LEAST_ROWS, MOST_ROWS, rows_cap
from candide.report.numbers import amount
from tests.report.documents import run
from tests.report.pages import Page
from tests.report.people import ana, bob, dov, fay, gus

LOADING = {
    "img": "src",
    "script": "src",
    "link": "href",
    "iframe": "src",
    "object": "data",
    "image": "href",
    "use": "href",
}


def section(html, anchor):
    """The page of one profile."""
    return next(
        part for part in re.split(r'(?=<article class="page )|</main>', html) if f'id="{anchor}"' in part[:99]
    )


def test_every_tag_is_closed_in_its_turn(page):
    assert page.broken == []


def test_nothing_is_loaded_from_elsewhere(html, page):
    assert [held for tag, key in LOADING.items() for held in page.all(tag) if key in held] == []
    styles = "".join(re.findall(r"<style>.*?</style>", html, re.S))
    assert "url(" not in styles
    assert "@import" not in styles


def test_the_page_forbids_itself_any_network(page):
    policy = next(held["content"] for held in page.all("meta") if held.get("http-equiv"))
    assert policy.startswith("default-src 'none'")


def test_no_two_places_have_the_same_name(page):
    names = [held["id"] for _, held in page.tags if "id" in held]
    assert len(names) == len(set(names))


def test_every_link_within_the_page_leads_somewhere(page):
    names = {held["id"] for _, held in page.tags if "id" in held}
    inner = {held["href"][1:] for held in page.all("a") if held.get("href", "").startswith("#")}
    assert inner - names == set()


def test_every_label_of_a_region_exists(page):
    names = {held["id"] for _, held in page.tags if "id" in held}
    assert {held["aria-labelledby"] for _, held in page.tags if "aria-labelledby" in held} - names == set()


def test_headings_never_skip_a_level(page):
    assert page.headings[0] == 1
    assert [pair for pair in pairwise(page.headings) if pair[1] > pair[0] + 1] == []


def test_every_heading_cell_says_what_it_heads(page):
    assert all(held.get("scope") in ("col", "row") for held in page.all("th"))


def test_every_figure_has_a_title_in_its_language(page):
    drawn = [held for held in page.svgs if held.get("role") == "img"]
    assert drawn
    assert all(held.get("title") for held in drawn)


def test_every_reading_s_value_stands_in_both_languages(cast, html):
    _, sheets = cast
    for sheet in sheets:
        doc = sheet["document"]
        shown = Page(
            section(
                html, re.sub(r"[^a-z0-9_-]", "-", f"{doc['creator']['platform']}-{doc['creator']['handle']}")
            )
        )
        for reading in doc["readings"]:
            if reading["value"] is not None and not reading["private"]:
                value = both(amount, reading["value"], reading["unit"], digits_of(reading))
                assert value.fr in shown.text("fr")
                assert value.en in shown.text("en")


def test_each_language_holds_only_its_own_words(page):
    assert "Synthèse" not in page.text("en")
    assert "Opinion" not in page.text("fr")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_language_asked_for_is_shown_first(cast, lang):
    made = Page(render_html(*cast, lang=lang))
    assert made.all("html")[0]["lang"] == lang
    assert [held["value"] for held in made.all("input") if "checked" in held] == [lang]


def test_an_abstention_says_what_is_missing_and_what_would_help(html):
    shown = Page(section(html, "tiktok-ana-des-livres")).text("fr")
    assert "Pas assez d’éléments\u202f: 12 sur les 20 nécessaires." in shown
    assert "Commentaires TikTok (Zeeschuimer)" in shown


def test_the_answer_stands_before_the_reasons_and_the_reasons_before_the_rows(html):
    shown = section(html, "youtube-dov-daily")
    places = [shown.index(f">{words}<") for words in ("Synthèse", "À lire d’abord", "Cinq axes", "Relevés")]
    assert places == sorted(places)


def test_a_run_that_mostly_abstains_opens_with_what_to_fetch():
    sheets = [fay(), gus()]
    shown = Page(render_html(run(sheets, mostly_abstains=True), sheets)).text("en")
    assert shown.index("What to fetch next") < shown.index("In alphabetical order")


def test_a_profile_that_mostly_abstains_opens_with_what_to_fetch(html):
    shown = section(html, "instagram-fay-du-coin")
    assert shown.index("À récupérer ensuite") < shown.index("Synthèse")


def test_a_step_is_shown_beside_the_post_that_it_coincides_with(html):
    shown = section(html, "tiktok-gus_en_cuisine")
    assert 'class="full" ' in shown
    assert 'class="dotted" ' in shown
    assert "La tarte qui tourne mal" in shown


def test_a_step_that_nothing_explains_stays_open_and_says_that_it_weighs(html):
    shown = section(html, "youtube-dov-daily")
    assert 'circle class="open"' in shown
    assert "weighs in the opinion" in shown


def test_rules_on_trial_are_said_not_to_weigh(html):
    assert "The rules behind this reading are drafts" in section(html, "instagram-bob_bricole")


def test_a_reply_is_shown_with_its_link(html):
    shown = section(html, "instagram-bob_bricole")
    assert "La vidéo du 12 n’était pas payée" in shown
    assert 'href="https://example.org/f"' in shown


def test_passages_are_underlined_and_named_for_those_who_do_not_see_them(html):
    shown = section(html, "tiktok-eve_en_vrai")
    assert (
        '<mark class="s-dissuasion"><span class="vh">(dissuasion) </span>N’achetez pas le mascara Orso</mark>'
        in shown
    )
    assert '<mark class="s-substitute">' in shown


def test_rows_beyond_the_cap_are_counted_and_their_place_is_said(html):
    assert "30 éléments sur 36, les plus récents. Tous\u202f: sheets/tiktok-ana-des-livres.json" in html


def test_a_run_of_hundreds_shows_fewer_rows_a_reading():
    assert rows_cap(10) == MOST_ROWS
    assert rows_cap(227 * 9) == LEAST_ROWS


def test_a_private_reading_is_shown_only_in_a_sheet_made_for_its_creator():
    closed, opened = (render_html(run([s]), [s]) for s in (ana(), ana(include_private=True)))
    assert 'id="tiktok-ana-des-livres-PRI001"' not in closed
    assert opened.index("Réservé au profil<") < opened.index('id="tiktok-ana-des-livres-PRI001"')


def test_fewer_than_five_peers_are_not_shown():
    sheet = bob()
    sheet["document"]["readings"][0]["peers"]["n"] = 4
    shown = section(render_html(run([sheet]), [sheet]), "instagram-bob_bricole")
    assert "Not enough neighbouring profiles to compare" in shown
    assert shown.count('class="peers"') < section(
        render_html(run([bob()]), [bob()]), "instagram-bob_bricole"
    ).count('class="peers"')


def test_two_profiles_of_one_name_have_two_pages():
    twins = [dov(), dov()]
    twins[1]["document"]["creator"]["creator_key"] = "f" * 32
    made = Page(render_html(run(twins), twins))
    assert {"youtube-dov-daily", "youtube-dov-daily-2"} <= {held.get("id") for held in made.all("article")}


def test_the_same_documents_give_the_same_page(cast, html):
    assert render_html(*cast) == html
