"""Score the labels against records that people labelled (the layout of the labelling guide)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import orjson
import pyarrow as pa

from candide import label, pack
from candide.errors import NothingToRead, UnreadableFile

#: Our labels, and the field of a gold record that holds the right answer.
FIELDS: Final = {
    "relation": "relation",
    "dissuasion": "deinfluencing",
    "substitute": "substitute",
    "contradiction": "contradiction",
}
#: Relations with which a post is no undisclosed promotion, however commercial its words.
_INNOCENT: Final = ("none", "denial", "own_business")
_ACCUSED: Final = ("disclosed_clear", "disclosed_ambiguous", "undisclosed_cues")
_Z: Final = 1.6448536269514722  # 90 %, two-sided
_RESAMPLES: Final = 1000

Row = dict[str, Any]


def evaluate_labels(path: Path) -> dict[str, Any]:
    """Run the labels over labelled posts and count how often they agree with people.

    path     JSON lines; records of kind "post" with text, creator, platform_label and the answers
    Returns  for each label and each language ("all" among them): classes with precision, recall and F1,
             each with its 90 % interval, macro-F1 over the classes that occur, accuracy, confusion;
             then hard negatives, minimal pairs, span overlap, and each error with its spans
    Raises   UnreadableFile for a line that is no JSON object; NothingToRead without labelled posts.
    Method   Wilson intervals for precision and recall; percentile bootstrap of records, with a fixed seed,
             for F1 [wilson-1927; efron-1979].
    """
    posts = [r for r in _records(path) if r.get("kind", "post") == "post" and "relation" in r]
    if not posts:
        raise NothingToRead("labelled posts", came="none", where=str(path), do="See the labelling guide.")
    said = label.run(_table(posts))
    answers = _answers(said.to_pylist())
    pairs = {
        name: [_pair(r, field, answers.get((name, r["id"]))) for r in posts] for name, field in FIELDS.items()
    }
    return {
        "file": path.name,
        "posts": len(posts),
        "packs": pack.statuses(),
        "labels": {name: _by_language(posts, found) for name, found in pairs.items()},
        "hard_negatives": _hard_negatives(posts, pairs["relation"]),
        "minimal_pairs": _minimal_pairs(posts, pairs["relation"]),
        "spans": _spans(posts, said.to_pylist()),
        "errors": _errors(posts, pairs, answers),
    }


def wilson(hits: int, of: int) -> list[float] | None:
    """Return the 90 % Wilson interval of a share, None for no trial."""
    if not of:
        return None
    share, z2 = hits / of, _Z * _Z
    centre, spread = share + z2 / (2 * of), _Z * float(np.sqrt(share * (1 - share) / of + z2 / (4 * of * of)))
    return [
        round(max(0.0, (centre - spread) / (1 + z2 / of)), 4),
        round(min(1.0, (centre + spread) / (1 + z2 / of)), 4),
    ]


def _records(path: Path) -> Iterable[Row]:
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise UnreadableFile(
                "a JSON object", came=str(error), where=f"{path.name} line {number}"
            ) from error
        if not isinstance(record, dict):
            raise UnreadableFile(
                "a JSON object", came=type(record).__name__, where=f"{path.name} line {number}"
            )
        yield record


def _table(posts: Sequence[Row]) -> pa.Table:
    rows = [
        {
            "platform": r.get("platform"),
            "post_id": r["id"],
            "creator_key": r["id"],
            "handle": (r.get("creator") or {}).get("handle"),
            "bio": (r.get("creator") or {}).get("bio"),
            "kind": r.get("format"),
            "paid_label": r.get("platform_label"),
            "parts": [{"part": "caption", "position": 0, "text": r.get("text")}],
        }
        for r in posts
    ]
    return pa.Table.from_pylist(rows, schema=label.RECORDS)


def _answers(said: Iterable[Row]) -> dict[tuple[str, str], Row]:
    return {(r["label"], r["post_id"]): r for r in said if r["label"] in FIELDS}


def _pair(record: Row, field: str, answer: Row | None) -> tuple[str, str]:
    gold = record.get(field)
    right = ("true" if gold else "none") if isinstance(gold, bool) else str(gold)
    return right, answer["value"] if answer else "none"


def _by_language(posts: Sequence[Row], pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    languages = sorted({r.get("lang", "und") for r in posts})
    groups = {"all": list(pairs)}
    for code in languages:
        groups[code] = [p for r, p in zip(posts, pairs, strict=True) if r.get("lang", "und") == code]
    return {name: _scores(found) for name, found in groups.items()}


def _scores(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    names = sorted({name for pair in pairs for name in pair})
    gold, got = (np.array(side, object) for side in zip(*pairs, strict=True))
    classes = {name: _class(gold == name, got == name) for name in names}
    occurring = [classes[name]["f1"] for name in names if (gold == name).any()]
    return {
        "posts": len(pairs),
        "accuracy": round(float((gold == got).mean()), 4),
        "macro_f1": round(float(np.mean(occurring)), 4),
        "classes": classes,
        "confusion": [{"gold": g, "got": s, "posts": n} for (g, s), n in sorted(Counter(pairs).items())],
    }


def _class(right: Any, given: Any) -> dict[str, Any]:
    hits, of_right, of_given = int((right & given).sum()), int(right.sum()), int(given.sum())
    picks = np.random.default_rng(20_191).integers(0, len(right), (_RESAMPLES, len(right)))
    r, g = right[picks], given[picks]
    both = (r & g).sum(axis=1)
    resampled = 2 * both / np.maximum(r.sum(axis=1) + g.sum(axis=1), 1)
    return {
        "gold": of_right,
        "given": of_given,
        "precision": _ratio(hits, of_given),
        "precision_interval": wilson(hits, of_given),
        "recall": _ratio(hits, of_right),
        "recall_interval": wilson(hits, of_right),
        "f1": _ratio(2 * hits, of_right + of_given) or 0.0,
        "f1_interval": [round(float(q), 4) for q in np.quantile(resampled, (0.05, 0.95))],
    }


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _hard_negatives(posts: Sequence[Row], pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    innocent = [(r, got) for r, (gold, got) in zip(posts, pairs, strict=True) if gold in _INNOCENT]
    undisclosed = sum(got == "undisclosed_cues" for _, got in innocent)
    commercial = sum(got in _ACCUSED for _, got in innocent)
    return {
        "posts": len(innocent),
        "false_undisclosed": undisclosed,
        "false_undisclosed_share": _ratio(undisclosed, len(innocent)),
        "false_undisclosed_interval": wilson(undisclosed, len(innocent)),
        "false_commercial": commercial,
        "false_commercial_share": _ratio(commercial, len(innocent)),
        "false_commercial_interval": wilson(commercial, len(innocent)),
    }


def _minimal_pairs(posts: Sequence[Row], pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    groups: dict[str, list[bool]] = {}
    for record, (gold, got) in zip(posts, pairs, strict=True):
        if record.get("pair"):
            groups.setdefault(record["pair"], []).append(gold == got)
    whole = [right for right in groups.values() if len(right) > 1]
    return {
        "pairs": len(whole),
        "both_right": sum(map(all, whole)),
        "share": _ratio(sum(map(all, whole)), len(whole)),
    }


def _spans(posts: Sequence[Row], said: Iterable[Row]) -> dict[str, Any]:
    """Overlap of quoted words with the words that people marked, in characters, by kind."""
    quoted: dict[str, list[Row]] = {}
    for row in said:
        quoted.setdefault(row["post_id"], []).extend(row["spans"])
    totals: dict[str, list[int]] = {}
    for record in posts:
        for kind, marked in (record.get("spans") or {}).items():
            theirs = {k for start, end, *_ in marked for k in range(start, end)}
            ours = {
                k
                for s in quoted.get(record["id"], ())
                if s["kind"] == kind
                for k in range(s["start"], s["end"])
            }
            total = totals.setdefault(kind, [0, 0, 0])
            for k, size in enumerate((len(theirs & ours), len(ours), len(theirs))):
                total[k] += size
    return {
        kind: {
            "precision": _ratio(both, ours),
            "recall": _ratio(both, theirs),
            "f1": _ratio(2 * both, ours + theirs),
        }
        for kind, (both, ours, theirs) in sorted(totals.items())
    }


def _errors(
    posts: Sequence[Row],
    pairs: Mapping[str, Sequence[tuple[str, str]]],
    answers: Mapping[tuple[str, str], Row],
) -> list[Row]:
    found = []
    for name, sides in pairs.items():
        for record, (gold, got) in zip(posts, sides, strict=True):
            if gold == got:
                continue
            spans = (answers.get((name, record["id"])) or {"spans": []})["spans"]
            found.append(
                {
                    "label": name,
                    "id": record["id"],
                    "lang": record.get("lang"),
                    "stratum": record.get("stratum"),
                    "gold": gold,
                    "got": got,
                    "spans": [{k: s[k] for k in ("kind", "start", "end", "polarity", "rule")} for s in spans],
                }
            )
    return found
