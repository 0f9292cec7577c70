"""Figures as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem import words

SPACE = "\N{NO-BREAK SPACE}"


def said(text: str) -> str:
    """The text with plain spaces, as a test writes it."""
    return text.replace(SPACE, " ")


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (None, "–"),
        (0, "0"),
        (999, "999"),
        (999.6, "1.0 k"),
        (1234, "1.2 k"),
        (-1234, "−1.2 k"),
        (42_500, "42.5 k"),
        (425_000, "425 k"),
        (999_960, "1.0 M"),
        (4_234_567, "4.2 M"),
        (82_192_834.26, "82.2 M"),
        (1_500_000_000, "1.5 bn"),
    ],
)
def test_money_has_three_digits_and_a_scale(amount: float | None, text: str) -> None:
    assert said(words.money(amount)) == text


def test_the_currency_goes_before_the_amount_and_not_before_none() -> None:
    assert said(words.money(4_200_000, "USD")) == "USD 4.2 M"
    assert words.money(None, "USD") == "–"


@given(st.floats(min_value=-1e12, max_value=1e12))
def test_money_is_never_longer_than_a_card(amount: float) -> None:
    assert len(words.money(amount)) <= 9


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (None, "–"),
        (0.0, "0 %"),
        (0.034, "3.4 %"),
        (0.0996, "10 %"),
        (0.24, "24 %"),
        (1.0, "100 %"),
        (0.9997, "99.9 %"),
        (0.9951, "99.5 %"),
        (0.0001, "< 0.1 %"),
        (-0.05, "−5.0 %"),
    ],
)
def test_percent_has_a_decimal_below_ten(ratio: float | None, text: str) -> None:
    assert said(words.percent(ratio)) == text


@pytest.mark.parametrize(
    ("part", "whole", "ratio", "text"),
    [
        (3, 7, 3 / 7, "3 of 7: too few to say"),
        (4, 10, 0.4, "40 %"),
        (0, 0, None, "–"),
        (None, None, None, "–"),
        (0, 20, 0.0, "0 %"),
    ],
)
def test_a_share_of_fewer_than_ten_prints_the_counts(
    part: int | None, whole: int | None, ratio: float | None, text: str
) -> None:
    assert said(words.share(part, whole, ratio)) == text


@pytest.mark.parametrize(
    ("difference", "text"),
    [(None, "–"), (0.03, "3 points"), (-0.004, "0.4 points"), (0.01, "1 point"), (0.218, "21.8 points")],
)
def test_points_carry_no_sign(difference: float | None, text: str) -> None:
    assert said(words.points(difference)) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(None, "–"), (0, "0 days"), (1, "1 day"), (2.5, "2.5 days"), (96.5, "96 days"), (-3, "−3 days")],
)
def test_days_are_whole_from_ten_on(number: float | None, text: str) -> None:
    assert said(words.days(number)) == text


def test_counts_put_thousands_apart() -> None:
    assert words.count(1234567) == "1,234,567"
    assert words.count(None) == "–"


@pytest.mark.parametrize(
    ("unit", "text"),
    [("money", "USD 2.0 k"), ("days", "2000 days"), ("times", "2000.0×"), ("count", "2,000"), ("ratio", "200000 %")],
)
def test_a_headline_prints_in_its_unit(unit: str, text: str) -> None:
    assert said(words.figure(2000.0, unit, "USD")) == text


def test_an_interval_stands_only_where_there_is_one() -> None:
    assert said(words.interval(0.031, 0.04, "ratio")) == "3.1 % to 4.0 %"
    assert said(words.interval(71.0, 114.0, "days")) == "71 to 114 days"
    assert words.interval(None, 0.04, "ratio") == ""
    assert words.times(None) == "–" and words.times(-0.04) == "0.0×" and words.times(-10.04) == "−10.0×"


def test_records_are_counted_in_the_singular_and_the_plural() -> None:
    assert [words.records(number) for number in (0, 1, 2_000)] == ["0 records", "1 record", "2,000 records"]
