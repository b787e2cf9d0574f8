"""The readings of all signals in pandas, from the formulas alone: what Candide is timed beside.

FROZEN on 2026-11-22, with bench/frames.py, estimators.py, steps.py and weeks.py, at the formulas of then. It
imports nothing of candide.signal, candide.derive or candide.audit, so it proves their figures too.
It is written to be fast: needed columns only, categories read as dictionaries, integer codes, dense
look-ups, compiled group-bys. A formula that changes on purpose changes here in the same commit, with
the date; nothing else does.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from bench import estimators, steps, weeks
from bench.frames import DAY, Array, Frame, Held, code, load, monday, read, speaks

MATURE = 3 * DAY
COMMERCIAL = ("disclosed_clear", "disclosed_ambiguous", "undisclosed_cues")


def readings(folder: Path) -> Frame:
    """Return every reading: code, creator, n, value, low, high; sorted by code and creator."""
    held = load(folder)
    history = steps.observations(folder, held)
    found = {"PRI001": cadence(held), **rates(held, history), "AUD003": steps.readings(folder, held, history)}
    found |= {**labelled(folder, held), **conversation(folder, held)}
    made = pd.concat(found, names=["code", "creator"]).reset_index().sort_values(["code", "creator"])
    made["creator"] = held.keys.take(made["creator"])
    return made[["code", "creator", "n", "value", "low", "high"]].reset_index(drop=True)


def middle(who: Array, values: Array, enough: int) -> Frame:
    """Return n, median and median absolute deviation of each creator with enough values."""
    values = pd.Series(values)
    grouped = values.groupby(who)
    stats = pd.DataFrame({"n": grouped.size(), "mid": grouped.median()})
    mids = np.zeros(stats.index.max() + 1 if len(stats) else 0)
    mids[stats.index] = stats["mid"]
    stats["mad"] = (values - mids[who]).abs().groupby(who).median()
    return stats[stats["n"] >= enough]


def cadence(held: Held) -> Frame:
    """Return the typical number of days between two posts."""
    posts = held.posts
    kept = speaks("post", posts["spoken"], "published_at") & (posts["at"] > 0).to_numpy()
    who, at = posts["who"].to_numpy()[kept], posts["at"].to_numpy()[kept]
    order = np.lexsort((at, who))
    who, at = who[order], at[order]
    same = who[1:] == who[:-1]
    gaps = np.log(np.maximum(np.diff(at)[same] / 1e6, 60.0) / 86_400.0)
    return estimators.level(held, middle(who[1:][same], gaps, 8))


def rates(held: Held, history: Frame) -> dict[str, Frame]:
    """Return engagement per follower and per view, without what week and format did to everybody."""
    posts = held.posts
    at, seen = posts["at"].to_numpy(), posts["last_seen"].to_numpy()
    kept = speaks("post", posts["spoken"], "creator_key published_at likes comments")
    kept &= (posts["likes"].notna() & posts["comments"].notna()).to_numpy() & (at > 0)
    posts = posts[kept & ((seen < 0) | (seen >= at + MATURE))]
    who, week = posts["who"].to_numpy(), monday(posts["at"].to_numpy())
    reacted = np.log((posts["likes"] + posts["comments"]).to_numpy() + 0.5)
    cells = weeks.Cells.of(posts, week)
    sizes = {"AUD001": weeks.exposure(held, history, who, week), "AUD002": posts["views"].to_numpy()}
    found = {}
    for signal, size in sizes.items():
        known = np.flatnonzero(size > 0)
        rate = reacted[known] - np.log(size[known] + 1.0)
        effect = weeks.effects(rate, cells.take(known), held)
        found[signal] = estimators.level(held, middle(who[known], rate - effect, 6))
    return found


def labelled(folder: Path, held: Held) -> dict[str, Frame]:
    """Return the shares of posts that labels give, and how far they name one brand."""
    said = read(folder, "said", "creator_key label value", "creator_key label value")
    said = said[said["label"].isin(["relation", "partner"]).to_numpy()]
    who, value = code(held.keys, said["creator_key"]), said["value"].cat
    related = (said["label"] == "relation").to_numpy()
    place = value.codes.to_numpy()
    paid = np.isin(place, value.categories.get_indexer(list(COMMERCIAL)))
    stated = place == value.categories.get_indexer(["disclosed_clear"])[0]
    brands = pd.Series(
        who[~related].astype(np.int64) * len(value.categories) + place[~related]
    ).value_counts()
    brands.index = pd.MultiIndex.from_arrays(np.divmod(brands.index.to_numpy(), len(value.categories)))
    return {
        "IND001": estimators.share(held, alone(who[related], paid[related], 12)),
        "TRA001": estimators.share(held, alone(who[related & paid], stated[related & paid], 5)),
        "IND002": estimators.diversity(brands, 8),
    }


def alone(who: Array, hit: Array, enough: int) -> Frame:
    """Return the sums that a share needs where every row is a cluster of its own."""
    n, x = np.bincount(who), np.bincount(who, weights=hit)
    stats = pd.DataFrame({"n": n, "x": x, "m": n, "xx": x, "xn": x, "nn": n})
    return stats[n >= enough]


def clustered(who: Array, cluster: Array, hit: Array, enough: int) -> Frame:
    """Return the sums that a share needs where rows of one cluster stand or fall together."""
    sums = pd.Series(hit.astype(np.int64)).groupby([who, cluster]).agg(["size", "sum"])
    n, x = sums["size"].to_numpy(), sums["sum"].to_numpy()
    terms = pd.DataFrame({"n": n, "x": x, "m": 1, "xx": x * x, "xn": x * n, "nn": n * n})
    stats = terms.groupby(sums.index.get_level_values(0).to_numpy()).sum()
    return stats[stats["n"] >= enough]


def owner(held: Held, rows: Frame) -> Array:
    """Return the owner of the post of each row, -1 where no post that we hold is meant."""
    posts = held.posts[speaks("post", held.posts["spoken"], "creator_key")]
    names = pd.factorize(pd.concat([posts["post_id"], rows["post_id"]], ignore_index=True))[0]
    home = np.concatenate([posts["home"], code(held.names, rows["platform"])])
    key = names * len(held.names) + home
    table = np.full(key.max(initial=0) + 1, -1, np.int32)
    table[key[: len(posts)]] = posts["who"]
    return np.where(home[len(posts) :] < 0, -1, table[key[len(posts) :]])


def conversation(folder: Path, held: Held) -> dict[str, Frame]:
    """Return the shares of comments answered, and of comments that stand more than once."""
    columns = "platform comment_id post_id creator_key author_key by_owner parent_id text spoken"
    rows = read(folder, "comment", columns, "platform creator_key author_key")
    rows = rows[speaks("comment", rows["spoken"], "post_id author_key parent_id text")]
    who = code(held.keys, rows["creator_key"])
    who = np.where(who < 0, owner(held, rows), who)
    author, named = code(held.keys, rows["author_key"]), rows["author_key"].notna().to_numpy() & (who >= 0)
    said = rows["by_owner"].notna().to_numpy()
    ours = np.where(said, rows["by_owner"].eq(True), named & (author == who))
    theirs = np.where(said, rows["by_owner"].eq(False), named & (author != who)) & (who >= 0)
    return {
        "CON001": estimators.share(held, replies(rows, who, ours.astype(bool), theirs.astype(bool))),
        "CON002": estimators.share(held, repeats(rows, who, theirs.astype(bool))),
    }


def replies(rows: Frame, who: Array, ours: Array, theirs: Array) -> Frame:
    """Count other people's top-level comments and those that the owner answered, post by post."""
    place = pd.factorize(pd.concat([rows["comment_id"], rows["parent_id"]], ignore_index=True))[0]
    place = place * (rows["platform"].cat.codes.max() + 1)
    own, parent = (p + rows["platform"].cat.codes.to_numpy() for p in np.split(place, 2))
    under = rows["parent_id"].notna().to_numpy()
    answered = np.isin(own, parent[ours & under])
    counted = theirs & ~under
    post = pd.factorize(rows["post_id"])[0]
    return clustered(who[counted], post[counted], answered[counted], 20)


def repeats(rows: Frame, who: Array, theirs: Array) -> Frame:
    """Count comments of four words or more, and those whose words stand more than once."""
    kept = theirs & rows["text"].notna().to_numpy()
    words = rows["text"][kept].str.lower().str.replace(r"[^\p{L}\p{N}]+", " ", regex=True).str.strip()
    long = (words.str.count(" ") >= 3).to_numpy()
    who, name, post = (
        who[kept][long],
        pd.factorize(words[long])[0],
        pd.factorize(rows["post_id"][kept][long])[0],
    )
    same = pd.factorize(who.astype(np.int64) * (len(name) + 1) + name)[0]
    return clustered(who, post, np.bincount(same)[same] > 1, 20)
