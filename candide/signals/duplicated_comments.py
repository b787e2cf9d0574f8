"""Duplicated comments (FR : commentaires en double).

What it measures
    Among comments of four words or more left by others, the share whose words, case and punctuation
    aside, stand under the creator's posts more than once.

Why it matters
    Bought comments come from a list of sentences [tricomi-2022]. People repeat "so pretty"; they
    seldom repeat four words in a row.

When it misleads
    Contests ask for the same sentence; a chorus or a running joke repeats. Short comments are natural
    and are not counted. It says nothing of who wrote them, nor who asked for them.

Example
    | post | post_id |
    |------|---------|
    | dov  | p1      |
    | dov  | p2      |

    | comment | comment_id | post_id | author_key | parent_id | text                      |
    |---------|------------|---------|------------|-----------|---------------------------|
    | dov     | c1         | p1      | eve        |           | Love this so much!        |
    | dov     | c2         | p2      | bob        |           | love this so much         |
    | dov     | c3         | p1      | ana        |           | Where is the shop please? |
    | dov     | c4         | p2      | cleo       |           | nice                      |

    dov: 2 hits of 3
"""

from candide.signal import Signal

signal = Signal(
    code="CON002",
    axis="conversation",
    estimator="share",
    reads={"comment": ("post_id", "author_key", "text"), "post": ("creator_key",)},
    derived=("thread",),
    enough=20,
    unit="share",
    title={"fr": "Commentaires en double", "en": "Duplicated comments"},
    definition={
        "fr": "commentaires présents plusieurs fois ÷ commentaires, de quatre mots ou plus",
        "en": "comments of four words or more that stand more than once ÷ comments of four words or more",
    },
    french={
        "What it measures": (
            "Parmi les commentaires d’au moins quatre mots laissés par d’autres, la part dont les mots, "
            "casse et ponctuation mises à part, se trouvent plus d’une fois sous les publications du "
            "profil."
        ),
        "When it misleads": (
            "Un concours demande la même phrase ; un refrain ou une plaisanterie se répète. Les "
            "commentaires courts sont naturels et ne sont pas comptés. Cela ne dit ni qui les a écrits, "
            "ni qui les a demandés."
        ),
    },
    judged="""
        with folded as (
            select creator_key, comment_id, published_at, post_id,
                   trim(regexp_replace(lower(text), '[^\\p{L}\\p{N}]+', ' ', 'g')) as words
              from thread where not by_owner and text is not null),
        long as (select * from folded where words like '% % % %'),
        counted as (
            select l.*, t.times from long l
              join (select creator_key, words, count(*) as times from long group by creator_key, words) t
                on t.creator_key = l.creator_key and t.words = l.words)
        select creator_key as creator, comment_id as item, published_at as at, post_id as cluster,
               case when times > 1 then 1 else 0 end as value, {'times': times, 'post': post_id} as detail
          from counted
    """,
)
