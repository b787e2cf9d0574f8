"""The labels on the development gold beside the repository, where it is: floors that were reached.

The rules were tuned on these records, so the figures say that nothing got worse, not how well the
labels do on captions never seen.
"""

from pathlib import Path
from typing import Any

import pytest

from candide.jobs.evaluating import evaluate_labels


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, Any]:
    path = shared / "data/labelled/gold-dev.jsonl"
    if not path.is_file():
        pytest.skip("no development gold beside the repository (../shared/data/labelled)")
    return evaluate_labels(path)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_clear_disclosure_is_found_and_not_invented(scores: dict[str, Any], lang: str):
    clear = scores["labels"]["relation"][lang]["classes"]["disclosed_clear"]
    assert clear["precision"] >= 0.95
    assert clear["recall"] >= 0.95


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_relations_are_told_apart(scores: dict[str, Any], lang: str):
    relation = scores["labels"]["relation"][lang]
    assert relation["macro_f1"] >= 0.95
    assert relation["classes"]["disclosed_ambiguous"]["f1"] >= 0.90
    assert relation["classes"]["undisclosed_cues"]["f1"] >= 0.92


def test_innocent_posts_are_not_suspected(scores: dict[str, Any]):
    assert scores["hard_negatives"]["posts"] >= 140
    assert scores["hard_negatives"]["false_undisclosed_share"] <= 0.02
    assert scores["hard_negatives"]["false_commercial_share"] <= 0.02


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_dissuasion_and_substitutes(scores: dict[str, Any], lang: str):
    assert scores["labels"]["dissuasion"][lang]["classes"]["product"]["f1"] >= 0.90
    assert scores["labels"]["dissuasion"][lang]["macro_f1"] >= 0.85
    sold = scores["labels"]["substitute"][lang]["classes"]["named_commercial"]
    assert sold["precision"] >= 0.90
    assert sold["recall"] >= 0.90


def test_both_members_of_minimal_pairs_are_right(scores: dict[str, Any]):
    assert scores["minimal_pairs"]["pairs"] >= 40
    assert scores["minimal_pairs"]["share"] >= 0.90


@pytest.mark.parametrize(
    ("kind", "floor"), [("disclosure", 0.80), ("commercial", 0.75), ("negation", 0.65), ("dissuade", 0.58)]
)
def test_spans_quote_the_words_that_people_marked(scores: dict[str, Any], kind: str, floor: float):
    assert scores["spans"][kind]["f1"] >= floor
