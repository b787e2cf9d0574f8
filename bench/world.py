"""An invented lake as Parquet files, big enough to be timed: `write(scale)` returns its folder.

Rows come as the views of the store give them: the columns of a table, then CURRENT or OBSERVATION.
They are in no useful order, as in a bucketed lake. The same scale gives the same bytes; a folder
that is already there is used again.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bench import shape, words
from bench.shape import DAY, Cast, Scale, current, filled, hexes, ids, some
from candide.store.parts import write_parquet
from candide.tables import CREATOR, CURRENT, OBSERVATION, POST, SAID

START = 20_458 * DAY  # Monday 2026-01-05
DAYS = 182
END = START + DAYS * DAY
PART = 250_000  # rows a file, as an import writes them
PLATFORMS = ("instagram", "tiktok", "youtube", "threads")
KINDS = ("photo", "carousel", "short", "video", "text", None)
#: Platform by platform, the chance of each kind.
MIX = np.array([[5, 3, 6, 1, 0, 1], [1, 0, 0, 9, 0, 0], [0, 0, 4, 6, 0, 0], [3, 0, 1, 0, 6, 0]], float)
RELATIONS = ("none", "own_business", "denial", "disclosed_clear", "disclosed_ambiguous", "undisclosed_cues")
BRANDS = [f"maison{i:03d}" for i in range(200)]

SCALES = {"full": Scale(20_000, 2_000_000, 400_000, 4_000), "small": Scale(400, 20_000, 8_000, 80)}


def write(scale: Scale, root: Path | None = None) -> Path:
    """Return the folder of the world, written if it is not there. Files: TABLE-00000.parquet and so on."""
    recipe = b"".join(Path(str(m.__file__)).read_bytes() for m in (shape, words, sys.modules[__name__]))
    mark = hashlib.sha256(recipe + repr(scale).encode())
    folder = (root or Path(tempfile.gettempdir())) / f"candide-bench-{mark.hexdigest()[:12]}"
    if not folder.exists():
        waiting = Path(tempfile.mkdtemp(prefix="candide-bench-", dir=folder.parent))
        for name, table in tables(scale).items():
            for i, start in enumerate(range(0, table.num_rows, PART)):
                write_parquet(waiting / f"{name}-{i:05d}.parquet", table.slice(start, PART))
        try:
            waiting.rename(folder)
        except OSError:  # another run was faster
            shutil.rmtree(waiting)
    return folder


def paths(folder: Path, name: str) -> list[Path]:
    """Return the files of one table."""
    return sorted(folder.glob(f"{name}-?????.parquet"))


def tables(scale: Scale) -> dict[str, pa.Table]:
    """Return every table of the world."""
    rng = np.random.default_rng(scale.seed)
    cast = people(rng, scale)
    who = rng.permutation(np.repeat(np.arange(scale.creators), cast.posts))
    posts = publications(rng, cast, who)
    made = {
        "creator": creators(rng, cast),
        "creator_history": history(rng, cast),
        "post": posts,
        "text_part": captions(rng, posts),
        "event": events(rng),
        "said": labels(rng, cast, who, posts),
    }
    return made | {"comment": words.comments(rng, scale, cast, who, posts)}


def people(rng: np.random.Generator, scale: Scale) -> Cast:
    """Return who publishes: sizes over five decades, few who publish much, few who are paid often."""
    n = scale.creators
    share = rng.lognormal(0, 0.8, n) * (rng.random(n) > 0.02)
    rise = np.where(rng.random(n) < 0.03, rng.integers(DAYS - 25, DAYS - 4, n), -1)
    return Cast(
        key=hexes(rng, n), platform=rng.choice(4, n, p=[0.4, 0.345, 0.25, 0.005]),
        followers=np.maximum(10 ** rng.normal(3.9, 0.8, n), 12).astype(np.int64),
        posts=rng.multinomial(scale.posts, share / share.sum()),
        level=rng.normal(-3.2, 0.7, n), paid=rng.beta(0.6, 5.0, n), stepped=rise,
        silent=rng.random(n) < 0.02,
    )  # fmt: skip


def rounded(count: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the middle, least and largest of what a figure with three digits allows."""
    unit = 10 ** np.maximum(np.floor(np.log10(np.maximum(count, 1))).astype(np.int64) - 2, 0)
    low = count // unit * unit
    return low + unit // 2, low, low + unit - 1


