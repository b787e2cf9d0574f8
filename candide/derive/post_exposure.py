"""Each mature post with its interactions, and the followers its creator had in that week.

Followers at the time of import would bias growing accounts down, so the count of the post's own
week is used where there is one, else the nearest end of the history. Posts seen less than 72 hours
after publication are still collecting reactions and are left out. Hidden likes leave no row.
"""

READS = {
    "post": ("creator_key", "published_at", "likes", "comments"),
    "creator": ("followers",),
}
AFTER = ()

SQL = """
    with weekly as (
        select creator_key, date_trunc('week', make_timestamp(epoch_us(observed_at))) as week,
               median(followers) as followers
          from {creator_history}
         where followers is not null and observed_at is not null
         group by creator_key, date_trunc('week', make_timestamp(epoch_us(observed_at)))),
    ends as (
        select creator_key, min(week) as first_week, max(week) as last_week,
               min_by(followers, week) as first_followers, max_by(followers, week) as last_followers
          from weekly group by creator_key),
    sizes as (
        select coalesce(c.creator_key, e.creator_key) as creator_key, c.followers, e.first_week, e.last_week,
               e.first_followers, e.last_followers
          from {creator} c full join ends e on e.creator_key = c.creator_key),
    mature as (
        select *, date_trunc('week', make_timestamp(epoch_us(published_at))) as week
          from {post}
         where likes is not null and comments is not null and published_at is not null
           and (last_seen is null or epoch_us(last_seen) - epoch_us(published_at) >= 72 * 3600000000))
    select p.platform, p.post_id, p.creator_key, coalesce(p.kind, 'any') as kind, p.published_at, p.week,
           p.likes + p.comments as interactions, p.views,
           coalesce(w.followers,
                    case when p.week - s.first_week < s.last_week - p.week
                         then s.first_followers else s.last_followers end,
                    s.followers) as followers
      from mature p
      left join weekly w on w.creator_key = p.creator_key and w.week = p.week
      left join sizes s on s.creator_key = p.creator_key
"""
