"""Every figure in the account of the sample company is the one that its files give."""

import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tests.sample.exports import deals, export, latest, leads
from tests.sample.test_stories import (
    accepted_in,
    available,
    bookings,
    channel_ranks,
    discount,
    first_and_last,
    lead_days,
    leaked_and_waiting,
    sourced_before_sales,
    sourced_by_field,
    sourced_by_first_touch,
    unused_share,
)

ACCOUNT = Path(__file__).resolve().parents[2] / "docs" / "sample-company.md"


def percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def last_week_share() -> float:
    rows = bookings()
    return float(rows.filter(pl.col("week") == 13)["amount"].sum()) / float(rows["amount"].sum())


def alone_share() -> float:
    led = leads()["ConvertedOpportunityId"].drop_nulls()
    return latest("Opportunity").filter(~pl.col("Id").is_in(led.to_list())).height / 2_500


def twice(name: str) -> str:
    return f"{export(name).height - export(name)['Id'].n_unique():,}"


def impossible() -> int:
    rows = latest("Opportunity")
    return rows.filter(pl.col("CloseDate") < pl.col("CreatedDate").str.slice(0, 10)).height


def skipped() -> int:
    return leads().filter(pl.col("SQL_Date__c").is_not_null() & pl.col("SAL_Date__c").is_null()).height


FIGURES: dict[str, Callable[[], str]] = {
    "EMEA, accepted in 2026Q1": lambda: percent(accepted_in("EMEA", "2026Q1")),
    "EMEA, accepted in 2026Q2": lambda: percent(accepted_in("EMEA", "2026Q2")),
    "EMEA, accepted in 2026Q3": lambda: percent(accepted_in("EMEA", "2026Q3")),
    "North America, accepted in 2026Q3": lambda: percent(accepted_in("North America", "2026Q3")),
    "pipeline that marketing sourced, recorded source": lambda: percent(sourced_by_field()),
    "the same, first touch within 365 days": lambda: percent(sourced_by_first_touch()),
    "the same, before any call of sales, however old": lambda: percent(sourced_before_sales()),
    "collateral not shown to a buyer in 2026Q3": lambda: percent(unused_share("2026-07-01", "2026-10-01")),
    "collateral on the shelf in 2026Q3": lambda: str(available("2026-07-01", "2026-10-01").height),
    "bookings in week 13": lambda: percent(last_week_share()),
    "discount in week 13": lambda: percent(discount(bookings().filter(pl.col("week") == 13))),
    "discount in weeks 1–10": lambda: percent(discount(bookings().filter(pl.col("week") <= 10))),
    "deals that content syndication touched first, and last": lambda: first_and_last("Content syndication"),
    "deals that webinars touched first, and last": lambda: first_and_last("Webinar"),
    "qualified leads without a decision": lambda: percent(leaked_and_waiting()[1]),
    "of all qualified leads, undecided and never called": lambda: percent(leaked_and_waiting()[0]),
    "win rate, renewals apart": lambda: percent(float(deals().filter(pl.col("is_closed"))["is_won"].mean() or 0)),  # type: ignore[arg-type]
    "leads won": lambda: f"{lead_days().height / 120:.1f} %",
    "leads won within 90 days": lambda: f"{lead_days().filter(pl.col('days') <= 90).height / 120:.1f} %",
    "median days from lead to won": lambda: str(lead_days()["days"].quantile(0.5, "nearest")).removesuffix(".0"),
    "deals without a lead": lambda: percent(alone_share()),
    "deals open at the cut-off": lambda: str(latest("Opportunity").filter(pl.col("IsClosed") == "false").height),
    "leads written twice": lambda: twice("Lead"),
    "opportunities written twice": lambda: twice("Opportunity"),
    "deals closed before they were made": lambda: str(impossible()),
    "leads that skipped SAL": lambda: str(skipped()),
    "leads without region": lambda: percent(leads()["Region__c"].null_count() / 12_000),
}


def told() -> dict[str, str]:
    """The rows of two cells of the account's tables."""
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", ACCOUNT.read_text(encoding="utf-8"), re.MULTILINE)
    return {label.strip(): figure.strip() for label, figure in rows}


@pytest.mark.parametrize("label", FIGURES)
def test_the_account_tells_what_the_files_say(label: str) -> None:
    assert told()[label] == FIGURES[label]()


def test_the_account_names_every_file() -> None:
    text = ACCOUNT.read_text(encoding="utf-8")
    names = {path.name.removesuffix(".gz") for path in (ACCOUNT.parents[1] / "data" / "sample").iterdir()}
    assert {name for name in names if name not in text} == set()


def test_the_channels_of_the_story_lead_their_lists() -> None:
    assert (channel_ranks("first")[0], channel_ranks("last")[0]) == ("Content syndication", "Webinar")
