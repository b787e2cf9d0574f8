"""Everything that sheets embed, fetched from the lake for a handful of creators at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from candide.audit.counting import Lake
from candide.signal import Signal
from candide.tables import TABLES

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Material:
    """What was imported of some creators.

    info    creator -> the row of `creator` with what its posts and comments span
    rows    signal code -> creator -> judged rows, in order
    spoken  table -> creator -> bit mask of the columns that any source spoke of
    series  creator -> daily follower values [day, value, low, high]
    """

    info: dict[str, dict[str, Any]]
    rows: dict[str, Rows]
    spoken: dict[str, dict[str, int]]
    series: dict[str, list[list[float]]]


def gather(lake: Lake, creators: Sequence[str], signals: Sequence[Signal]) -> Material:
    """Fetch the material of these creators. The lake must hold the derived tables of the signals."""
    lake.view("chosen", pa.table({"creator_key": pa.array(list(creators), pa.string())}))
    shown = _shown(lake)
    rows: dict[str, Rows] = {}
    for signal in signals:
        if signal.estimator != "shift":
            rows[signal.code] = _judged(lake, signal, shown)
    info = {r["creator_key"]: r for r in lake.sql(_INFO).to_pylist()}
    return Material(info, rows, _spoken(lake), _series(lake, signals))


_INFO = """
    with p as (select x.creator_key, count(*) as posts, min(x.published_at) as first_post,
                      max(x.published_at) as last_post, max(x.last_seen) as last_post_seen
                 from post x join chosen on chosen.creator_key = x.creator_key group by x.creator_key),
         k as (select y.creator_key, count(*) as comments
                 from comment z join post y on y.platform = z.platform and y.post_id = z.post_id
                 join chosen on chosen.creator_key = y.creator_key group by y.creator_key),
         t as (select x.creator_key, list_sort(list_distinct(list(x.part))) as parts
                 from text_part x join chosen on chosen.creator_key = x.creator_key
                where x.text is not null group by x.creator_key)
    select c.*, coalesce(p.posts, 0) as posts, p.first_post, p.last_post, p.last_post_seen,
           coalesce(k.comments, 0) as comments_held, coalesce(t.parts, []) as parts
      from creator c join chosen on chosen.creator_key = c.creator_key
      left join p on p.creator_key = c.creator_key
      left join k on k.creator_key = c.creator_key
      left join t on t.creator_key = c.creator_key
     order by c.creator_key
"""

_SHOWN = """
    with words as (
        select t.platform, t.post_id, string_agg(t.text, ' · ' order by t.part, t.position) as words
          from text_part t join chosen on chosen.creator_key = t.creator_key
         where t.text is not null and t.part in ('caption', 'title') group by t.platform, t.post_id)
    select p.platform, p.post_id, p.url, p.published_at, left(w.words, 280) as words
      from post p join chosen on chosen.creator_key = p.creator_key
      left join words w on w.platform = p.platform and w.post_id = p.post_id
"""

_SPANS = """
    select s.post_id, s.label, s.spans from said s join chosen on chosen.creator_key = s.creator_key
     where s.label in ('relation', 'partner', 'dissuasion', 'substitute') and len(s.spans) > 0
     order by s.post_id, s.label, s.value
"""


def _shown(lake: Lake) -> dict[str, dict[str, Any]]:
    """Return what is shown beside a judged post: address, first words, and the spans that labels found."""
    shown = {
        r["post_id"]: {"url": r["url"], "text": r["words"], "at": r["published_at"], "spans": []}
        for r in lake.sql(_SHOWN).to_pylist()
    }
    for row in lake.sql(_SPANS).to_pylist():
        if row["post_id"] in shown:
            kept = shown[row["post_id"]]["spans"]
            kept.extend(s for s in row["spans"] if s not in kept)
    return shown


def _judged(lake: Lake, signal: Signal, shown: Mapping[str, Mapping[str, Any]]) -> Rows:
    table = lake.sql(f"""
        with judged as ({signal.query()})
        select j.* from judged j join chosen on chosen.creator_key = j.creator
         order by j.creator, j.at, j.item""")
    rows: Rows = defaultdict(list)
    for row in table.to_pylist():
        creator = row.pop("creator")
        beside = shown.get(row["item"])
        if beside:
            row |= {"url": beside["url"], "text": beside["text"], "at": row["at"] or beside["at"]}
            if signal.packs:
                row["spans"] = beside["spans"]
        rows[creator].append(row)
    for found in rows.values():
        found.sort(key=lambda r: (r["at"] is None, r["at"] or 0, r["item"]))
    return rows


def _spoken(lake: Lake) -> dict[str, dict[str, int]]:
    spoken: dict[str, dict[str, int]] = {}
    for name, table in TABLES.items():
        if table.owner not in table.names or name in ("event", "declared"):
            continue
        owner, source = f"x.{table.owner}", f"{name} x"
        if name == "comment":  # a comment export seldom names the owner of the post
            owner, source = (
                "p.creator_key",
                "comment x join post p on p.platform = x.platform and p.post_id = x.post_id",
            )
        found = lake.sql(f"""
            select {owner} as creator, bit_or(x.spoken) as mask from {source}
              join chosen on chosen.creator_key = {owner} group by {owner}""")
        spoken[name] = dict(zip(found["creator"].to_pylist(), found["mask"].to_pylist(), strict=True))
    return spoken


def _series(lake: Lake, signals: Sequence[Signal]) -> dict[str, list[list[float]]]:
    series: dict[str, list[list[float]]] = defaultdict(list)
    for signal in signals:
        if signal.estimator == "shift":
            table = lake.sql(f"""
                with judged as ({signal.query()})
                select j.* from judged j join chosen on chosen.creator_key = j.creator
                 order by j.creator, j.day""")
            for r in table.to_pylist():
                series[r["creator"]].append([r["day"], r["value"], r["low"], r["high"]])
    return series
