"""Level: the typical value of a creator's rows, pulled towards peers as far as it is uncertain.

The typical value is the median, so one viral post moves it by one rank. Its variance is
(pi/2) sigma^2 / n with sigma from the median absolute deviation, corrected for small n and itself
shrunk to the peers with five pseudo-rows; the interval is Student's, since sigma is estimated.
Shrinkage is Morris's empirical Bayes with the (k-3)/(k-1) correction, which on equal variances is
Efron and Morris's. [efron-morris-1977; morris-1983; croux-rousseeuw-1992]
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy.special import stdtrit

from candide.derive.peers import LEAST, Floats, Peers

STATS = """
    with judged as (select creator, value from ({judged}) j),
         middle as (select creator, median(value) as mid from judged group by creator)
    select j.creator, count(*) as n, min(m.mid) as mid, median(abs(j.value - m.mid)) as mad
      from judged j join middle m on m.creator = j.creator
     group by j.creator
    having count(*) >= {enough}
     order by j.creator
"""

SUMMARY = ("mu", "tau2", "sigma2", "k")
_PSEUDO_ROWS = 5.0
_MAD_TO_SIGMA = 1.4826


def summarise(stats: Mapping[str, Any], peers: Peers) -> dict[str, Floats]:
    """Return what a creator's peers say: their mean, spread between them, spread within, number."""
    within = _sigma2(stats)
    sigma2 = peers.mean(within)
    s2 = _error2(_pooled(within, sigma2, stats["n"]), stats["n"])
    tau2 = np.maximum(peers.variance(stats["mid"]) - peers.mean(s2), 0.0)
    return {"mu": peers.mean(stats["mid"]), "tau2": tau2, "sigma2": sigma2, "k": peers.count}


def estimate(stats: Mapping[str, Any], summary: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return the shrunk level with its 90 % interval, and the weight that peers had in it.

    stats    arrays n, mid, mad, one entry a creator
    summary  arrays mu, tau2, sigma2, k from `summarise`
    """
    s2 = _error2(_pooled(_sigma2(stats), summary["sigma2"], stats["n"]), stats["n"])
    wide = stdtrit(np.asarray(stats["n"], dtype=float) - 1 + _PSEUDO_ROWS, 0.95)
    return shrink(stats["mid"], s2, summary["mu"], summary["tau2"], summary["k"], wide)


def shrink(
    y: Floats, s2: Floats, mu: Floats, tau2: Floats, k: Floats, wide: Floats | float
) -> dict[str, Floats]:
    """Pull each y towards mu by B = (k-3)/(k-1) s2/(s2+tau2); below LEAST peers, not at all.

    wide     standard errors on each side of the 90 % interval
    Returns value, low, high (90 %) and pull (B, in 0..1). The interval adds Morris's term for the
    uncertainty of B itself. [morris-1983]
    """
    alone = k < LEAST
    safe = np.where(alone, LEAST, k)
    total = np.maximum(s2 + tau2, 1e-300)
    pull = np.where(alone, 0.0, (safe - 3) / (safe - 1) * s2 / total)
    value = y - pull * (y - mu)
    spread = s2 * (1 - (safe - 1) / safe * pull) + 2 / (safe - 3) * pull**2 * (y - mu) ** 2
    half = wide * np.sqrt(spread)
    return {"value": value, "low": value - half, "high": value + half, "pull": pull}


def _sigma2(stats: Mapping[str, Any]) -> Floats:
    n = np.asarray(stats["n"], dtype=float)
    return np.asarray((_MAD_TO_SIGMA * n / (n - 0.8) * np.asarray(stats["mad"], dtype=float)) ** 2)


def _pooled(own: Floats, peers: Floats, n: Floats) -> Floats:
    return (n * own + _PSEUDO_ROWS * peers) / (n + _PSEUDO_ROWS)


def _error2(sigma2: Floats, n: Floats) -> Floats:
    return np.asarray(np.pi / 2 * sigma2 / n)
