"""Replies to own community (FR : réponses à sa communauté).

What it measures
    The share of other people's top-level comments that the creator answered in the thread.

Why it matters
    Answering is what the people behind small accounts do; engagement, replies included, carries the
    link between few followers and return [beichert-2024]. Above the peers' median it earns nothing:
    nobody owes the night to strangers.

When it misleads
    An export without threads looks like silence, so such rows are not counted. A team may be
    answering. A comment that calls for no answer counts as unanswered.

Example
    | post | post_id |
    |------|---------|
    | ana  | p1      |

    | comment | comment_id | post_id | author_key | parent_id | text         |
    |---------|------------|---------|------------|-----------|--------------|
    | ana     | c1         | p1      | eve        |           | which cream? |
    | ana     | c2         | p1      | ana        | c1        | the blue one |
    | ana     | c3         | p1      | bob        |           | so pretty    |

    ana: 1 hit of 2
"""

from candide.signal import Signal

signal = Signal(
    code="CON001",
    axis="conversation",
    estimator="share",
    reads={"comment": ("post_id", "author_key", "parent_id"), "post": ("creator_key",)},
    derived=("thread",),
    enough=20,
    unit="share",
    title={"fr": "Réponses à sa communauté", "en": "Replies to own community"},
    definition={
        "fr": "commentaires auxquels le profil a répondu ÷ commentaires reçus, hors les siens",
        "en": "comments answered by the creator ÷ comments received, own excluded",
    },
    french={
        "What it measures": (
            "La part des commentaires de premier niveau laissés par d’autres auxquels le profil a répondu "
            "dans le fil."
        ),
        "When it misleads": (
            "Un export sans fils ressemble au silence : ces lignes ne sont pas comptées. Une équipe peut "
            "répondre. Un commentaire qui n’appelle pas de réponse compte comme sans réponse."
        ),
    },
    judged="""
        select creator_key as creator, comment_id as item, published_at as at, post_id as cluster,
               case when answered then 1 else 0 end as value, {'post': post_id} as detail
          from thread where not by_owner and parent_id is null
    """,
)
