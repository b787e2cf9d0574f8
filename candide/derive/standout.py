"""Posts that stand out among their creator's own: those that could bring followers by themselves.

The measure is the log of views where known, else of likes and comments, against the median and the
spread of the creator's posts; the spread is never taken below 0.5 (a factor 1.6), and with fewer
than six posts nothing can stand out. `z` counts spreads above the median.
"""

# `stepped` names the creators whose follower steps are to be explained: nobody else is read.
READS = {"post": ("creator_key", "published_at")}
AFTER = ()

SQL = """
    with sized as (
        select platform, post_id, creator_key, published_at, url, views, likes, comments,
               ln(coalesce(nullif(views, 0), coalesce(likes, 0) + coalesce(comments, 0)) + 1.0) as size
          from {post} x join stepped on stepped.whom = x.creator_key
         where x.published_at is not null and coalesce(nullif(views, 0), likes, comments) is not null),
    middle as (
        select creator_key, median(size) as mid, count(*) as n from sized group by creator_key),
    spread as (
        select s.creator_key, greatest(1.4826 * median(abs(s.size - m.mid)), 0.5) as sigma
          from sized s join middle m on m.creator_key = s.creator_key group by s.creator_key)
    select s.platform, s.post_id, s.creator_key, s.published_at, s.url, s.views, s.likes, s.comments, m.n,
           (s.size - m.mid) / d.sigma as z,
           rank() over (partition by s.creator_key order by s.size desc nulls last) as rank
      from sized s
      join middle m on m.creator_key = s.creator_key
      join spread d on d.creator_key = s.creator_key
"""
