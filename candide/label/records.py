"""Records: what labels read, one row a post."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from candide.tables import COUNT, FLAG, TEXT, TIME, WORDS

PART: Final = pa.struct([("part", TEXT), ("position", COUNT), ("text", TEXT)])

#: The columns of the records table.
RECORDS: Final = pa.schema(
    [
        ("platform", TEXT),
        ("post_id", TEXT),
        ("creator_key", TEXT),
        ("handle", TEXT),  # of the creator, without @
        ("bio", TEXT),
        ("kind", TEXT),  # photo, video, story…
        ("published_at", TIME),
        ("paid_label", FLAG),  # the platform's label: true, false, or null for unknown
        ("label_kind", TEXT),
        ("label_brands", WORDS),
        ("followers", COUNT),
        ("parts", pa.list_(PART)),  # the words of the post, part by part
    ]
)

#: Builds the records from the views `post`, `creator` and `text_part` of a lake.
RECORDS_SQL: Final = """
with words as (
    select platform, post_id,
           list(struct_pack(part := part, "position" := "position", text := text)
                order by part nulls last, "position" nulls last) as parts
      from text_part
     group by platform, post_id
)
select p.platform, p.post_id, p.creator_key, c.handle, c.bio, p.kind, p.published_at,
       p.paid_label, p.label_kind, p.label_brands, c.followers, w.parts
  from post p
  left join words w on w.platform = p.platform and w.post_id = p.post_id
  left join creator c on c.creator_key = p.creator_key
 order by p.platform nulls last, p.post_id nulls last
"""
