"""Each comment with the owner of its post, whoever wrote it and whether the owner answered it.

A comment export seldom names the owner of the post, so the post's own row does.
"""

READS = {"comment": ("post_id", "author_key", "parent_id", "text"), "post": ("creator_key",)}
AFTER = ()

SQL = """
    with told as (select * from {comment}),
    held as (select platform, post_id, creator_key from {post} where post_id in (select post_id from told)),
    owned as (
        select c.platform, c.comment_id, c.post_id, c.parent_id, c.text, c.published_at, c.author_key,
               coalesce(c.creator_key, p.creator_key) as creator_key,
               coalesce(c.by_owner, c.author_key = coalesce(c.creator_key, p.creator_key)) as by_owner
          from told c left join held p on p.platform = c.platform and p.post_id = c.post_id),
    answers as (
        select platform, parent_id, min(published_at) as answered_at
          from owned where by_owner and parent_id is not null group by platform, parent_id)
    select o.*, a.answered_at is not null or a.parent_id is not null as answered
      from owned o
      left join answers a on a.platform = o.platform and a.parent_id = o.comment_id
     where o.creator_key is not null
"""
