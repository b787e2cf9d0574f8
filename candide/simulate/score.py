"""Set what was found beside what was planted: found, missed, wrongly flagged, and how often intervals hold.

Findings are a plain document, so that anybody's tool can be scored:
    flagged    creator -> codes of the adverse flags that weigh
    found      behaviour -> ids of creators, posts or comments
    readings   code or name of a signal -> creator -> (value, low, high)
A creator is a native id, or platform:native_id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from statistics import median
from typing import Any

from candide.errors import UnknownName
from candide.signal import load

Counts = dict[str, Any]
_Z90 = 1.645


def score(truth: Mapping[str, Any], findings: Mapping[str, Any]) -> dict[str, Any]:
    """Compare findings with the truth of an invented world.

    Returns  behaviours: name -> adverse, creators, posts, comments (each: planted, found, missed, wrong);
             flags: clean creators, those with any flag, and who; the same of adverse ones;
             readings: signal -> n, covered, widths (high less low), relative (widths over value)
    Raises   UnknownName for a behaviour that no world plants
    """
    people = {p["native_id"]: p for p in truth["people"]}
    owners = {item: who for who, p in people.items() for item in (*p["post_ids"], *p["copies"])}
    found = {name: {_bare(i) for i in ids} for name, ids in findings.get("found", {}).items()}
    if odd := sorted(set(found) - set(truth["behaviours"])):
        raise UnknownName(f"a behaviour among {', '.join(sorted(truth['behaviours']))}", came=odd[0])
    return {
        "behaviours": {
            name: _behaviour(planted, found.get(name, set()), people, owners)
            for name, planted in truth["behaviours"].items()
        },
        "flags": _flags(people, findings.get("flagged", {}), truth["behaviours"]),
        "readings": {
            name: _coverage(name, people, read) for name, read in sorted(findings.get("readings", {}).items())
        },
    }


def pool(scores: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Add up the scores of several worlds, with a 90 % Wilson interval for each share.

    Returns  behaviours: name -> recall of creators; flags: share of clean creators flagged;
             readings: signal -> coverage, median width and relative width; all with their counts
    """
    names = sorted({n for s in scores for n in s["behaviours"]})
    signals = sorted({n for s in scores for n in s["readings"]})
    return {
        "worlds": len(scores),
        "behaviours": {n: _recall([s["behaviours"][n]["creators"] for s in scores]) for n in names},
        "flags": _rate(
            sum(s["flags"]["clean_flagged"] for s in scores), sum(s["flags"]["clean"] for s in scores)
        ),
        "readings": {
            n: _intervals([s["readings"][n] for s in scores if n in s["readings"]]) for n in signals
        },
    }


def _behaviour(
    planted: Mapping[str, Any], found: set[str], people: Mapping[str, Any], owners: Mapping[str, str]
) -> Counts:
    """Score one behaviour: creators by name or by an item of theirs; unknown ids count as comments."""
    items = found - people.keys()
    copies = {c for p in people.values() for c in p["copies"]}
    posts = (items & owners.keys()) - copies
    named = (found & people.keys()) | {owners[i] for i in items & owners.keys()}
    true_of = {*planted["creators"], *planted["also"], *planted["thin"]}
    return {
        "adverse": planted["adverse"],
        "creators": _tally(set(planted["creators"]), named, true_of),
        "posts": _tally(set(planted["posts"]), posts, set(planted["posts"])),
        "comments": _tally(set(planted["comments"]), items - posts, set(planted["comments"])),
    }


def _tally(planted: set[str], found: set[str], true_of: set[str]) -> Counts:
    return {
        "planted": len(planted),
        "found": len(planted & found),
        "missed": sorted(planted - found),
        "wrong": sorted(found - true_of),
    }


def _flags(people: Mapping[str, Any], flagged: Mapping[str, Any], behaviours: Mapping[str, Any]) -> Counts:
    """Count clean creators with any flag; those whose adverse role left too few traces count nowhere."""
    named = {_bare(who): sorted(codes) for who, codes in flagged.items() if codes}
    thin = {who for b in behaviours.values() if b["adverse"] for who in b["thin"]}
    clean = {who for who, p in people.items() if p["clean"]}
    adverse = people.keys() - clean - thin
    return {
        "clean": len(clean),
        "clean_flagged": len(clean & named.keys()),
        "who": {w: {"codes": named[w], "role": people[w]["role"]} for w in sorted(clean & named.keys())},
        "adverse": len(adverse),
        "adverse_flagged": len(adverse & named.keys()),
        "unknown": sorted(named.keys() - people.keys()),
    }


def _coverage(
    signal: str, people: Mapping[str, Any], read: Mapping[str, tuple[float, float, float]]
) -> Counts:
    """Count the intervals that hold the hidden number; creators for whom none is known are left out."""
    name = load()[signal].name if signal in load() else signal
    told = [(people[_bare(who)]["latent"].get(name), *r) for who, r in read.items() if _bare(who) in people]
    known = [(truth, value, low, high) for truth, value, low, high in told if truth is not None]
    return {
        "latent": name,
        "n": len(known),
        "covered": sum(low <= truth <= high for truth, _, low, high in known),
        "widths": sorted(high - low for _, _, low, high in known),
        "relative": sorted((high - low) / value for _, value, low, high in known if value),
    }


def _recall(tallies: Iterable[Counts]) -> Counts:
    whole = list(tallies)
    rate = _rate(sum(t["found"] for t in whole), sum(t["planted"] for t in whole))
    return rate | {"wrong": sum(len(t["wrong"]) for t in whole)}


def _intervals(parts: Sequence[Counts]) -> Counts:
    widths, relative = ([w for p in parts for w in p[k]] for k in ("widths", "relative"))
    return _rate(sum(p["covered"] for p in parts), sum(p["n"] for p in parts)) | {
        "latent": parts[0]["latent"],
        "width": median(widths) if widths else None,
        "relative_width": median(relative) if relative else None,
    }


def _rate(hits: int, of: int) -> Counts:
    """Return a share with its 90 % Wilson interval; None without any case."""
    if not of:
        return {"hits": hits, "of": of, "share": None, "low": None, "high": None}
    share, z2 = hits / of, _Z90**2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z90 * sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return {
        "hits": hits,
        "of": of,
        "share": share,
        "low": max(0.0, middle - half),
        "high": min(1.0, middle + half),
    }


def _bare(who: str) -> str:
    return who.rpartition(":")[2]
