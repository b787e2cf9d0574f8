"""Estimators against published numbers and closed forms."""

import numpy as np
import pytest

from candide.signal import diversity, level, share

# Efron and Morris 1977: averages of 18 players over 45 at bats, as printed, and the rest of their season.
EARLY = np.array(
    [
        0.400,
        0.378,
        0.356,
        0.333,
        0.311,
        0.311,
        0.289,
        0.267,
        0.244,
        0.244,
        0.222,
        0.222,
        0.222,
        0.222,
        0.222,
        0.200,
        0.178,
        0.156,
    ]
)
SEASON = np.array(
    [
        0.346,
        0.298,
        0.276,
        0.222,
        0.273,
        0.270,
        0.263,
        0.210,
        0.269,
        0.230,
        0.264,
        0.256,
        0.303,
        0.264,
        0.226,
        0.285,
        0.316,
        0.200,
    ]
)


def test_shrinkage_is_efron_and_morris_on_their_eighteen_players():
    early = EARLY
    one = np.ones(18)
    noise = early.mean() * (1 - early.mean()) / 45
    spread = max(early.var(ddof=1) - noise, 0)
    shrunk = level.shrink(early, noise * one, early.mean() * one, spread * one, 18 * one, 1.645)
    before, after = ((early - SEASON) ** 2).sum(), ((shrunk["value"] - SEASON) ** 2).sum()
    assert 1 - shrunk["pull"][0] == pytest.approx(0.2124, abs=5e-4)
    assert before / after == pytest.approx(3.53, abs=0.02)


def test_a_share_is_the_closed_form_of_its_beta_posterior():
    stats = {"n": np.array([10.0]), "x": np.array([3.0])}
    summary = {"mu": np.array([0.2]), "rho": np.array([1 / 11]), "deff": np.ones(1), "k": np.array([60.0])}
    found = share.estimate(stats, summary)
    assert found["value"][0] == pytest.approx(0.25)  # Beta(2, 8) and 3 of 10: Beta(5, 15)
    assert found["low"][0] < 0.25 < found["high"][0]


def test_many_rows_leave_a_share_where_it_was_counted():
    stats = {"n": np.array([1e6]), "x": np.array([3e5])}
    summary = {"mu": np.array([0.9]), "rho": np.array([0.1]), "deff": np.ones(1), "k": np.array([60.0])}
    assert share.estimate(stats, summary)["value"][0] == pytest.approx(0.3, abs=1e-4)


def test_no_hit_at_all_has_zero_for_its_low_end():
    stats = {"n": np.array([30.0]), "x": np.array([0.0])}
    summary = {"mu": np.array([0.1]), "rho": np.array([0.3]), "deff": np.ones(1), "k": np.array([60.0])}
    assert share.estimate(stats, summary)["low"][0] == 0.0


def _concentration(counts):
    c = np.array(counts, dtype=float)
    stats = {
        "n": np.array([c.sum()]),
        "names": np.array([float(len(c))]),
        "pairs": np.array([(c * (c - 1)).sum()]),
        "triples": np.array([(c * (c - 1) ** 2).sum()]),
    }
    return diversity.estimate(stats, {"k": np.ones(1)})


def test_six_posts_over_thirty_equal_brands_read_one_thirtieth_on_average():
    rng = np.random.default_rng(7)
    values = [
        _concentration(np.unique(rng.integers(0, 30, 6), return_counts=True)[1])["value"][0]
        for _ in range(4000)
    ]
    assert np.mean(values) == pytest.approx(1 / 30, abs=0.004)


def test_one_brand_only_is_full_concentration_with_an_honest_low_end():
    found = _concentration([9])
    assert found["value"][0] == 1.0
    assert 0.5 < found["low"][0] < 1.0


def test_the_interval_of_a_concentration_holds_the_truth_nine_times_in_ten():
    rng = np.random.default_rng(3)
    p = np.array([0.4, 0.2, 0.1, 0.1, 0.1, 0.05, 0.05])
    held = []
    for _ in range(3000):
        found = _concentration(np.unique(rng.choice(7, 20, p=p), return_counts=True)[1])
        held.append(found["low"][0] <= (p**2).sum() <= found["high"][0])
    assert 0.87 <= np.mean(held) <= 0.95
