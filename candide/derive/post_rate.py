"""Each mature post with its log rates, and the effect of its week and format beside them.

Where the week's cell is too thin the format's own effect is used, else none: `effect` is then 0.
"""

READS: dict[str, tuple[str, ...]] = {}
AFTER = ("post_exposure", "platform_week")

SQL = """
    select p.platform, p.post_id, p.creator_key, p.kind, p.published_at, p.interactions, p.views, p.followers,
           case when p.followers > 0 then ln((p.interactions + 0.5) / (p.followers + 1.0)) end as by_follower,
           case when p.views > 0 then ln((p.interactions + 0.5) / (p.views + 1.0)) end as by_view,
           coalesce(w.follower_effect, a.follower_effect, 0.0) as follower_effect,
           coalesce(w.view_effect, a.view_effect, 0.0) as view_effect
      from post_exposure p
      left join platform_week w
        on w.platform = p.platform and w.kind = p.kind and w.week = p.week and w.wide = 0
      left join platform_week a on a.platform = p.platform and a.kind = p.kind and a.wide = 1
"""
