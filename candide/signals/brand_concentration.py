"""Brand concentration (FR : concentration des marques).

What it measures
    The chance that two commercial posts drawn at random are for the same brand.

Why it matters
    A creator bound to one brand speaks with one voice; a creator with thirty has no line. Neither is
    a fault; a brand that comes next wants to know [li-2026].

When it misleads
    Below eight named posts chance alone decides. A brand under two names counts twice. The plain
    index reads 0.19 for six posts over thirty equal brands; this one reads 0.03 [simpson-1949].

Example
    | post | post_id |
    |------|---------|
    | bob  | p1      |
    | bob  | p2      |
    | bob  | p3      |

    | said | post_id | label   | value |
    |------|---------|---------|-------|
    | bob  | p1      | partner | luma  |
    | bob  | p2      | partner | luma  |
    | bob  | p3      | partner | orso  |

    bob: 0.333 of 3
"""

from candide.signal import Signal

signal = Signal(
    code="IND002",
    axis="independence",
    estimator="diversity",
    reads={"text_part": ("text",)},
    enough=8,
    unit="index",
    packs=("commercial",),
    title={"fr": "Concentration des marques", "en": "Brand concentration"},
    definition={
        "fr": "chance que deux publications commerciales tirées au sort aient la même marque",
        "en": "chance that two commercial posts drawn at random are for the same brand",
    },
    french={
        "What it measures": (
            "La chance que deux publications commerciales tirées au sort soient pour la même marque."
        ),
        "When it misleads": (
            "Sous huit publications nommant une marque, le hasard seul décide. Une marque sous deux noms "
            "compte deux fois. L’indice ordinaire donne 0,19 pour six publications sur trente marques "
            "égales ; celui-ci donne 0,03."
        ),
    },
    judged="""
        select s.creator_key as creator, s.post_id as item, cast(null as timestamptz) as at, s.value as value
          from said s
         where s.label = 'partner'
    """,
)
