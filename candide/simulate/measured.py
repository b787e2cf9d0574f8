"""The hidden numbers of a creator as readings would name them, and what really came of them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from math import exp, log
from statistics import median
from typing import Any

from candide.simulate import dates
from candide.simulate.growth import Course, per_follower
from candide.simulate.person import Person
from candide.simulate.plan import Post
from candide.simulate.roles import TIKTOK
from candide.simulate.threads import JOKES, POOL, Comment
from candide.simulate.wording import HINTED

_FOUR_WORDS = 4
_SIGNS = re.compile(r"@\S+|[^\w]+|_")
_ALIKE_BY_CHANCE = 1.4e-5  # chance that two long comments of our grammar are the same


def fold(text: str) -> str:
    """Return a comment without case, signs and mentions, words one space apart."""
    return " ".join(_SIGNS.sub(" ", text.lower()).split())


def latent(person: Person, posts: list[Post], said: list[Comment], course: Course) -> dict[str, float | None]:
    """Return the hidden numbers under the names of the signals, in natural units.

    Rates are of likes and comments, `_all` of shares and saves too; per follower shown on the day of
    the post. None where the platform's exports hold nothing to read them from.
    """
    hidden, on_tiktok = person.hidden, person.platform == TIKTOK
    likes_comments = log(hidden.parts[0] + hidden.parts[1])
    rate = per_follower(person, posts, course)
    return {
        "engagement_per_follower": exp(rate),
        "engagement_per_follower_all": exp(rate - likes_comments),
        "engagement_per_view": exp(hidden.per_view + likes_comments) if on_tiktok else None,
        "engagement_per_view_all": exp(hidden.per_view) if on_tiktok else None,
        "posting_cadence": hidden.gap_days,
        "commercial_share": hidden.commercial_share,
        "stated_share": hidden.stated * (1 - HINTED),
        "stated_or_hinted_share": hidden.stated,
        "brand_concentration": hidden.concentration,
        "replies_to_community": hidden.replies if on_tiktok else None,
        "duplicated_comments": _duplicates(person, said) if on_tiktok else None,
    }


def _duplicates(person: Person, said: list[Comment]) -> float:
    """Return the expected share of long comments that stand twice, at the number that were written.

    A text that a share q of n comments bears stands beside another with chance 1 - (1 - q)^(n - 1).
    """
    n, hidden = sum(_long(c) for c in said), person.hidden
    texts = [*(part * hidden.joke for part in JOKES), *[hidden.bought / POOL] * POOL]
    known = sum(q * (1 - (1 - q) ** max(0, n - 1)) for q in texts)
    return known + (1 - hidden.joke - hidden.bought) * min(1.0, n * _ALIKE_BY_CHANCE)


def realised(posts: list[Post], said: list[Comment], course: Course) -> dict[str, Any]:
    """Return what came of the hidden numbers, counted as the files hold it."""
    told = [p.caption.told for p in posts]
    commercial = [t for t in told if t.commercial]
    clear = sum(t.relation == "disclosed_clear" for t in commercial)
    tops = [c for c in said if c.kind != "answer" and c.parent is None]
    answered = {c.parent for c in said if c.kind == "answer"}
    words = [fold(c.text) for c in said if _long(c)]
    times = Counter(words)
    brands = Counter(t.brand for t in commercial if t.brand)
    gaps = [(b.at - a.at) / dates.DAY for a, b in pairwise(posts)]
    return {
        "relations": dict(sorted(Counter(t.relation for t in told).items())),
        "dissuasions": dict(sorted(Counter(t.dissuasion for t in told).items())),
        "substitutes": dict(sorted(Counter(t.substitute for t in told).items())),
        "commercial": len(commercial), "commercial_share": _share(len(commercial), len(posts)),
        "stated": clear, "stated_share": _share(clear, len(commercial)),
        "brands": {str(b): n for b, n in sorted(brands.items())},
        "comments": len(tops), "answered": len(answered), "reply_share": _share(len(answered), len(tops)),
        "long_comments": len(words), "duplicated": sum(times[w] > 1 for w in words),
        "duplicated_share": _share(sum(times[w] > 1 for w in words), len(words)),
        "gap_days": median(gaps) if gaps else None, "growth": course.shown[-1] - course.shown[0],
    }  # fmt: skip


def _long(comment: Comment) -> bool:
    return comment.kind != "answer" and len(fold(comment.text).split()) >= _FOUR_WORDS


def _share(hits: int, of: int) -> float | None:
    return hits / of if of else None
