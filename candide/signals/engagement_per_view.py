"""Engagement per view (FR : engagement par vue).

What it measures
    Likes plus comments of a post, for each view; the creator's typical post, once the effect of the
    week and of the format on the whole platform is taken off.

Why it matters
    Where the feed decides who sees a video, views and not followers are the people reached
    [creatoriq-tiktok].

When it misleads
    A video that the feed pushes to strangers has many views and few reactions: that is not weakness.
    Platforms count a view differently; never compare it across platforms, nor with a rate per follower.

Example
    | post | post_id | published_at | likes | comments | views |
    |------|---------|--------------|-------|----------|-------|
    | ana  | p1      | 2026-03-02   | 9     | 1        | 999   |
    | ana  | p2      | 2026-03-03   | 19    | 1        | 999   |
    | ana  | p3      | 2026-03-04   | 29    | 1        | 999   |

    ana: 0.0205 of 3
"""

from candide.signal import Signal

signal = Signal(
    code="AUD002",
    axis="audience",
    estimator="level",
    reads={"post": ("likes", "comments", "views", "published_at")},
    derived=("post_rate",),
    enough=6,
    unit="per_view",
    title={"fr": "Engagement par vue", "en": "Engagement per view"},
    definition={
        "fr": "(j’aime + commentaires) ÷ vues, publication typique, semaine ordinaire",
        "en": "(likes + comments) ÷ views, typical post, ordinary week",
    },
    french={
        "What it measures": (
            "Les « j’aime » et commentaires d’une publication pour chaque vue : la publication typique du "
            "profil, une fois retiré l’effet de la semaine et du format sur toute la plateforme."
        ),
        "When it misleads": (
            "Une vidéo que le fil pousse vers des inconnus a beaucoup de vues et peu de réactions : ce "
            "n’est pas une faiblesse. Les plateformes comptent une vue chacune à sa façon ; ne jamais "
            "comparer entre plateformes, ni avec un taux par abonné."
        ),
    },
    judged="""
        select creator_key as creator, post_id as item, published_at as at,
               by_view - view_effect as value, view_effect as effect,
               {'interactions': interactions, 'views': views} as detail
          from post_rate where by_view is not null
    """,
)
