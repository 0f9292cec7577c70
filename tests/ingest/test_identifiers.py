"""Salesforce ids: completed, proved, otherwise left alone."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.ingest.identifiers import CHECK, check_letters, identifiers

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def slow_check(short: str) -> str:
    """The rule as it is published, chunk by chunk and character by character."""
    chunks = (short[at : at + 5] for at in (0, 5, 10))
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
    return "".join(
        alphabet[sum(1 << bit for bit, letter in enumerate(chunk) if "A" <= letter <= "Z")] for chunk in chunks
    )


def one(text: str, *, salesforce: bool = True) -> str | None:
    """What one id becomes."""
    found: str | None = identifiers(pl.Series([text]), salesforce=salesforce)[0]
    return found


@given(st.text(LETTERS, min_size=15, max_size=15))
def test_completed_as_published_and_stable(short: str) -> None:
    whole = one(short)
    assert whole == short + slow_check(short)
    assert one(whole) == whole


@pytest.mark.parametrize(
    "whole",
    ["0031G00001QtDPlQAN", "00Q1G00000nDnM5UAK", "0061G00000N38JZQAZ", "006q000000HddohAAB", "0051G000007F2JGQA0"],
)
def test_ids_met_in_the_field(whole: str) -> None:
    assert one(whole) == whole
    assert one(whole[:15]) == whole


@pytest.mark.parametrize("damaged", ["0031g00001qtdplQAN", "0031G00001QTDPLQAN", "3.06E+10", "1,2e+17"])
def test_damaged_ids_are_none(damaged: str) -> None:
    assert one(damaged) is None


@pytest.mark.parametrize(
    "other", ["42", "Acme Corporation", "9CcfAt8qtZvCTwFvwOFLcg==", "a3e72bbfae0b87381106b1beb685ea88"]
)
def test_ids_of_other_systems_are_left_alone(other: str) -> None:
    assert one(other) == other
    assert one(other, salesforce=False) == other


def test_outside_salesforce_only_its_own_prefixes_count() -> None:
    assert one("CUSTOMER0000001", salesforce=False) == "CUSTOMER0000001"
    assert one("0031G00001QtDPl", salesforce=False) == "0031G00001QtDPlQAN"
    assert one("0031g00001qtdplQAN", salesforce=False) is None


def test_a_column_keeps_its_order_and_gaps() -> None:
    column = pl.Series(["0031G00001QtDPl", None, "x", "0031g00001qtdplQAN", "00Q1G00000nDnM5UAK"])
    assert identifiers(column, salesforce=True).to_list() == [
        "0031G00001QtDPlQAN",
        None,
        "x",
        None,
        "00Q1G00000nDnM5UAK",
    ]


def test_no_ids_at_all() -> None:
    assert identifiers(pl.Series([None, None], dtype=pl.String), salesforce=True).to_list() == [None, None]
    assert check_letters(pl.Series([], dtype=pl.String)).is_empty()
    assert len(CHECK) == 32
