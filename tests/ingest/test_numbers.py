"""Amounts, rates and counts: exact, by the column's own decimal sign."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.ingest.numbers import NumberEvidence, amounts, currencies, integers, numbers, rates


def money(text: str, comma: bool = False) -> Decimal | None:
    """The amount that one text is."""
    found: Decimal | None = amounts(pl.Series([text], dtype=pl.String), comma)[0]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$1,234.50", "1234.50"),
        ("(1,234)", "-1234.00"),
        ("1,234-", "-1234.00"),
        ("-$5", "-5.00"),
        ("USD 5,010.00", "5010.00"),
        ("12.30 EUR", "12.30"),
        ("€ 12.30", "12.30"),
        ("1e5", "100000.00"),
        (".5", "0.50"),
        ("5.", "5.00"),
        ("+7", "7.00"),
        ("0.005", "0.01"),
        ("-0.005", "-0.01"),
        ("2.345", "2.35"),
        ("-0", "0.00"),
        ("99999999999999.99", "99999999999999.99"),
    ],
)
def test_amounts_with_a_point(text: str, expected: str) -> None:
    assert money(text) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234,56", "1234.56"),
        ("1 234,5 €", "1234.50"),
        ("12,50 €", "12.50"),
        ("3.000", "3000.00"),
        ("1'000,5", "1000.50"),
    ],
)
def test_amounts_with_a_comma(text: str, expected: str) -> None:
    assert money(text, comma=True) == Decimal(expected)


@pytest.mark.parametrize(
    "text",
    [
        "NaN",
        "inf",
        "-Infinity",
        "1e309",
        "100000000000000",
        "1e99",
        "12%",
        "twelve",
        "1,23.4",
        "1..2",
        "--5",
        "(-5)",
        "$",
    ],
)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert money(text) is None


@given(st.decimals(-(10**13), 10**13, places=2))
def test_amounts_never_pass_through_binary_fractions(amount: Decimal) -> None:
    assert money(f"{amount:,}") == amount
    assert money(str(amount)) == amount
    assert money(f"{amount:,}".translate(str.maketrans(",.", ".,")), comma=True) == amount


def evidence(*texts: str) -> NumberEvidence:
    """What those values say."""
    found = NumberEvidence()
    found.see(pl.Series(list(texts), dtype=pl.String))
    return found


def test_the_whole_column_decides_the_decimal_sign() -> None:
    assert evidence("1.234,56", "3.000").has_comma(False)
    assert evidence("12,50 €").has_comma(False)
    assert evidence("1.234.567").has_comma(False)
    assert not evidence("1,234.56", "3,000").has_comma(True)
    assert not evidence("$5.10").has_comma(True)
    assert not evidence("1,234,567").has_comma(True)


def test_without_evidence_the_usual_sign_is_taken() -> None:
    assert evidence("1,234").has_comma(True)
    assert not evidence("1,234").has_comma(False)
    assert not evidence("17").is_mixed


def test_two_decimal_signs_in_one_column_are_a_mixture() -> None:
    assert evidence("1,50", "1.50").is_mixed


def test_rates_keep_eight_places() -> None:
    assert rates(pl.Series(["1.12345678", "0.1", "NaN", "1e12"])).to_list() == [
        Decimal("1.12345678"),
        Decimal("0.10000000"),
        None,
        None,
    ]


def test_numbers_and_whole_numbers() -> None:
    assert numbers(pl.Series(["1.5", "12%", "NaN", "1,000", None])).to_list() == [1.5, 0.12, None, 1000.0, None]
    assert integers(pl.Series(["2822", "1,000", "12.0", "12.5", "x"])).to_list() == [2822, 1000, 12, None, None]


def test_the_currency_written_with_an_amount() -> None:
    texts = pl.Series(["USD 5", "5.10 EUR", "€5", "5 £", "$5", "5", None])
    assert currencies(texts).to_list() == ["USD", "EUR", "EUR", "GBP", None, None, None]
