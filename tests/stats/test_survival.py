"""Kaplan–Meier against a published table, against scipy, and by what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.stats import Interval, kaplan_meier

CONVERTED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
REMISSION = [(days, True) for days in CONVERTED] + [(days, False) for days in CENSORED]
FOLLOWED = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=80)


# Weeks in remission under 6-MP (Freireich and others, Blood 21, 1963); table of Kleinbaum and Klein, Survival Analysis.
@pytest.mark.parametrize(
    ("weeks", "at_risk", "survival"),
    [
        (6, 21, 0.8571),
        (7, 17, 0.8067),
        (10, 15, 0.7529),
        (13, 12, 0.6902),
        (16, 11, 0.6275),
        (22, 7, 0.5378),
        (23, 6, 0.4482),
    ],
)
def test_the_published_table(weeks: int, at_risk: int, survival: float) -> None:
    [moment] = [moment for moment in kaplan_meier(REMISSION).moments if moment.days == weeks]
    assert (moment.at_risk, round(moment.survival, 4)) == (at_risk, survival)


def test_the_published_quartiles() -> None:
    assert kaplan_meier(REMISSION).quartiles == (13, 23, None)


# The same data, interval at 10 weeks on the scale log(-log), as R's survfit(conf.type = "log-log") prints it.
def test_the_published_interval() -> None:
    [moment] = [moment for moment in kaplan_meier(REMISSION).moments if moment.days == 10]
    assert (round(moment.interval.low, 3), round(moment.interval.high, 3)) == (0.503, 0.889)


@given(FOLLOWED)
def test_it_is_what_scipy_gives(followed: list[tuple[int, bool]]) -> None:
    stats = pytest.importorskip("scipy.stats")
    converted = [days for days, happened in followed if happened]
    theirs = stats.ecdf(
        stats.CensoredData(uncensored=converted, right=[days for days, happened in followed if not happened])
    ).sf
    for moment in kaplan_meier(followed).moments:
        assert moment.survival == pytest.approx(theirs.evaluate(moment.days), abs=1e-12)


def test_the_interval_is_what_scipy_gives() -> None:
    stats = pytest.importorskip("scipy.stats")
    theirs = stats.ecdf(stats.CensoredData(uncensored=CONVERTED, right=CENSORED)).sf.confidence_interval(
        0.95, method="log-log"
    )
    for moment in kaplan_meier(REMISSION).moments:
        ends = (float(theirs.low.evaluate(moment.days)), float(theirs.high.evaluate(moment.days)))
        assert (moment.interval.low, moment.interval.high) == pytest.approx(ends, abs=1e-9)


@given(FOLLOWED)
def test_a_curve_only_comes_down_and_holds_its_interval(followed: list[tuple[int, bool]]) -> None:
    moments = kaplan_meier(followed).moments
    assert [moment.days for moment in moments] == sorted({days for days, _ in followed})
    assert sum(moment.converted + moment.censored for moment in moments) == len(followed)
    survivals = [1.0, *(moment.survival for moment in moments)]
    assert survivals == sorted(survivals, reverse=True)
    assert all(moment.interval.low <= moment.survival <= moment.interval.high for moment in moments)


@given(st.lists(st.integers(0, 30), min_size=1))
def test_when_all_converted_survival_is_a_plain_share(days: list[int]) -> None:
    for moment in kaplan_meier((day, True) for day in days).moments:
        assert moment.survival == pytest.approx(sum(day > moment.days for day in days) / len(days))


def test_nobody_followed_is_an_empty_curve() -> None:
    assert kaplan_meier([]).moments == ()
    assert kaplan_meier([]).median is None


def test_without_a_conversion_the_curve_stays_up() -> None:
    [moment] = kaplan_meier([(5, False), (5, False)]).moments
    assert (moment.survival, moment.interval) == (1.0, Interval(1.0, 1.0))
