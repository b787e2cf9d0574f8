"""Evaluating labels: counts, intervals and errors on four invented posts."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from candide.errors import NothingToRead, UnreadableFile
from candide.jobs.evaluating import evaluate_labels, wilson


def post(number: int, text: str, relation: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"p{number}", "kind": "post", "lang": "fr", "platform": "instagram", "format": "photo",
        "text": text, "creator": {"handle": "ana", "bio": ""}, "platform_label": None, "relation": relation,
        "contradiction": False, "deinfluencing": "none", "substitute": "none", "spans": {}, **more,
    }  # fmt: skip


POSTS = (
    post(1, "Publicité : la brosse Belcil", "disclosed_clear", pair="a",
         spans={"disclosure": [[0, 9, "Publicité"]]}),
    post(2, "Ce matin, du pain et du beurre", "none", pair="a"),
    post(3, "Mon code ANA15 chez Belcil", "none", stratum="hard"),
    post(4, "Avec du beurre salé", "undisclosed_cues", lang="en"),
)  # fmt: skip


def write(path: Path, *records: object) -> Path:
    path.write_bytes(b"\n".join(orjson.dumps(r) for r in records))
    return path


@pytest.fixture
def scores(tmp_path: Path) -> dict[str, Any]:
    return evaluate_labels(write(tmp_path / "gold.jsonl", *POSTS, {"kind": "comment", "text": "wow"}))


def test_each_class_has_its_counts_and_intervals(scores: dict[str, Any]):
    cues = scores["labels"]["relation"]["all"]["classes"]["undisclosed_cues"]
    assert (cues["gold"], cues["given"], cues["precision"], cues["recall"], cues["f1"]) == (
        1,
        1,
        0.0,
        0.0,
        0.0,
    )
    clear = scores["labels"]["relation"]["fr"]["classes"]["disclosed_clear"]
    assert (clear["precision"], clear["recall"]) == (1.0, 1.0)
    assert clear["precision_interval"] == wilson(1, 1)
    assert clear["f1_interval"][0] <= clear["f1"] <= clear["f1_interval"][1]


def test_posts_are_counted_and_comments_left_out(scores: dict[str, Any]):
    relation = scores["labels"]["relation"]
    assert (scores["posts"], relation["fr"]["posts"], relation["en"]["posts"]) == (4, 3, 1)
    assert sum(c["posts"] for c in relation["all"]["confusion"]) == 4


def test_hard_negatives_pairs_spans_and_errors_are_told(scores: dict[str, Any]):
    assert (scores["hard_negatives"]["posts"], scores["hard_negatives"]["false_undisclosed"]) == (2, 1)
    assert scores["minimal_pairs"] == {"pairs": 1, "both_right": 1, "share": 1.0}
    assert scores["spans"]["disclosure"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    wrong = {(e["id"], e["gold"], e["got"]) for e in scores["errors"] if e["label"] == "relation"}
    assert wrong == {("p3", "none", "undisclosed_cues"), ("p4", "undisclosed_cues", "none")}


def test_scores_are_plain_json_and_the_same_twice(scores: dict[str, Any], tmp_path: Path):
    again = evaluate_labels(write(tmp_path / "gold.jsonl", *POSTS, {"kind": "comment", "text": "wow"}))
    assert orjson.dumps(scores) == orjson.dumps(again)


def test_a_wilson_interval_has_its_known_value():
    assert wilson(8, 10) == [0.5408, 0.9314]  # centre (0.8 + z²/20) / (1 + z²/10) = 0.7361
    assert wilson(0, 0) is None


def test_a_file_without_posts_or_with_a_bad_line_says_so(tmp_path: Path):
    with pytest.raises(NothingToRead, match="labelled posts"):
        evaluate_labels(write(tmp_path / "empty.jsonl"))
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": 1')
    with pytest.raises(UnreadableFile, match="line 1"):
        evaluate_labels(bad)
    with pytest.raises(UnreadableFile, match="list"):
        evaluate_labels(write(tmp_path / "list.jsonl", [1]))
