"""What a week and a format did to everybody on a platform, as effects on log rates.

Taking them off each post removes platform-wide shifts (a lockdown, a change of the feed) before any
creator is judged. One row a week (kind null) and one a kind (week null); a row needs eight creators.
Weeks are counted from the mean of ordinary weeks (those within SHIFTED of the median week), kinds
from the commonest kind, so that a rate reads as in an ordinary week and format. Each effect is the
median of posts against their own creator's typical post, so that who happened to post that week does
not matter. A platform's first 100,000 posts, by a hash of the creators, are enough: the effects are
then known to about a hundredth.
Method: median polish, weeks first, then creators by kinds by weeks, four sweeps. [tukey-1977]
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from candide.derive.groups import distinct, median_by

READS: dict[str, tuple[str, ...]] = {}
AFTER = ("post_exposure",)

ENOUGH_POSTS, LEAST_CREATORS, SWEEPS = 100_000, 8, 4
SHIFTED = 0.25  # log effect beyond which a week is no ordinary one: a quarter more, or less

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]

_PANEL = """
    with panel as (
        select platform, creator_key, count(*) as posts,
               sum(count(*)) over (partition by platform order by md5(creator_key), creator_key
                                   rows between unbounded preceding and current row) as upto
          from post_exposure where {exposure} > 0 group by platform, creator_key)
    select e.platform, e.creator_key, e.kind, e.week,
           ln((e.interactions + 0.5) / (e.{exposure} + 1.0)) as rate
      from post_exposure e join panel p on p.platform = e.platform and p.creator_key = e.creator_key
     where e.{exposure} > 0 and p.upto - p.posts < {enough}
"""


_EFFECTS = pa.schema(
    [
        ("platform", pa.string()),
        ("kind", pa.string()),
        ("week", pa.timestamp("us")),
        ("creators", pa.int64()),
        ("follower_effect", pa.float64()),
        ("view_effect", pa.float64()),
    ]
)


def make(lake: Any) -> pa.Table:
    """Return platform, kind, week, creators, follower_effect, view_effect."""
    rows: dict[tuple[str, Any, Any], dict[str, Any]] = {}
    for column, exposure in (("follower_effect", "followers"), ("view_effect", "views")):
        panel = lake.sql(_PANEL.format(exposure=exposure, enough=ENOUGH_POSTS))
        for platform in sorted(pa.compute.unique(panel["platform"]).to_pylist()):
            here = panel.filter(pa.compute.equal(panel["platform"], platform))
            for kind, week, creators, effect in _polished(here):
                row = rows.setdefault((platform, kind, week), {"creators": 0})
                row["creators"] = max(row["creators"], creators)
                row[column] = effect
    named = [{"platform": p, "kind": k, "week": w, **row} for (p, k, w), row in rows.items()]
    return pa.Table.from_pylist(named, schema=_EFFECTS)


def _polished(panel: pa.Table) -> list[tuple[str | None, Any, int, float]]:
    """Return (kind, week, creators, effect) for each kind and each week with creators enough."""
    rate = panel["rate"].to_numpy()
    (who, _), (kind, kinds), (week, weeks) = (_coded(panel[c]) for c in ("creator_key", "kind", "week"))
    by_kind, posts = np.zeros(len(kinds)), np.bincount(week, minlength=len(weeks))
    kind_creators, week_creators = distinct(kind, who, len(kinds)), distinct(week, who, len(weeks))
    commonest = int(np.argmax(np.bincount(kind, minlength=len(kinds)))) if len(kinds) else 0
    known = week_creators >= LEAST_CREATORS

    def centred(effects: Floats) -> Floats:
        return np.where(known, effects - _usual(effects, known, posts), 0.0)

    # Weeks go first, as they stand: a shifted week is then off before anything is learnt from it.
    by_week = centred(median_by(week, rate, len(weeks)))
    for _ in range(SWEEPS):
        left = rate - by_kind[kind] - by_week[week]
        own = median_by(who, left, int(who.max()) + 1)[who]
        by_kind = median_by(kind, rate - own - by_week[week], len(kinds))
        by_kind = np.where(kind_creators >= LEAST_CREATORS, by_kind - by_kind[commonest], 0.0)
        by_week = centred(median_by(week, rate - own - by_kind[kind], len(weeks)))
    told = [(k, None, int(n), float(e)) for k, n, e in zip(kinds, kind_creators, by_kind, strict=True)]
    told += [(None, w, int(n), float(e)) for w, n, e in zip(weeks, week_creators, by_week, strict=True)]
    return [t for t in told if t[2] >= LEAST_CREATORS]


def _usual(effects: Floats, known: NDArray[np.bool_], posts: Codes) -> float:
    """Return the mean effect of ordinary weeks, each by its posts."""
    if not known.any():
        return 0.0
    ordinary = known & (np.abs(effects - np.median(effects[known])) <= SHIFTED)
    return float(np.average(effects[ordinary], weights=posts[ordinary]))


def _coded(column: pa.ChunkedArray) -> tuple[Codes, list[Any]]:
    """Return codes in the order of the values themselves, whatever the order of the rows."""
    found = pa.compute.unique(column)
    values = found.take(pa.compute.sort_indices(found))
    return pa.compute.index_in(column, values).to_numpy().astype(np.int64), values.to_pylist()
