"""Intervals of sums and shares of money, in closed form, against draws of the same deals again and again."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.build.test_macros import said

Amounts = NDArray[np.float64]
DRAWS = 4000


def deals(number: int, seed: int) -> tuple[Amounts, NDArray[np.bool_]]:
    """So many amounts, a few large ones among many small ones, and whether each is disputed."""
    chance = np.random.default_rng(seed)
    return np.round(chance.lognormal(10, 1, number), 2), chance.random(number) < 0.4


def money_share(amounts: Amounts, disputed: NDArray[np.bool_]) -> tuple[float, float]:
    """The interval of the share of the amount that is disputed, as the macros give it."""
    share, total, squares = amounts[disputed].sum() / amounts.sum(), amounts.sum(), (amounts**2).sum()
    given = float(share), float(total), float(squares)
    ends = [said(f"money_share_{end}(?, effective(?, ?))", *given) for end in ("low", "high")]
    assert isinstance(ends[0], float) and isinstance(ends[1], float)
    return ends[0], ends[1]


@pytest.mark.parametrize(("number", "seed"), [(60, 1), (200, 2), (1000, 3)])
def test_a_share_of_money_varies_as_draws_of_its_deals_do(number: int, seed: int) -> None:
    amounts, disputed = deals(number, seed)
    weights = np.random.default_rng(seed).exponential(size=(DRAWS, number))
    shares = (weights * disputed) @ amounts / (weights @ amounts)
    low, high = np.quantile(shares, (0.025, 0.975))
    found = money_share(amounts, disputed)
    assert found == pytest.approx((low, high), abs=0.2 * (high - low))


def test_amounts_alike_have_the_interval_of_their_count() -> None:
    low, high = money_share(np.full(40, 250.0), np.arange(40) < 10)
    assert (low, high) == pytest.approx((said("wilson_low(10, 40)"), said("wilson_high(10, 40)")), abs=1e-12)


def test_one_large_deal_says_less_than_many_small_ones() -> None:
    small = money_share(np.full(40, 1.0), np.arange(40) < 20)
    large = money_share(np.array([1000.0, *np.ones(39)]), np.arange(40) >= 1)
    assert large[1] - large[0] > 2 * (small[1] - small[0])


@pytest.mark.parametrize("share", [-0.1, 1.2, None])
def test_what_is_no_share_has_no_interval(share: float | None) -> None:
    assert said("money_share_low(cast(? as double), 2)", share) is None
    assert said("money_share_high(cast(? as double), 2)", share) is None


def test_nothing_disputed_is_not_sure_to_be_nothing() -> None:
    low, high = money_share(np.full(20, 5.0), np.zeros(20, dtype=bool))
    assert low == 0 and 0.1 < high < 0.2


@pytest.mark.parametrize(("number", "seed"), [(30, 1), (200, 2)])
def test_a_sum_varies_as_a_poisson_bootstrap_of_its_deals_does(number: int, seed: int) -> None:
    amounts, _ = deals(number, seed)
    sums = np.random.default_rng(seed).poisson(1, size=(DRAWS, number)) @ amounts
    given = (number, float(amounts.sum()), float((amounts**2).sum()))
    low, high = said("sum_low(?, ?, ?)", *given), said("sum_high(?, ?, ?)", *given)
    assert isinstance(low, float) and isinstance(high, float)
    assert high - low == pytest.approx(2 * 1.96 * sums.std(), rel=0.05)
    assert (low + high) / 2 == pytest.approx(amounts.sum())


def test_a_sum_of_few_amounts_has_no_interval_and_none_falls_below_nothing() -> None:
    assert said("sum_low(9, 100, 5000)") is None and said("sum_high(9, 100, 5000)") is None
    assert said("sum_low(10, 100, 10000)") == 0
    assert said("sum_low(10, -100, 100)") == pytest.approx(-100 - 1.959963984540054 * math.sqrt(100))


@pytest.mark.parametrize("number", [10, 37, 478])
def test_a_number_is_as_far_from_its_ends_as_they_vary(number: int) -> None:
    for end in ("low", "high"):
        mean = said(f"number_{end}(?)", number)
        assert isinstance(mean, float)
        assert (number - mean) ** 2 / mean == pytest.approx(1.959963984540054**2, rel=1e-9)
        assert (mean < number) is (end == "low")


def test_a_number_under_ten_has_no_interval() -> None:
    assert said("number_low(9)") is None and said("number_high(9)") is None
