"""What a week and a format did to everybody on a platform, as effects on log rates.

Taking them off each post removes platform-wide shifts (a lockdown, a change of the feed) before any
creator is judged. One row a week (kind null) and one a kind (week null); a row needs eight creators.
Weeks are counted from the mean of ordinary weeks (those within SHIFTED of the median week), kinds
from the commonest kind, so that a rate reads as in an ordinary week and format. Each effect is the
median of posts against their own creator's typical post, so that who happened to post that week does
not matter. A platform's first 200,000 posts, by a hash of the creators, are enough: the effects are
then known to a hundredth.
Method: median polish, creators by kinds by weeks, four sweeps. [tukey-1977]
"""

READS: dict[str, tuple[str, ...]] = {}
AFTER = ("post_exposure",)

_ENOUGH_POSTS, _LEAST_CREATORS, _SWEEPS = 200_000, 8, 4
SHIFTED = 0.25  # log effect beyond which a week is no ordinary one: a quarter more, or less


def _rate(name: str, exposure: str) -> str:
    return f"""
    {name}_panel as (
        select platform, creator_key, count(*) as posts,
               sum(count(*)) over (partition by platform order by md5(creator_key), creator_key
                                   rows between unbounded preceding and current row) as upto
          from post_exposure where {exposure} > 0 group by platform, creator_key),
    {name}_0 as (
        select e.platform, e.creator_key, e.kind, e.week,
               ln((e.interactions + 0.5) / (e.{exposure} + 1.0)) as rate, 0.0 as by_kind, 0.0 as by_week
          from post_exposure e join {name}_panel p on p.creator_key = e.creator_key
         where e.{exposure} > 0 and p.upto - p.posts < {_ENOUGH_POSTS})"""


def _sweep(name: str, turn: int) -> str:
    """Return the queries of one sweep: typical posts, then kinds, then weeks, each against the others."""
    old, new = f"{name}_{turn - 1}", f"{name}_{turn}"
    return f"""
    {new}_typical as (
        select creator_key, median(rate - by_kind - by_week) as typical from {old} group by creator_key),
    {new}_kind as (
        select o.platform, o.kind, count(*) as posts, count(distinct o.creator_key) as creators,
               median(o.rate - t.typical - o.by_week) as effect
          from {old} o join {new}_typical t on t.creator_key = o.creator_key group by o.platform, o.kind),
    {new}_kinds as (
        select platform, kind, creators,
               effect - first_value(effect) over (partition by platform order by posts desc, kind) as effect
          from {new}_kind),
    {new}_week as (
        select o.platform, o.week, count(*) as posts, count(distinct o.creator_key) as creators,
               median(o.rate - t.typical - k.effect) as effect
          from {old} o join {new}_typical t on t.creator_key = o.creator_key
          join {new}_kinds k on k.platform = o.platform and k.kind = o.kind group by o.platform, o.week),
    {new}_middle as (
        select platform, median(effect) as effect from {new}_week where creators >= {_LEAST_CREATORS}
         group by platform),
    {new}_usual as (
        select w.platform, sum(round(w.effect * w.posts, 9)) / sum(w.posts) as effect
          from {new}_week w join {new}_middle m on m.platform = w.platform
         where w.creators >= {_LEAST_CREATORS} and abs(w.effect - m.effect) <= {SHIFTED} group by w.platform),
    {new}_weeks as (
        select w.platform, w.week, w.creators, w.effect - u.effect as effect
          from {new}_week w join {new}_usual u on u.platform = w.platform
         where w.creators >= {_LEAST_CREATORS}),
    {new} as (
        select o.platform, o.creator_key, o.kind, o.week, o.rate,
               case when k.creators >= {_LEAST_CREATORS} then k.effect else 0.0 end as by_kind,
               coalesce(w.effect, 0.0) as by_week
          from {old} o join {new}_kinds k on k.platform = o.platform and k.kind = o.kind
          left join {new}_weeks w on w.platform = o.platform and w.week = o.week)"""


def _effects(name: str, column: str) -> str:
    last = f"{name}_{_SWEEPS}"
    return f"""
    {name}_effects as (
        select platform, kind, null as week, creators, effect as {column}
          from {last}_kinds where creators >= {_LEAST_CREATORS}
        union all
        select platform, null as kind, week, creators, effect as {column} from {last}_weeks)"""


def _polished(name: str, exposure: str, column: str) -> str:
    return ",".join(
        [_rate(name, exposure), *(_sweep(name, t + 1) for t in range(_SWEEPS)), _effects(name, column)]
    )


SQL = f"""
    with {_polished("followed", "followers", "follower_effect")},
    {_polished("viewed", "views", "view_effect")}
    select coalesce(f.platform, v.platform) as platform, coalesce(f.kind, v.kind) as kind,
           coalesce(f.week, v.week) as week,
           greatest(coalesce(f.creators, 0), coalesce(v.creators, 0)) as creators,
           f.follower_effect, v.view_effect
      from followed_effects f
      full join viewed_effects v
        on v.platform = f.platform and v.kind is not distinct from f.kind
       and v.week is not distinct from f.week
"""
