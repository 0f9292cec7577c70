"""The bootstrap of any statistic against scipy's and by what must always hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.stats import bootstrap
from tandem.stats.resampling import SEED, Numbers

# Survival of seven treated mice in days: Efron and Tibshirani, An Introduction to the Bootstrap (1993), table 2.1.
MICE = [94.0, 197.0, 16.0, 38.0, 99.0, 141.0, 23.0]


def mean(values: Numbers) -> float:
    """The mean as a number of Python."""
    return float(np.mean(values))


def test_the_spread_of_the_published_mice() -> None:
    interval = bootstrap(MICE, mean, rounds=4000)
    assert interval is not None
    # Standard error of the mean from every draw, as published: 23.36; half the interval is near 1.96 of them.
    assert (interval.high - interval.low) / (2 * 1.96) == pytest.approx(23.36, rel=0.05)


def test_it_is_what_scipy_gives_from_the_same_draws() -> None:
    stats = pytest.importorskip("scipy.stats")
    theirs = stats.bootstrap(
        (MICE,), np.mean, n_resamples=2000, method="percentile", rng=np.random.default_rng(SEED)
    ).confidence_interval
    interval = bootstrap(MICE, mean)
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((theirs.low, theirs.high), rel=1e-9)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_it_is_the_same_every_time_and_within_the_values(values: list[float]) -> None:
    interval = bootstrap(values, mean, rounds=50)
    assert interval == bootstrap(values, mean, rounds=50)
    assert interval is not None
    assert min(values) - 1e-6 <= interval.low <= interval.high <= max(values) + 1e-6


def test_another_seed_draws_otherwise() -> None:
    assert bootstrap(MICE, mean) != bootstrap(MICE, mean, seed=SEED + 1)


def test_no_values_have_no_interval() -> None:
    assert bootstrap([], mean) is None
