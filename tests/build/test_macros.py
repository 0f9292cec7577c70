"""The small words that every question uses."""

import math
from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.catalog import Catalog

Z = 1.959963984540054


def said(expression: str, *values: object) -> object:
    """What an expression over the macros gives for these values."""
    with duckdb.connect() as connection:
        connection.execute(Catalog.load().macros)
        [answer] = connection.execute(f"select {expression}", values).fetchall()[0]
        return answer


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2026, 6, 30), False), (date(2026, 7, 1), True), (date(2026, 9, 30), True), (date(2026, 10, 1), False)],
)
def test_a_period_ends_exclusive(day: date, inside: bool) -> None:
    assert said("in_period(?, ?, ?)", day, date(2026, 7, 1), date(2026, 10, 1)) is inside


def test_no_period_holds_every_day() -> None:
    assert said("in_period(?, cast(? as date), null)", date(2026, 6, 30), None) is True
    assert said("in_period(cast(? as date), null, null)", None) is True


@pytest.mark.parametrize(
    ("wanted", "value", "inside"), [([], "EMEA", True), (["EMEA"], "EMEA", True), (["EMEA"], "APAC", False)]
)
def test_nothing_picked_is_everything(wanted: list[str], value: str, inside: bool) -> None:
    assert said("picked(cast(? as varchar[]), ?)", wanted, value) is inside


def test_nothing_to_divide_is_null() -> None:
    """Case 53: nothing to divide by is no answer, never 0 % and never infinite."""
    assert said("ratio(?, ?)", 1, 0) is None
    assert said("ratio(?, ?)", 1, 4) == 0.25


def wilson(k: int, n: int) -> tuple[float, float]:
    """The Wilson interval by its textbook formula (Wilson 1927)."""
    share = k / n
    middle = share + Z * Z / (2 * n)
    reach = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return (middle - reach) / (1 + Z * Z / n), (middle + reach) / (1 + Z * Z / n)


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_interval(counts: tuple[int, int]) -> None:
    low, high = wilson(*counts)
    assert said("wilson_low(?, ?)", *counts) == pytest.approx(max(low, 0), abs=1e-12)
    assert said("wilson_high(?, ?)", *counts) == pytest.approx(min(high, 1), abs=1e-12)


def test_no_interval_without_cases() -> None:
    assert said("wilson_low(0, 0)") is None
    assert said("wilson_high(0, 0)") is None


@pytest.mark.parametrize(
    ("one", "other", "mean"), [(4, 4, 4.0), (1, math.e, math.e - 1), (0, 3, None), (None, 2, None)]
)
def test_the_logarithmic_mean(one: float | None, other: float, mean: float | None) -> None:
    assert said("log_mean(cast(? as double), cast(? as double))", one, other) == (
        None if mean is None else pytest.approx(mean)
    )
