"""Set each follower step beside what happened then: a post, the press, the platform, or nothing.

`unknown` is not `nothing`: days before the oldest post that we hold, or after we last looked, are
outside the imported period and explain nothing away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from candide.audit.counting import Lake
from candide.derive import build
from candide.signal import Signal
from candide.signal.shift import SERIES, crowd, find

REACH = 7  # days that a post or a press item may keep bringing followers
STANDS_OUT, LARGEST = 3.0, 2.0  # spreads above the creator's median post; for the largest of all, fewer
_FEW = 6  # posts below which no post can be called exceptional

Context = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Shifts:
    """Follower series of everybody with enough daily values.

    days      creator -> daily values held
    platform  creator -> platform
    moved     platform -> [day, log movement of the whole platform], taken off everybody
    stepped   creators with at least one step
    """

    signal: Signal
    days: dict[str, int]
    platform: dict[str, str]
    moved: dict[str, list[list[float]]]
    stepped: list[str]


def shifts(lake: Lake, signal: Signal) -> Shifts:
    """Read the daily counts of everybody, what moved each platform, and who has a step."""
    table = lake.sql(SERIES.format(judged=signal.query(), enough=signal.enough))
    series, creators, platforms = arrays(table)
    moved = crowd(series)
    found = find(series, moved)
    days = np.bincount(series["creator"], minlength=len(creators))
    home = series["platform"][np.unique(series["creator"], return_index=True)[1]].tolist()
    by_platform: dict[str, list[list[float]]] = {p: [] for p in platforms}
    for (code, day), rise in sorted(moved.items()):
        by_platform[platforms[code]].append([day, rise])
    return Shifts(
        signal,
        {c: int(n) for c, n in zip(creators, days, strict=True)},
        {c: platforms[home[i]] for i, c in enumerate(creators)},
        by_platform,
        sorted({creators[i] for i in found.creator}),
    )


def arrays(table: pa.Table) -> tuple[dict[str, Any], list[str], list[str]]:
    """Return a series as arrays, with the names behind its creator and platform codes."""
    coded = {name: table[name].combine_chunks().dictionary_encode() for name in ("creator", "platform")}
    series: dict[str, Any] = {
        name: table[name].to_numpy(zero_copy_only=False).astype(kind)
        for name, kind in (("day", np.int64), ("value", float), ("low", float), ("high", float))
    }
    for name, column in coded.items():
        series[name] = column.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return series, coded["creator"].dictionary.to_pylist(), coded["platform"].dictionary.to_pylist()


def contexts(lake: Lake, creators: list[str]) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Return, by creator, the posts, events and imported period that could explain a step."""
    lake.view("stepped", pa.table({"whom": pa.array(creators, pa.string())}))
    build(lake, ["standout"])
    found: dict[str, dict[str, list[dict[str, Any]]]] = {
        c: {"posts": [], "events": [], "period": []} for c in creators
    }
    for name, query in (("posts", _POSTS), ("events", _EVENTS), ("period", _PERIOD)):
        for row in lake.sql(query).to_pylist():
            found[row.pop("whom")][name].append(row)
    return found


def explain(context: Context, before: int, day: int) -> dict[str, Any]:
    """Return what a step from day `before` to `day` (days since 1970) goes with, and the things beside it."""
    start, end = _date(before), _date(day)
    verdict, beside = _beside(context, start, end)
    return {"at": end.isoformat(), "before": start.isoformat(), "coincides": verdict, "with": beside}


_POSTS = """
    select s.creator_key as whom, s.post_id, s.published_at, s.views, s.likes, s.comments,
           s.n, s.z, s.rank, s.url, t.text
      from standout s
      left join (select x.* from text_part x join stepped on stepped.whom = x.creator_key
                  where x.position = 0 and x.part in ('title', 'caption')) t
        on t.platform = s.platform and t.post_id = s.post_id
     order by s.published_at, s.post_id
"""
_PERIOD = """
    select creator_key as whom, min(published_at) as first, max(coalesce(last_seen, published_at)) as last,
           count(*) as posts
      from post join stepped on stepped.whom = creator_key group by creator_key order by creator_key
"""
_EVENTS = """
    select c.creator_key as whom, e.event_id, e.kind, e.at, e.title, e.url
      from event e join creator c
        on (e.creator_key is null or e.creator_key = c.creator_key)
       and (e.platform is null or e.platform = c.platform)
      join stepped on stepped.whom = c.creator_key order by e.at, e.event_id
"""


def _beside(context: Context, before: datetime, day: datetime) -> tuple[str, list[dict[str, Any]]]:
    opens, closes = before - timedelta(days=REACH - 1), day + timedelta(days=1)
    posts = [p for p in context["posts"] if opens <= p["published_at"] < closes]
    events = [e for e in context["events"] if opens <= e["at"] < closes]
    great = sorted((p for p in posts if _exceptional(p)), key=lambda p: -p["z"])
    if great:
        return "post", [_post(p) for p in great[:3]]
    for kinds, verdict in ((("press", "campaign"), "press"), (("platform",), "platform")):
        named = [e for e in events if e["kind"] in kinds]
        if named:
            return verdict, [_event(e) for e in named[:3]]
    held = context["period"][0] if context["period"] else None
    if (
        held is None
        or held["posts"] < _FEW
        or held["first"] is None
        or held["first"] > opens
        or held["last"] < day
    ):
        return "unknown", []
    return "nothing", [_post(p) for p in posts[-3:]]


def _exceptional(post: Mapping[str, Any]) -> bool:
    """Say whether a post stands out enough among its creator's own to bring followers by itself."""
    return bool(post["n"] >= _FEW and post["z"] >= (LARGEST if post["rank"] == 1 else STANDS_OUT))


def _post(post: Mapping[str, Any]) -> dict[str, Any]:
    counts = {k: post[k] for k in ("views", "likes", "comments", "z") if post[k] is not None}
    return {
        "kind": "post",
        "id": post["post_id"],
        "title": post["text"],
        "url": post["url"],
        "at": post["published_at"].isoformat(),
        "detail": counts,
    }


def _event(event: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": event["kind"],
        "id": event["event_id"],
        "title": event["title"],
        "url": event["url"],
        "at": event["at"].isoformat(),
        "detail": {},
    }


def _date(day: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day)
