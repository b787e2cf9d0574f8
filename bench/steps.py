"""Follower steps of the reference: daily counts, the platform's own movement, and what was there then.

FROZEN on 2026-11-22 with bench/reference.py.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from bench.frames import DAY, Array, Frame, Held, code, micros, read, speaks

ENOUGH, CROWD = 14, 20
FLOOR, LEAST_RISE, LOOK, WEIGHS = 0.004, 0.05, 5.0, 6.0
REACH, FEW, STANDS_OUT, LARGEST = 7, 6, 3.0, 2.0


def readings(folder: Path, held: Held, history: Frame) -> Frame:
    """Return, for creators with enough days, the rise by steps that nothing goes with."""
    days = daily(history)
    counted = days.groupby("who").size()
    found = strongest(rises(days))
    alone = found[(found["z"] >= WEIGHS) & explained(folder, held, found).eq("nothing")]
    total = np.expm1(alone.groupby("who")[["low", "high"]].sum()).reindex(counted.index, fill_value=0.0)
    value = total.sum(axis=1) / 2
    return pd.DataFrame({"n": counted, "value": value, "low": total["low"], "high": total["high"]})


def observations(folder: Path, held: Held) -> Frame:
    """Return the follower counts observed, with codes and dates."""
    columns = "creator_key platform followers followers_low followers_high observed_at speaks_of"
    rows = read(folder, "creator_history", columns, "creator_key platform")
    rows = rows[speaks("creator", rows["speaks_of"], "followers")]
    rows = rows[rows["followers"].notna() & rows["observed_at"].notna()]
    return pd.DataFrame({
        "who": code(held.keys, rows["creator_key"]), "home": code(held.names, rows["platform"]),
        "at": micros(rows["observed_at"]), "value": rows["followers"].to_numpy(),
        "low": rows["followers_low"].fillna(rows["followers"]).to_numpy(),
        "high": rows["followers_high"].fillna(rows["followers"]).to_numpy(),
    })  # fmt: skip


def daily(rows: Frame) -> Frame:
    """Return one row a creator and day, sorted, of the creators with enough days."""
    rows = rows[rows["value"] > 0]
    keys = [rows["who"], rows["home"], (rows["at"] // DAY).rename("day")]
    grouped = rows.groupby(keys)
    days = pd.DataFrame({
        "value": grouped["value"].median(), "low": grouped["low"].min(), "high": grouped["high"].max()
    }).reset_index()  # fmt: skip
    return days[days.groupby("who")["day"].transform("size") >= ENOUGH].reset_index(drop=True)


def pairs(days: Frame, span: int) -> tuple[Array, Array]:
    """Return the rows that lie exactly so many days apart in one creator's series."""
    key = pd.Index(days["who"].to_numpy() * 1_000_000 + days["day"].to_numpy())
    end = key.get_indexer(key + span)
    start = np.flatnonzero(end >= 0)
    return start, end[start]


def moved(days: Frame, start: Array, end: Array) -> Array:
    """Return how far the whole platform had moved by each row: the sum of the medians of its days."""
    value = days["value"].to_numpy()
    rise = pd.Series(np.log(value[end] / value[start]))
    of_day = rise.groupby([days["home"].to_numpy()[end], days["day"].to_numpy()[end]]).agg(["median", "size"])
    known = of_day.loc[of_day["size"] >= CROWD, "median"]
    if known.empty:
        return np.zeros(len(days))
    table = known.unstack(0).reindex(range(days["day"].min(), days["day"].max() + 1))
    level = table.reindex(columns=range(days["home"].max() + 1)).fillna(0.0).cumsum().to_numpy()
    return level[days["day"] - days["day"].min(), days["home"]]


def rises(days: Frame) -> Frame:
    """Return every rise over one to three days that stands out of the creator's ordinary days."""
    start, end = pairs(days, 1)
    level, log = moved(days, start, end), np.log(days[["value", "low", "high"]])
    who, value = days["who"].to_numpy(), log["value"].to_numpy()
    rise = pd.Series(value[end] - value[start] - (level[end] - level[start]))
    count = int(who.max()) + 1 if len(who) else 0
    base = rise.groupby(who[end]).median().reindex(range(count), fill_value=0.0).to_numpy()
    spread = (rise - base[who[end]]).abs().groupby(who[end]).median().reindex(range(count), fill_value=0.0)
    size = (
        days["value"].groupby(who).median().clip(lower=1.0).reindex(range(count), fill_value=1.0).to_numpy()
    )
    arrivals = np.sqrt(np.maximum(np.abs(base) * size, 1.0)) / size
    scale = np.maximum(np.maximum(1.4826 * spread.to_numpy(), FLOOR), arrivals)
    found = []
    for span in (1, 2, 3):
        start, end = pairs(days, span)
        crowd, creator = level[end] - level[start], who[end]
        low = log["low"].to_numpy()[end] - log["high"].to_numpy()[start] - crowd
        z = (low - span * base[creator]) / (scale[creator] * np.sqrt(span))
        hit = np.flatnonzero((low >= np.log1p(LEAST_RISE)) & (z >= LOOK))
        start, end = start[hit], end[hit]
        high = log["high"].to_numpy()[end] - log["low"].to_numpy()[start] - crowd[hit]
        before, day = days["day"].to_numpy()[start], days["day"].to_numpy()[end]
        columns = {"before": before, "day": day, "low": low[hit], "high": high, "z": z[hit]}
        found.append(pd.DataFrame({"who": creator[hit], "home": days["home"].to_numpy()[end], **columns}))
    return pd.concat(found, ignore_index=True)