def creators(rng: np.random.Generator, cast: Cast) -> pa.Table:
    """Return the current row of each creator; one in twenty-five has no follower count."""
    n = len(cast.key)
    middle, low, high = rounded(cast.followers)
    coarse = (cast.followers > 10_000) & (cast.platform != 0)
    known = (rng.random(n) > 0.04) & ~cast.silent
    cells = {
        "creator_key": cast.key, "platform": np.array(PLATFORMS)[cast.platform],
        "native_id": pa.array(rng.integers(10**17, 10**18, n)).cast(pa.string()),
        "handle": pc.binary_join_element_wise("user", pa.array(np.arange(n)).cast(pa.string()), "."),
        "handle_key": hexes(rng, n), "bio": words.phrases(rng, n, 2), "verified": rng.random(n) < 0.03,
        "followers": some(np.where(coarse, middle, cast.followers), known),
        "followers_low": some(low, known & coarse), "followers_high": some(high, known & coarse),
        "following": rng.integers(0, 2000, n), "posts_total": cast.posts,
    }  # fmt: skip
    return current("creator", cells, np.full(n, END), np.where(cast.silent, CREATOR.mask(["followers"]), 0))


def history(rng: np.random.Generator, cast: Cast) -> pa.Table:
    """Return daily follower counts: thirty days a creator, some days twice or missing, part rounded."""
    n = len(cast.key)
    days = np.clip(rng.normal(30, 9, n).astype(int), 0, 60) * (rng.random(n) > 0.03)
    first = np.where(rng.random(n) < 0.6, DAYS - days, (rng.random(n) * (DAYS - days)).astype(int))
    who = np.repeat(np.arange(n), days)
    day = np.arange(len(who)) - np.repeat(np.cumsum(days) - days, days) + first[who]
    growth = rng.lognormal(-6.5, 0.8, n)[who] * (day - DAYS) + rng.normal(0, 0.0015, len(who))
    bought = np.where(
        (cast.stepped[who] >= 0) & (day < cast.stepped[who]), -np.log(rng.uniform(1.1, 1.9, n))[who], 0
    )
    purge = np.where((cast.platform[who] == 0) & (day < DAYS - 12), 0.03, 0.0)
    counts = np.maximum(cast.followers[who] * np.exp(growth + bought + purge), 1).astype(np.int64)
    keep = np.flatnonzero(rng.random(len(who)) > 0.03)
    keep = rng.permutation(np.concatenate([keep, rng.choice(keep, len(keep) // 20)]))
    who, day, counts = who[keep], day[keep], counts[keep] + (rng.random(len(keep)) < 0.02)
    return observed(rng, cast, who, day, counts)


def observed(
    rng: np.random.Generator, cast: Cast, who: np.ndarray, day: np.ndarray, counts: np.ndarray
) -> pa.Table:
    """Return follower counts as observations, rounded as each platform prints them."""
    rows = len(who)
    middle, low, high = rounded(counts)
    coarse = (counts > 10_000) & (cast.platform[who] != 0)
    silent = cast.silent[who] | (rng.random(rows) < 0.02)
    known = (rng.random(rows) > 0.01) & ~silent
    cells = {
        "creator_key": cast.key[who], "platform": np.array(PLATFORMS)[cast.platform[who]],
        "followers": some(np.where(coarse, middle, counts), known),
        "followers_low": some(low, known & coarse), "followers_high": some(high, known & coarse),
        "observed_at": some(START + day * DAY + rng.integers(0, DAY, rows), rng.random(rows) > 0.005),
        "observed_quality": np.full(rows, "recorded"),
        "speaks_of": np.where(
            silent, CREATOR.mask(["creator_key"]), CREATOR.mask(CREATOR.names)
        ),
    }  # fmt: skip
    return filled(pa.schema([*CREATOR.schema, *OBSERVATION]), cells, rows)


def publications(rng: np.random.Generator, cast: Cast, who: np.ndarray) -> pa.Table:
    """Return posts: a level a creator, a week, a format, long tails, hidden likes, posts too young."""
    n, home = len(who), cast.platform[who]
    mix = np.cumsum(MIX, axis=1) / MIX.sum(axis=1, keepdims=True)
    kind = (rng.random(n)[:, None] > mix[home]).sum(axis=1)
    at = START + rng.integers(0, DAYS * DAY, n)
    week = (at - START) // (7 * DAY)
    mood = rng.normal(0, 0.15, (4, 6, 26)) + rng.normal(0, 0.2, (4, 6, 1))
    views = cast.followers[who] * np.exp(rng.normal(-1.0, 1.1, n))
    great = (cast.stepped[who] >= 0) & (who % 3 == 0) & (at // DAY - START // DAY == cast.stepped[who] - 1)
    views = np.where(great, views * 300, views).astype(np.int64)
    rate = np.exp(cast.level[who] + mood[home, kind, week] + rng.normal(0, 0.6, n))
    likes = rng.poisson(np.minimum(cast.followers[who] * rate * rng.lognormal(0, 0.3, n), 1e8))
    late = np.where(rng.random(n) < 0.1, at + rng.integers(0, 30 * DAY, n), END)
    silent = np.choose(
        rng.choice(3, n, p=[0.95, 0.02, 0.03]), [0, POST.mask(["comments"]), POST.mask(["views"])]
    )
    cells = {
        "platform": np.array(PLATFORMS)[home], "post_id": ids(rng, n), "creator_key": cast.key[who],
        "kind": pa.array(KINDS).take(pa.array(kind)), "url": words.urls(rng, n),
        "published_at": some(at, rng.random(n) > 0.003), "duration_s": rng.integers(5, 900, n),
        "likes": some(likes, rng.random(n) > 0.05),
        "views": some(views, (kind >= 2) & (rng.random(n) > 0.02) & (silent != POST.mask(["views"]))),
        "comments": some(rng.poisson(likes * 0.04), (silent & POST.mask(["comments"])) == 0),
        "shares": rng.poisson(likes * 0.01), "saves": rng.poisson(likes * 0.02),
    }  # fmt: skip
    made = current("post", cells, late, silent)
    never = some(late, rng.random(n) > 0.01).cast(CURRENT.field("last_seen").type)
    return made.set_column(made.schema.get_field_index("last_seen"), "last_seen", never)


def captions(rng: np.random.Generator, posts: pa.Table) -> pa.Table:
    """Return one caption a post."""
    n = posts.num_rows
    cells = {name: posts[name] for name in ("platform", "post_id", "creator_key")}
    cells |= {"part": pa.array(["caption"]).take(pa.array(np.zeros(n, int))), "position": np.zeros(n, int)}
    return current("text_part", cells | {"text": words.phrases(rng, n, 4)}, np.full(n, END))


def labels(rng: np.random.Generator, cast: Cast, who: np.ndarray, posts: pa.Table) -> pa.Table:
    """Return the relation of every post, and the brand of the commercial ones."""
    n = len(who)
    paid = rng.random(n) < cast.paid[who]
    relation = np.where(paid, rng.choice(3, n, p=[0.5, 0.2, 0.3]) + 3, rng.choice(3, n, p=[0.93, 0.05, 0.02]))
    named = np.flatnonzero(paid & (rng.random(n) < 0.93))
    friends = 1 + rng.geometric(0.12, len(cast.key))
    habit = (rng.random(len(named)) ** 2 * friends[who[named]]).astype(int)
    brand = (who[named] * 7919 + habit * 31) % len(BRANDS)
    rows = pa.array(np.concatenate([np.arange(n), named]))
    cells = {name: posts[name].take(rows) for name in ("platform", "post_id", "creator_key")} | {
        "label": pa.array(["relation", "partner"]).take(pa.array(np.repeat([0, 1], [n, len(named)]))),
        "value": pa.concat_arrays(
            [pa.array(RELATIONS).take(pa.array(relation)), pa.array(BRANDS).take(pa.array(brand))]
        ),
        "strength": pa.array(["strong", None]).take(pa.array(np.repeat([0, 1], [n, len(named)]))),
    }
    found = filled(SAID, cells, len(rows))  # label by label, in the order of the posts: as labels are run
    return found.take(pc.sort_indices(found, [(c, "ascending") for c in ("label", "platform", "post_id")]))


def events(rng: np.random.Generator) -> pa.Table:
    """Return press items and platform events for everybody of a platform."""
    cells = {
        "event_id": [f"event-{i}" for i in range(12)], "kind": ["press"] * 6 + ["platform"] * 6,
        "platform": np.array(PLATFORMS)[np.arange(12) % 4],
        "at": START + rng.integers(0, DAYS - 60, 12) * DAY,
        "title": [f"An invented event, number {i}" for i in range(12)],
    }  # fmt: skip
    cells["at"][:2] = END - 9 * DAY
    return current("event", cells, np.full(12, END))
