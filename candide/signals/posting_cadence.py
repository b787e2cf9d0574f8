"""Posting cadence (FR : rythme de publication).

What it measures
    The typical number of days between two posts.

Why it matters
    It is a mirror for the creator: how much one asks of oneself. No study links gaps between posts to
    exhaustion, so it is shown to the creator alone and weighs nothing [candide-private-signals].

When it misleads
    An export that holds only some posts makes the gaps look longer. Posts planned in advance say
    nothing of the hours worked.

Example
    | post | post_id | published_at |
    |------|---------|--------------|
    | ana  | p1      | 2026-03-01   |
    | ana  | p2      | 2026-03-03   |
    | ana  | p3      | 2026-03-05   |
    | ana  | p4      | 2026-03-10   |

    ana: 2.00 of 3
"""

from candide.signal import Signal

signal = Signal(
    code="PRI001",
    axis="independence",
    estimator="level",
    reads={"post": ("published_at",)},
    enough=8,
    unit="days",
    private=True,
    title={"fr": "Rythme de publication", "en": "Posting cadence"},
    definition={"fr": "jours entre deux publications, médiane", "en": "days between two posts, median"},
    french={
        "What it measures": ("Le nombre de jours typique entre deux publications."),
        "When it misleads": (
            "Un export qui ne tient qu’une partie des publications allonge les écarts. Des publications "
            "programmées ne disent rien des heures travaillées."
        ),
    },
    judged="""
        with dated as (
            select creator_key, post_id, published_at,
                   epoch_us(published_at) - lag(epoch_us(published_at)) over (
                       partition by creator_key order by published_at, post_id) as gap
              from {post} where published_at is not null)
        select creator_key as creator, post_id as item, published_at as at,
               ln(greatest(gap / 1e6, 60.0) / 86400.0) as value
          from dated where gap is not null
    """,
)