def strongest(found: Frame) -> Frame:
    """Keep, of steps of one creator that overlap, the strongest: round after round, all creators at once."""
    waiting = found.sort_values(["who", "z", "day"], ascending=[True, False, True])
    kept = []
    while len(waiting):
        best = waiting.drop_duplicates("who")
        kept.append(best)
        taken = best.set_index("who")[["before", "day"]].loc[waiting["who"]]
        apart = (waiting["day"].to_numpy() <= taken["before"]) | (
            waiting["before"].to_numpy() >= taken["day"]
        )
        waiting = waiting[apart.to_numpy()]
    return pd.concat([found[:0], *kept]).sort_values(["who", "day"], ignore_index=True)


def explained(folder: Path, held: Held, found: Frame) -> pd.Series:
    """Return what each step coincides with: post, press, platform, nothing or unknown."""
    opens, closes = (found["before"] - (REACH - 1)) * DAY, (found["day"] + 1) * DAY
    posts = held.posts[np.isin(held.posts["who"], found["who"].unique())]
    verdict = period(posts, found, opens)
    event = happened(folder, held, found, opens, closes)
    great = within(found, opens, closes, exceptional(posts))
    verdict = verdict.mask(event["platform"], "platform").mask(event["press"], "press")
    return verdict.mask(great, "post")


def exceptional(posts: Frame) -> Frame:
    """Return the posts that stand out among their creator's own."""
    posts = posts[speaks("post", posts["spoken"], "creator_key published_at") & (posts["at"] > 0)]
    reacted = posts[["likes", "comments"]].sum(axis=1, min_count=1)
    size = np.log(posts["views"].mask(posts["views"] == 0).fillna(reacted) + 1.0).dropna()
    who = posts["who"].loc[size.index]
    grouped = size.groupby(who)
    apart = size - grouped.transform("median")
    sigma = (1.4826 * apart.abs().groupby(who).transform("median")).clip(lower=0.5)
    bound = np.where(size == grouped.transform("max"), LARGEST, STANDS_OUT)
    return posts.loc[size.index[(grouped.transform("size") >= FEW) & (apart / sigma >= bound)], ["who", "at"]]


def within(found: Frame, opens: pd.Series, closes: pd.Series, dated: Frame) -> Array:
    """Say which steps have one of these dated things of their creator in reach."""
    steps = pd.DataFrame({"who": found["who"], "opens": opens, "closes": closes, "step": found.index})
    both = steps.merge(dated, on="who")
    return np.isin(
        found.index, both.loc[(both["at"] >= both["opens"]) & (both["at"] < both["closes"]), "step"]
    )


def happened(folder: Path, held: Held, found: Frame, opens: pd.Series, closes: pd.Series) -> dict[str, Array]:
    """Say which steps have a press or platform event in reach."""
    events = read(folder, "event", "kind platform creator_key at", "kind platform creator_key")
    events = pd.DataFrame({
        "kind": events["kind"].astype(object).replace("campaign", "press"), "at": micros(events["at"]),
        "where": np.where(events["platform"].isna(), -2, code(held.names, events["platform"])),
        "whom": np.where(events["creator_key"].isna(), -2, code(held.keys, events["creator_key"])),
    })  # fmt: skip
    steps = pd.DataFrame({"who": found["who"], "opens": opens, "closes": closes, "step": found.index})
    both = steps.assign(home=held.home[steps["who"]]).merge(events, how="cross")
    theirs = both["whom"].isin([-2]) | (both["whom"] == both["who"])
    there = both["where"].isin([-2]) | (both["where"] == both["home"])
    both = both[theirs & there & (both["at"] >= both["opens"]) & (both["at"] < both["closes"])]
    return {
        kind: np.isin(found.index, both.loc[both["kind"] == kind, "step"]) for kind in ("press", "platform")
    }


def period(posts: Frame, found: Frame, opens: pd.Series) -> pd.Series:
    """Return `nothing` where the imported posts cover the step, else `unknown`."""
    dated = posts["at"].where(posts["at"] > 0)
    last = posts["last_seen"].where(posts["last_seen"] > 0).fillna(dated)
    grouped = posts["who"].to_numpy()
    held = pd.DataFrame({
        "first": dated.groupby(grouped).min(), "last": last.groupby(grouped).max(),
        "posts": posts.groupby(grouped).size(),
    }).reindex(found["who"]).reset_index(drop=True)  # fmt: skip
    covers = (held["posts"] >= FEW) & (held["first"] <= opens) & (held["last"] >= found["day"] * DAY)
    return pd.Series(np.where(covers, "nothing", "unknown"), index=found.index)
