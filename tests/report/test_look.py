"""The pictures and the sheet of style: certainty as weight, words readable by everybody."""

import re

import pytest

from candide.report import plot, svg
from candide.report.html import HERE
from candide.report.scale import Scale, scale_for
from candide.report.spans import marked
from tests.report.documents import series, span

STYLE = (HERE / "style.css").read_text("utf-8")


def colours(block):
    """The colours of one scheme, by name."""
    return {
        name: tuple(int(h[i : i + 2], 16) for i in (0, 2, 4))
        for name, h in re.findall(r"--(\w+): #(\w{6})", block)
    }


def contrast(a, b):
    """The contrast ratio of two colours, as WCAG computes it."""

    def light(colour):
        parts = [c / 255 for c in colour]
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


SCHEMES = [colours(block) for block in re.findall(r":root \{(.*?)\}", STYLE, re.S)[:2]]


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark"])
def test_words_stand_out_from_the_paper_in_both_schemes(scheme):
    for ink in ("ink", "soft", "accent"):
        for paper in ("paper", "wash"):
            assert contrast(scheme[ink], scheme[paper]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark"])
def test_what_must_be_seen_stands_out_from_the_paper(scheme):
    assert contrast(scheme["edge"], scheme["paper"]) >= 3
    assert contrast(scheme["ink"], scheme["bar"]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark"])
def test_no_colour_is_a_red_or_a_green(scheme):
    for r, g, b in scheme.values():
        assert r - max(g, b) < 40
        assert g - max(r, b) < 40


def test_a_surer_interval_is_a_taller_bar():
    def tall(low, high):
        made = svg.bar(Scale(0, 100), svg.Mark(50, low, high), None, title="t", desc="")
        return float(re.search(r'class="iv".*? height="([\d.]+)"', made)[1])

    assert tall(45, 55) > tall(35, 65) > tall(10, 90)


def test_a_scale_starts_at_zero_and_a_share_never_passes_one():
    assert scale_for("share", [0.97, 0.99]) == Scale(0.0, 1.0)
    assert scale_for("per_view", [0.031, 0.04]).low == 0
    assert scale_for("share", []).high == 1.0


@pytest.mark.parametrize(
    "rows", [series(1000, 2, {}), [["2026-01-03", 900, 950], ["2026-01-04", 1000, 1049]]]
)
def test_a_follower_plot_reads_days_as_numbers_or_as_dates(rows):
    made = plot.followers(rows, [], title="t", desc="d", lang="fr")
    assert "3 janv. 2026" in made


def test_a_day_without_a_count_stays_empty_in_the_plot():
    made = plot.followers(
        [["2026-01-03", 900, 900], ["2026-01-05", 900, 900]], [], title="t", desc="", lang="en"
    )
    assert re.search(r'd="([^"]*)"', made)[1].count("M") == 2


def test_a_rounded_count_is_as_thick_as_its_rounding():
    frame = plot.frame_of([["2026-01-03", 1000, 1099], ["2026-01-04", 1000, 1000]])
    assert frame.y(1000) - frame.y(1099) > 100


def test_a_passage_is_found_where_an_excerpt_begins_late_and_quoted_when_it_is_cut():
    words = "… avec le code ANA15"
    late = {**span("code ANA15", "code ANA15", "commercial"), "start": 80, "end": 90}
    lost = {**late, "text": "lien en bio"}
    assert (
        marked(words, [late]).en
        == '… avec le <mark class="s-commercial"><span class="vh">(commercial cue) </span>code ANA15</mark>'
    )
    assert "lien en bio</mark>" in marked(words, [lost]).en


def test_of_two_passages_that_overlap_the_first_keeps_its_mark():
    words = "produit offert par Luma"
    made = marked(words, [span(words, words, "disclosure"), span(words, "offert", "commercial")]).fr
    assert made.count("<mark") == 1
