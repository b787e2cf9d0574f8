"""Posts with a commercial relation (FR : publications à relation commerciale).

What it measures
    The share of posts whose own words, or the platform's label, show a commercial relation with
    somebody else: stated, hinted at, or only visible by its traces (code, affiliate link, offer).

Why it matters
    How much of a line is paid for matters to those who read it and to a brand that would come next;
    the effect on engagement has no fixed sign [leung-2022; li-2026].

When it misleads
    Only the parts that were read count: speech, images and stories are seldom in an export. A code
    may be a friend's; a creator who lives from content is not less honest for it.

Example
    | post | post_id |
    |------|---------|
    | bob  | p1      |
    | bob  | p2      |
    | bob  | p3      |
    | bob  | p4      |

    | said | post_id | label    | value           |
    |------|---------|----------|-----------------|
    | bob  | p1      | relation | disclosed_clear |
    | bob  | p2      | relation | none            |
    | bob  | p3      | relation | none            |
    | bob  | p4      | relation | own_business    |

    bob: 1 hit of 4
"""

from candide.signal import Signal

signal = Signal(
    code="IND001",
    axis="independence",
    estimator="share",
    reads={"text_part": ("text",)},
    enough=12,
    unit="share",
    packs=("disclosure", "commercial"),
    title={"fr": "Publications à relation commerciale", "en": "Posts with a commercial relation"},
    definition={
        "fr": "publications à relation commerciale ÷ publications lues",
        "en": "posts with a commercial relation ÷ posts read",
    },
    french={
        "What it measures": (
            "La part des publications dont les mots, ou le label de la plateforme, montrent une relation "
            "commerciale avec autrui : énoncée, suggérée, ou visible à ses seules traces (code, lien "
            "affilié, offre)."
        ),
        "When it misleads": (
            "Seules comptent les parties lues : la parole, les images et les stories sont rarement dans "
            "un export. Un code peut être celui d’un ami ; vivre de ses contenus ne rend pas moins "
            "honnête."
        ),
    },
    judged="""
        select s.creator_key as creator, s.post_id as item, cast(null as timestamptz) as at,
               case when s.value in ('disclosed_clear', 'disclosed_ambiguous', 'undisclosed_cues')
                    then 1 else 0 end as value,
               {'relation': s.value} as detail
          from said s
         where s.label = 'relation'
    """,
)
