"""Share: how many of the judged rows are hits, as a Beta posterior with a prior from the peers.

Rows of one cluster (comments under one post) stand or fall together: the design effect of the
neighbourhood divides both hits and rows. The prior is beta-binomial by moments. With no hit, or
nothing but hits, the interval is one-sided. [brown-cai-dasgupta-2001; efron-morris-1977]
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy.special import betaincinv

from candide.derive.peers import LEAST, Floats, Peers

STATS = """
    with judged as (select creator, value, {cluster} as cluster from ({judged}) j),
         clusters as (select creator, cluster,
                             count(*) as n, sum(cast(value as bigint)) as x
                        from judged group by creator, cluster)
    select creator, cast(sum(n) as double) as n, cast(sum(x) as double) as x,
           cast(count(*) as double) as m, cast(sum(x * x) as double) as xx,
           cast(sum(x * n) as double) as xn, cast(sum(n * n) as double) as nn
      from clusters group by creator having sum(n) >= {enough} order by creator
"""

#: Where every row stands alone the cluster sums are known without a second grouping.
STATS_ALONE = """
    with judged as (select creator, value from ({judged}) j)
    select creator, cast(count(*) as double) as n, cast(sum(cast(value as bigint)) as double) as x,
           cast(count(*) as double) as m, cast(sum(cast(value as bigint)) as double) as xx,
           cast(sum(cast(value as bigint)) as double) as xn, cast(count(*) as double) as nn
      from judged group by creator having count(*) >= {enough} order by creator
"""

SUMMARY = ("mu", "rho", "deff", "k")
#: Half of the 2 % of clean creators that may carry an adverse flag; follower steps have the other half.
SURE = 0.01
_RHO = (0.002, 0.98)


def summarise(stats: Mapping[str, Any], peers: Peers) -> dict[str, Floats]:
    """Return the peers' mean share, their intra-class correlation, design effect and number."""
    n, p, k = stats["n"], stats["x"] / stats["n"], peers.count
    m = stats["m"]
    spread = (
        np.maximum(stats["xx"] - 2 * p * stats["xn"] + p**2 * stats["nn"], 0.0) * m / np.maximum(m - 1, 1)
    )
    expected = peers.total(p * (1 - p) * n)
    deff = np.maximum(np.where(expected > 0, peers.total(spread) / np.maximum(expected, 1e-12), 1.0), 1.0)
    mu = np.clip(peers.mean(p), 1e-4, 1 - 1e-4)
    noise = np.minimum(deff * peers.mean(1 / n), 0.95)
    between = (peers.variance(p) / (mu * (1 - mu)) - noise) / (1 - noise)
    return {"mu": mu, "rho": np.clip(between, *_RHO), "deff": deff, "k": k}


def estimate(stats: Mapping[str, Any], summary: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return the share with its 90 % interval, its 99 % lower bound, and the weight of the peers.

    stats    arrays n (rows) and x (hits), one entry a creator
    summary  arrays mu, rho, deff, k from `summarise`
    """
    alone = summary["k"] < LEAST
    strength = np.where(alone, 1.0, 1 / summary["rho"] - 1)  # Jeffreys' prior when there are no peers
    mu = np.where(alone, 0.5, summary["mu"])
    n, x = stats["n"] / summary["deff"], stats["x"] / summary["deff"]
    # Peers of two minds make a prior with all its mass at the ends: never surer there than Jeffreys.
    a, b = np.maximum(strength * mu, 0.5) + x, np.maximum(strength * (1 - mu), 0.5) + n - x
    none, every = stats["x"] == 0, stats["x"] == stats["n"]
    low = np.where(none, 0.0, betaincinv(a, b, np.where(every, 0.10, 0.05)))
    high = np.where(every, 1.0, betaincinv(a, b, np.where(none, 0.90, 0.95)))
    value = np.clip(a / (a + b), low, high)
    sure_low = np.where(none, 0.0, betaincinv(a, b, SURE))
    return {"value": value, "low": low, "high": high, "sure_low": sure_low, "pull": strength / (strength + n)}
