"""The run document: what a whole audit says before any page of a creator is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from candide import __version__, pack
from candide.audit.counting import Lake
from candide.audit.fetch import merged
from candide.audit.reading import rounded
from candide.signal import load, sections

_SCHEME = "bicom2019"  # nano below 5,000 followers
_WEEKS = """
    select platform, null as kind, strftime(week, '%G-W%V') as week, creators,
           coalesce(follower_effect, view_effect) as effect
      from platform_effect where week is not null order by platform, week
"""
_SPAN = """
    select count(*) as posts, min(published_at) as first, max(coalesce(last_seen, published_at)) as last
      from post
"""


def run_document(
    lake: Lake, sheets: Sequence[Mapping[str, Any]], purpose: str, workspace: str
) -> dict[str, Any]:
    """Return the document of a run over its sheets. The lake must hold the derived tables."""
    span = lake.sql(_SPAN).to_pylist()[0]
    comments = lake.sql("select count(*) as n from comment").to_pylist()[0]["n"]
    creators = [_line(s) for s in sheets]
    silent = sum(c["abstained"] for c in creators)
    spoken = sum(c["measured"] for c in creators)
    weeks = lake.sql(_WEEKS).to_pylist()
    return {
        "purpose": purpose,
        "workspace": workspace,
        "candide": __version__,
        "data": {
            "from": _iso(span["first"]),
            "to": _iso(span["last"]),
            "creators": len(creators),
            "posts": span["posts"],
            "comments": comments,
        },
        "fetch_next": merged(sheets),
        "mostly_abstains": silent > spoken,
        "platform_weeks": [w | {"effect": rounded(w["effect"] or 0.0)} for w in weeks],
        "creators": creators,
        "packs": pack.statuses(),
        "signals": [_card(s) for s in load().values()],
    }


def _line(sheet: Mapping[str, Any]) -> dict[str, Any]:
    who, readings = sheet["creator"], sheet["readings"]
    opinion = sheet["opinion"]
    return {
        **{k: who[k] for k in ("creator_key", "handle", "platform", "display_name", "followers")},
        "tier": {"scheme": _SCHEME, "name": pack.tier(who["followers"], _SCHEME)},
        "posts": sheet["data"]["posts"],
        "opinion": {k: opinion[k] for k in ("value", "low", "high", "coverage")},
        "flags": [f | {"code": r["code"]} for r in readings for f in r["flags"]],
        "abstained": sum(r["abstained"] is not None for r in readings),
        "measured": sum(r["abstained"] is None for r in readings),
    }


def _card(signal: Any) -> dict[str, Any]:
    said = sections(signal)
    return {
        "code": signal.code,
        "name": signal.name,
        "axis": signal.axis,
        "title": dict(signal.title),
        "unit": signal.unit,
        "private": signal.private,
        "definition": dict(signal.definition),
        "measures": said["What it measures"],
        "why": said["Why it matters"],
        "misleads": said["When it misleads"],
    }


def _iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
