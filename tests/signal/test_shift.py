"""Steps in a daily count: found past the rounding, taken off when everybody moves, silent otherwise."""

import numpy as np
import pytest

from candide.signal import shift


def series(*histories, platform=0, rounded=None):
    """Several creators' daily counts, one list each, as the arrays that `find` takes."""
    value = np.concatenate([np.asarray(h, dtype=float) for h in histories])
    unit = rounded or 1.0
    low = np.floor(value / unit) * unit
    return {
        "creator": np.repeat(np.arange(len(histories)), [len(h) for h in histories]),
        "platform": np.full(len(value), platform),
        "day": np.concatenate([np.arange(len(h)) for h in histories]),
        "value": low + (unit - 1) / 2,
        "low": low,
        "high": low + unit - 1,
    }


def growing(days=40, start=2000.0, seed=1):
    rng = np.random.default_rng(seed)
    return np.floor(start + np.cumsum(rng.poisson(6, days))).astype(float)


def test_a_step_of_a_tenth_is_found_on_its_day():
    history = growing()
    history[25:] += 220
    found = shift.find(series(history), {})
    assert found.day.tolist() == [25]
    assert np.expm1(found.low[0]) == pytest.approx(0.10, abs=0.01)


def test_a_step_spread_over_three_days_is_one_step():
    history = growing()
    history[25:] += 100
    history[26:] += 100
    history[27:] += 100
    assert len(shift.find(series(history), {}).day) == 1


def test_ordinary_growth_has_no_step():
    found = shift.find(series(*[growing(seed=s, start=300 * (s + 1)) for s in range(60)]), {})
    assert len(found.day) <= 1


def test_a_jump_that_the_rounding_could_make_is_no_step():
    history = np.linspace(1200, 1290, 40)  # printed by hundreds: one apparent jump of 8 %
    assert len(shift.find(series(history, rounded=100), {}).day) == 0


def test_one_more_follower_of_fifteen_is_no_step():
    history = np.array([15] * 20 + [16] * 10 + [17] * 10)
    assert len(shift.find(series(history), {}).day) == 0


def test_a_day_that_moves_the_whole_platform_moves_nobody():
    histories = []
    for s in range(30):
        history = growing(seed=s, start=1000 + 90 * s)
        history[20:] *= 1.1
        histories.append(history)
    everybody = series(*histories)
    assert len(shift.find(everybody, {}).day) >= 25
    moved = shift.crowd(everybody)
    assert moved[(0, 20)] == pytest.approx(np.log(1.1), abs=0.01)
    assert len(shift.find(everybody, moved).day) == 0


def test_days_apart_are_never_paired_across_a_gap():
    history = series(growing())
    history["day"] = history["day"] + np.where(history["day"] > 20, 30, 0)
    history["value"] = history["value"] * np.where(history["day"] > 20, 1.5, 1.0)
    history["low"] = history["high"] = history["value"]
    assert len(shift.find(history, {}).day) == 0
