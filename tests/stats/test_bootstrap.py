"""Draws that are the same every time and vary as samples do."""

import numpy as np
import pytest

from tandem.stats import percentile_intervals, redrawn, wilson


def test_draws_are_the_same_every_time() -> None:
    counts = np.array([3.0, 0.0, 40.0])
    assert (redrawn(counts) == redrawn(counts)).all()
    assert redrawn(counts, draws=7).shape == (7, 3)
    assert (redrawn(counts)[:, 1] == 0).all()


def test_a_count_varies_about_itself_as_counts_do() -> None:
    drawn = redrawn(np.array([100.0]), draws=20_000)
    assert drawn.mean() == pytest.approx(100, rel=0.01)
    assert drawn.var() == pytest.approx(100, rel=0.05)


def test_the_interval_of_a_rate_is_about_wilsons() -> None:
    drawn = redrawn(np.array([30.0, 70.0]), draws=20_000)
    [interval] = percentile_intervals((drawn[:, 0] / drawn.sum(axis=1))[:, None])
    expected = wilson(30, 100)
    assert expected is not None
    assert (interval.low, interval.high) == pytest.approx((expected.low, expected.high), abs=0.012)


def test_the_ends_are_percentiles() -> None:
    draws = np.column_stack([np.arange(201.0), np.full(201, 7.0)])
    first, second = percentile_intervals(draws)
    assert (first.low, first.high) == (5, 195)
    assert (second.low, second.high) == (7, 7)
