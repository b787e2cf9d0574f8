"""What a week and a format did to everybody: the median log rate of a platform, kind and week.

Taking it off each post removes platform-wide shifts (a lockdown, a change of the feed) before any
creator is judged. A cell with few creators says nothing of the platform and is not made; `usual`
is the median of the platform's cells, so that a rate can be shown as in an ordinary week.
Method: one sweep of a robust two-way fit on logs. [tukey-1977]
"""

READS: dict[str, tuple[str, ...]] = {}
AFTER = ("post_exposure",)

SQL = """
    with rated as (
        select platform, kind, week, creator_key,
               case when followers > 0 then ln((interactions + 0.5) / (followers + 1.0)) end as by_follower,
               case when views > 0 then ln((interactions + 0.5) / (views + 1.0)) end as by_view
          from post_exposure),
    cells as (
        select platform, kind, week, 0 as wide, count(distinct creator_key) as creators,
               median(by_follower) as by_follower, median(by_view) as by_view
          from rated group by platform, kind, week having count(distinct creator_key) >= 8
        union all
        select platform, kind, null as week, 1 as wide, count(distinct creator_key) as creators,
               median(by_follower) as by_follower, median(by_view) as by_view
          from rated group by platform, kind having count(distinct creator_key) >= 8),
    usual as (
        select platform, median(by_follower) as by_follower, median(by_view) as by_view
          from cells where wide = 0 group by platform)
    select c.platform, c.kind, c.week, c.wide, c.creators,
           c.by_follower - u.by_follower as follower_effect, c.by_view - u.by_view as view_effect
      from cells c join usual u on u.platform = c.platform
"""
