"""The invented words of the benchmark's world: captions, addresses, and comments with their threads."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bench.shape import DAY, Cast, Scale, current, hexes, ids, some
from candide.tables import COMMENT

PHRASES = pa.array("""
une matinée au marché avec mes parents
je teste une recette trouvée dans un vieux carnet
merci pour vos messages 💛
my honest notes after three weeks
on a repeint toute la cuisine ce week-end
le lien est dans ma bio
nouvelle vidéo demain à 18 h
#quotidien #maison
what would you change here?
petit rappel : buvez de l’eau
lecture du mois, sans spoiler
#bookclub #slowlife
j’ai enfin fini ce puzzle de 2000 pièces
the train was late but the light was worth it
avant / après, dites-moi
trois astuces pour ranger un placard
rien de neuf, juste le chat
code PRINTEMPS pour moins 10 %
vos idées de balade en vallée ?
#diy #recup
""".strip().splitlines())  # fmt: skip
OPENINGS = pa.array(
    ["J’adore", "Trop beau", "Franchement", "LOVE", "Where is", "Merci pour", "So pretty,", "Est-ce que"]
)
MIDDLES = pa.array(
    ["cette couleur", "the blue jacket", "ta recette", "ce carnet", "votre atelier", "la vidéo"]
)
CLOSINGS = pa.array(
    ["!", ", please?", "… du coup", "depuis le début 😍", "in the second part", "pour de vrai."]
)
_LIST = 40  # sentences that come back word for word
_OLDEST = 20_500 * DAY


def pick(rng: np.random.Generator, among: pa.Array, count: int) -> pa.Array:
    """Return items drawn at random."""
    return among.take(pa.array(rng.integers(0, len(among), count)))


def phrases(rng: np.random.Generator, count: int, length: int) -> pa.Array:
    """Return texts of so many phrases each."""
    return pc.binary_join_element_wise(*(pick(rng, PHRASES, count) for _ in range(length)), " · ")


def urls(rng: np.random.Generator, count: int) -> pa.Array:
    """Return addresses that lead nowhere."""
    numbers = pa.array(rng.integers(10**10, 10**11, count)).cast(pa.string())
    return pc.binary_join_element_wise("https://posts.invalid/p", numbers, "/")


def sentences(rng: np.random.Generator, count: int) -> pa.Array:
    """Return comments: most with a number that few others say, some from a list, some of two words."""
    parts = [pick(rng, part, count) for part in (OPENINGS, MIDDLES, CLOSINGS)]
    said = pc.binary_join_element_wise(*parts, pa.array(rng.integers(0, 400, count)).cast(pa.string()), " ")
    listed = said.take(pa.array(rng.integers(0, min(_LIST, count), count)))
    made = pc.if_else(pa.array(rng.random(count) < 0.85), said, listed)
    return pc.if_else(pa.array(rng.random(count) < 0.1), pick(rng, OPENINGS, count), made)


def comments(
    rng: np.random.Generator, scale: Scale, cast: Cast, who: np.ndarray, posts: pa.Table
) -> pa.Table:
    """Return comments under posts of some creators, with threads, own answers and half-spoken exports."""
    n = scale.comments
    under, parent = threads(rng, scale, cast, who)
    owner, names = who[under], ids(rng, n)
    ours = (rng.random(n) < np.where(parent >= 0, 0.7, 0.03)) & (rng.random(n) < 0.995)
    fans = hexes(rng, 3 * scale.discussed)
    held = posts.select(["platform", "post_id"]).take(pa.array(under)).combine_chunks()
    lost = pa.array(rng.random(n) < 0.01)  # the post is in no file
    cells = {
        "platform": held["platform"],
        "comment_id": names,
        "post_id": pc.if_else(lost, ids(rng, n), held["post_id"]),
        "creator_key": some(cast.key[owner], rng.random(n) < 0.2),
        "author_key": some(np.where(ours, cast.key[owner], rng.choice(fans, n)), rng.random(n) > 0.01),
        "by_owner": some(ours, rng.random(n) < 0.5),
        "parent_id": pc.if_else(pa.array(parent >= 0), names.take(pa.array(np.maximum(parent, 0))), None),
        "text": some(sentences(rng, n), rng.random(n) > 0.01),
        "published_at": _OLDEST + rng.integers(0, 120 * DAY, n),
        "likes": rng.poisson(2, n),
    }
    silent = np.where(rng.random(n) < 0.03, COMMENT.mask(["parent_id"]), 0)
    made = current("comment", cells, np.full(n, _OLDEST + 140 * DAY), silent)
    return made.take(pa.array(rng.permutation(n)))


def threads(
    rng: np.random.Generator, scale: Scale, cast: Cast, who: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the post of each comment and the comment that it answers (-1 at top level)."""
    top = int(scale.comments * 0.8)
    chosen = rng.choice(np.flatnonzero(cast.posts > 0), scale.discussed, replace=False)
    order = np.argsort(who, kind="stable")
    start = np.searchsorted(who[order], np.arange(len(cast.key)))
    owner = rng.choice(chosen, top)
    place = (rng.random(top) ** 2 * np.minimum(cast.posts[owner], 25)).astype(int)
    parent = rng.integers(0, top, scale.comments - top)
    under = order[start[owner] + place]
    return np.concatenate([under, under[parent]]), np.concatenate([np.full(top, -1), parent])
