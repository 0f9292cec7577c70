"""Fiscal quarters: which days they hold, how they follow each other, how they are written."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.domain import Quarter
from tandem.errors import WrongUse

start_months = st.integers(1, 12)
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
quarters = st.builds(Quarter, st.integers(1990, 2090), st.integers(1, 4), start_months)


@pytest.mark.parametrize(
    ("text", "start_month", "first", "last"),
    [
        ("2026Q1", 1, date(2026, 1, 1), date(2026, 3, 31)),
        ("2026Q4", 1, date(2026, 10, 1), date(2026, 12, 31)),
        ("2026Q1", 2, date(2025, 2, 1), date(2025, 4, 30)),
        ("2026Q4", 2, date(2025, 11, 1), date(2026, 1, 31)),
        ("2026Q1", 7, date(2025, 7, 1), date(2025, 9, 30)),
        ("2026Q3", 7, date(2026, 1, 1), date(2026, 3, 31)),
        ("2026Q4", 7, date(2026, 4, 1), date(2026, 6, 30)),
        ("2026Q1", 12, date(2025, 12, 1), date(2026, 2, 28)),
    ],
)
def test_a_fiscal_year_is_named_by_the_calendar_year_in_which_it_ends(
    text: str, start_month: int, first: date, last: date
) -> None:
    quarter = Quarter.parse(text, start_month)
    assert (quarter.start_on, quarter.last_day) == (first, last)
    assert quarter.end_on == last + timedelta(days=1)
    assert Quarter.containing(first, start_month) == Quarter.containing(last, start_month) == quarter


@given(days, start_months)
def test_every_day_lies_in_its_quarter(day: date, start_month: int) -> None:
    quarter = Quarter.containing(day, start_month)
    assert quarter.start_on <= day < quarter.end_on


@given(quarters)
def test_quarters_follow_each_other_without_gap_or_overlap(quarter: Quarter) -> None:
    assert quarter.end_on == quarter.shift(1).start_on
    assert quarter.previous.end_on == quarter.start_on
    assert 89 <= (quarter.end_on - quarter.start_on).days <= 92


@given(quarters, st.integers(-200, 200), st.integers(-200, 200))
def test_shifts_add_up(quarter: Quarter, first: int, second: int) -> None:
    assert quarter.shift(first).shift(second) == quarter.shift(first + second)
    assert quarter.shift(first).shift(-first) == quarter


@given(quarters)
def test_a_year_ago_is_the_same_quarter_of_the_year_before(quarter: Quarter) -> None:
    assert quarter.year_ago == Quarter(quarter.year - 1, quarter.number, quarter.start_month)


@given(quarters, st.integers(1, 20))
def test_the_last_quarters_come_oldest_first(quarter: Quarter, count: int) -> None:
    last = quarter.last(count)
    assert len(last) == count
    assert last[-1] == quarter
    assert list(last) == sorted(last)


@given(quarters, st.integers(1, 100))
def test_later_is_greater(quarter: Quarter, later: int) -> None:
    assert quarter < quarter.shift(later)
    assert quarter.shift(later) >= quarter


@given(quarters)
def test_what_is_written_is_read_again(quarter: Quarter) -> None:
    assert Quarter.parse(f" {str(quarter).lower()} ", quarter.start_month) == quarter


@given(days, start_months)
def test_the_latest_complete_quarter_is_over_and_the_next_is_not(as_of: date, start_month: int) -> None:
    latest = Quarter.latest_complete(as_of, start_month)
    assert latest.last_day <= as_of < latest.shift(1).last_day


def test_a_quarter_is_complete_on_its_last_day() -> None:
    assert str(Quarter.latest_complete(date(2026, 9, 30))) == "2026Q3"
    assert str(Quarter.latest_complete(date(2026, 9, 29))) == "2026Q2"


@pytest.mark.parametrize("text", ["2026", "2026Q5", "2026Q0", "Q3 2026", "", "26Q1", "2026Q33"])
def test_anything_else_is_no_quarter(text: str) -> None:
    with pytest.raises(WrongUse, match="write it as 2026Q3"):
        Quarter.parse(text)


@pytest.mark.parametrize(("year", "number", "start_month"), [(2026, 0, 1), (2026, 5, 1), (2026, 1, 13), (0, 1, 1)])
def test_a_quarter_that_cannot_be_is_not_built(year: int, number: int, start_month: int) -> None:
    with pytest.raises(WrongUse, match="There is no quarter"):
        Quarter(year, number, start_month)


def test_quarters_of_different_fiscal_years_are_in_no_order() -> None:
    with pytest.raises(TypeError):
        assert Quarter(2026, 1, 1) < Quarter(2026, 2, 7)
