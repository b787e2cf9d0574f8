"""Each mature post with its log rates, and the effect of its week and format beside them.

Where a week or a kind was posted in by too few creators to be known, its effect is 0.
"""

READS: dict[str, tuple[str, ...]] = {}
AFTER = ("post_exposure", "platform_effect")

VIEW = """
    select p.platform, p.post_id, p.creator_key, p.kind, p.published_at, p.interactions, p.views, p.followers,
           case when p.followers > 0 then ln((p.interactions + 0.5) / (p.followers + 1.0)) end as by_follower,
           case when p.views > 0 then ln((p.interactions + 0.5) / (p.views + 1.0)) end as by_view,
           coalesce(w.follower_effect, 0.0) + coalesce(k.follower_effect, 0.0) as follower_effect,
           coalesce(w.view_effect, 0.0) + coalesce(k.view_effect, 0.0) as view_effect
      from post_exposure p
      left join platform_effect w on w.platform = p.platform and w.week = p.week
      left join platform_effect k on k.platform = p.platform and k.kind = p.kind
"""
