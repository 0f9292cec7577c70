"""Intervals against published values, against scipy, and against their twins in SQL."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.catalog import Catalog
from tandem.stats import Interval, newcombe, wilson

COUNTS = st.integers(0, 5_000).flatmap(lambda trials: st.tuples(st.integers(0, trials), st.just(trials)))


@pytest.fixture(scope="module")
def macros() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(Catalog.load().macros)
    return connection


# Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3: four rates and their score intervals.
@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_published_intervals(successes: int, trials: int, low: float, high: float) -> None:
    interval = wilson(successes, trials)
    assert interval is not None
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


# Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10: pairs of rates and their difference.
@pytest.mark.parametrize(
    ("pair", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_gives_the_published_intervals(pair: tuple[int, int, int, int], low: float, high: float) -> None:
    interval = newcombe(*pair)
    assert interval is not None
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


def test_the_worked_lift_of_the_definitions() -> None:
    interval = newcombe(18, 40, 45, 160)
    assert interval is not None
    assert round(18 / 40 - 45 / 160, 3) == 0.169
    assert (round(interval.low, 3), round(interval.high, 3)) == (0.008, 0.333)


@given(COUNTS)
def test_wilson_is_what_scipy_gives(counts: tuple[int, int]) -> None:
    stats = pytest.importorskip("scipy.stats")
    successes, trials = counts
    interval = wilson(successes, trials)
    if interval is None:
        assert trials == 0
        return
    theirs = stats.binomtest(successes, trials).proportion_ci(0.95, method="wilson")
    assert (interval.low, interval.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)
    assert interval.holds(successes / trials)


@given(COUNTS)
def test_the_macros_of_the_questions_say_the_same(macros: duckdb.DuckDBPyConnection, counts: tuple[int, int]) -> None:
    asked = "select wilson_low($k, $n), wilson_high($k, $n)"
    [said] = macros.execute(asked, {"k": counts[0], "n": counts[1]}).fetchall()
    interval = wilson(*counts)
    if interval is None:
        assert said == (None, None)
    else:
        assert said == pytest.approx((interval.low, interval.high), abs=1e-12)


@given(COUNTS, COUNTS)
def test_the_macros_of_a_difference_say_the_same(
    macros: duckdb.DuckDBPyConnection, one: tuple[int, int], other: tuple[int, int]
) -> None:
    asked = """
        select
            change_low(ratio($k, $n), wilson_low($k, $n), ratio($k0, $n0), wilson_high($k0, $n0)),
            change_high(ratio($k, $n), wilson_high($k, $n), ratio($k0, $n0), wilson_low($k0, $n0))
    """
    given_counts = dict(zip(("k", "n", "k0", "n0"), (*one, *other), strict=True))
    [said] = macros.execute(asked, given_counts).fetchall()
    interval = newcombe(*one, *other)
    if interval is None:
        assert said == (None, None)
    else:
        assert said == pytest.approx((interval.low, interval.high), abs=1e-12)


@given(COUNTS, COUNTS)
def test_a_difference_turned_round_is_its_negative(one: tuple[int, int], other: tuple[int, int]) -> None:
    there, back = newcombe(*one, *other), newcombe(*other, *one)
    if there is None or back is None:
        assert there is back is None
        assert 0 in (one[1], other[1])
    else:
        assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
        assert there.holds(one[0] / one[1] - other[0] / other[1])


def test_no_trials_have_no_interval() -> None:
    assert wilson(0, 0) is None
    assert newcombe(1, 2, 0, 0) is None


@pytest.mark.parametrize("counts", [(3, 2), (-1, 2)])
def test_an_impossible_count_is_refused(counts: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="is no rate"):
        wilson(*counts)


def test_intervals_are_values() -> None:
    assert Interval(0.1, 0.2) == Interval(0.1, 0.2)
    assert not Interval(0.1, 0.2).holds(0.3)
