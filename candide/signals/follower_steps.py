"""Follower steps (FR : marches d'abonnés).

What it measures
    Sudden rises of the daily follower count that stand out from the creator's own ordinary days,
    each set beside what happened then: an exceptional post, a press item, a platform event, or
    nothing that we hold.

Why it matters
    Bought followers arrive in a step that no content explains; so do followers after a television
    report. Without what coincided, a viral post looks like a purchase four times in five
    [candide-step-simulation].

When it misleads
    Only what was imported can explain: a poster in the street, a story or a mention by somebody
    else is not in the files. Followers bought slowly make no step. Platforms round the counts, and
    only a rise beyond the rounding is counted. Dates outside the imported posts are unknown.

Example
    | creator_history | observed_at    | followers |
    |-----------------|----------------|-----------|
    | dov             | 2026-03-01..20 | 1000      |
    | dov             | 2026-03-21..30 | 1300      |

    | post | post_id | published_at   | views |
    |------|---------|----------------|-------|
    | dov  | p..30   | 2026-03-01..30 | 500   |

    dov: 0.300 of 30
"""

from candide.signal import Signal

signal = Signal(
    code="AUD003",
    axis="audience",
    estimator="shift",
    reads={"creator": ("followers",)},
    enough=14,
    unit="share",
    title={"fr": "Marches d’abonnés", "en": "Follower steps"},
    definition={
        "fr": "hausse des abonnés par marches que rien de ce que nous tenons n’accompagne",
        "en": "rise of followers by steps that nothing we hold goes with",
    },
    french={
        "What it measures": (
            "Les hausses soudaines du nombre quotidien d’abonnés qui tranchent avec les jours ordinaires "
            "du profil, chacune posée à côté de ce qui s’est passé alors : une publication "
            "exceptionnelle, un article, un événement de la plateforme, ou rien que nous tenions."
        ),
        "When it misleads": (
            "Seul ce qui est importé peut expliquer : une affiche dans la rue, une story, une mention par "
            "quelqu’un d’autre ne sont pas dans les fichiers. Des abonnés achetés lentement ne font pas "
            "de marche. Les plateformes arrondissent, et seule une hausse au-delà de l’arrondi compte. "
            "Les dates hors des publications importées sont inconnues."
        ),
    },
    judged="""
        select creator_key as creator, platform,
               epoch_us(observed_at) // 86400000000 as day,
               cast(median(followers) as double) as value,
               cast(min(coalesce(followers_low, followers)) as double) as low,
               cast(max(coalesce(followers_high, followers)) as double) as high
          from {creator_history}
         where observed_at is not null and followers > 0
         group by creator_key, platform, epoch_us(observed_at) // 86400000000
    """,
)
