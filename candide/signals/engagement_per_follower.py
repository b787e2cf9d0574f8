"""Engagement per follower (FR : engagement par abonné).

What it measures
    Likes plus comments of a post, for each follower of that week; the creator's typical post, once
    the effect of the week and of the format on the whole platform is taken off.

Why it matters
    It says how much of the audience that is claimed reacts. Small accounts differ widely, and
    published benchmarks disagree, so it is read beside peers of the same size [hypeauditor-tiers].

When it misleads
    Followers known only at import are too many for the old posts of a growing account.
    Posts boosted with money reach people who do not follow. Hidden likes leave no row at all.
    Per view the ranking of small and large accounts can be the reverse.

Example
    | creator | followers |
    |---------|-----------|
    | ana     | 999       |

    | post | post_id | published_at | likes | comments |
    |------|---------|--------------|-------|----------|
    | ana  | p1      | 2026-03-02   | 9     | 1        |
    | ana  | p2      | 2026-03-03   | 19    | 1        |
    | ana  | p3      | 2026-03-04   | 29    | 1        |

    ana: 0.0205 of 3
"""

from candide.signal import Signal

signal = Signal(
    code="AUD001",
    axis="audience",
    estimator="level",
    reads={"post": ("likes", "comments", "published_at"), "creator": ("followers",)},
    derived=("post_rate",),
    enough=6,
    unit="per_follower",
    title={"fr": "Engagement par abonné", "en": "Engagement per follower"},
    definition={
        "fr": "(j’aime + commentaires) ÷ abonnés de la semaine, publication typique, semaine ordinaire",
        "en": "(likes + comments) ÷ followers of that week, typical post, ordinary week",
    },
    french={
        "What it measures": (
            "Les « j’aime » et commentaires d’une publication pour chaque abonné de la semaine : la "
            "publication typique du profil, une fois retiré l’effet de la semaine et du format sur toute "
            "la plateforme."
        ),
        "When it misleads": (
            "Des abonnés connus seulement au jour de l’import sont trop nombreux pour les anciennes "
            "publications d’un compte qui grandit. Une publication sponsorisée auprès d’inconnus touche "
            "des non-abonnés. Des « j’aime » masqués ne laissent aucune ligne. Par vue, l’ordre entre "
            "petits et grands comptes peut s’inverser."
        ),
    },
    judged="""
        select creator_key as creator, post_id as item, published_at as at,
               by_follower - follower_effect as value, follower_effect as effect,
               {'interactions': interactions, 'followers': followers} as detail
          from post_rate where by_follower is not null
    """,
)
