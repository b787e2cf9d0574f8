"""Commercial posts that say so (FR : publications commerciales qui le disent).

What it measures
    Among posts whose words or label show a commercial relation, the share that states it clearly,
    in words or by the platform's label.

Why it matters
    A creator who says what is paid keeps the trust of those who listen; in the 2024 European sweep
    one in five always did [eu-sweep-2024].

When it misleads
    A statement spoken in the video, shown on the image or made in a story is not in the text: the
    parts read are printed beside the figure. An unknown platform label is unknown, not absent.
    The wording rules are drafts: this is shown, and does not weigh.

Example
    | post | post_id |
    |------|---------|
    | bob  | p1      |
    | bob  | p2      |
    | bob  | p3      |

    | said | post_id | label    | value            |
    |------|---------|----------|------------------|
    | bob  | p1      | relation | disclosed_clear  |
    | bob  | p2      | relation | disclosed_clear  |
    | bob  | p3      | relation | undisclosed_cues |

    bob: 2 hits of 3
"""

from candide.signal import Signal

signal = Signal(
    code="TRA001",
    axis="transparency",
    estimator="share",
    reads={"text_part": ("text",)},
    enough=5,
    unit="share",
    packs=("disclosure", "commercial"),
    title={"fr": "Publications commerciales qui le disent", "en": "Commercial posts that say so"},
    definition={
        "fr": "publications qui l’énoncent clairement ÷ publications à relation commerciale, parties lues",
        "en": "posts that state it clearly ÷ posts with a commercial relation, parts read",
    },
    french={
        "What it measures": (
            "Parmi les publications dont les mots ou le label montrent une relation commerciale, la part "
            "qui l’énonce clairement, en mots ou par le label de la plateforme."
        ),
        "When it misleads": (
            "Une mention dite dans la vidéo, montrée à l’image ou faite en story n’est pas dans le texte "
            ": les parties lues sont écrites à côté du chiffre. Un label de plateforme inconnu est "
            "inconnu, non absent. Les règles de formulation sont des brouillons : ceci est montré et ne "
            "pèse pas."
        ),
    },
    judged="""
        select s.creator_key as creator, s.post_id as item, cast(null as timestamptz) as at,
               case when s.value = 'disclosed_clear' then 1 else 0 end as value,
               {'relation': s.value} as detail
          from said s
         where s.label = 'relation'
           and s.value in ('disclosed_clear', 'disclosed_ambiguous', 'undisclosed_cues')
    """,
)
