"""The company has the size, the years and the texture that were promised."""

from itertools import pairwise

import polars as pl
import pytest

from tests.sample.exports import CUT_OFF, deals, export, latest, leads, quarter, regions

REGIONS = {"North America", "EMEA", "DACH", "APAC", "LATAM"}
SEGMENTS = {"Enterprise", "Mid-market", "SMB"}


def test_the_default_company_has_its_size() -> None:
    assert leads().height == 12_000
    assert latest("Opportunity").height == 2_500
    assert export("CampaignMember").height + export("Task").height == 90_000
    assert export("assets").height == 400
    assert export("events").filter(pl.col("page").is_null()).height == 25_000


EVENTS = [
    ("Lead", "CreatedDate"), ("Lead", "MQL_Date__c"), ("Lead", "SAL_Date__c"), ("Lead", "SQL_Date__c"),
    ("Lead", "Rejected_Date__c"), ("Opportunity", "CreatedDate"), ("OpportunityHistory", "CreatedDate"),
    ("CampaignMember", "CreatedDate"), ("Task", "CreatedDate"), ("events", "startTime"), ("asset_ratings", "rated_on"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "column"), EVENTS)
def test_nothing_happens_after_the_last_day_nor_before_the_first(name: str, column: str) -> None:
    days = export(name)[column].drop_nulls().str.slice(0, 10)
    assert days.min() >= "2023-11-01"  # type: ignore[operator]
    assert days.max() <= CUT_OFF  # type: ignore[operator]


@pytest.mark.parametrize("name", ["Task", "CampaignMember", "Opportunity", "Lead", "events"])
def test_something_happens_in_the_last_week(name: str) -> None:
    column = "startTime" if name == "events" else "CreatedDate"
    assert export(name)[column].str.slice(0, 10).max() >= "2026-10-25"  # type: ignore[operator]


def test_a_closed_deal_closed_before_the_cut_off() -> None:
    assert deals().filter(pl.col("is_closed"))["CloseDate"].max() <= CUT_OFF  # type: ignore[operator]


def test_there_are_five_regions_and_three_segments() -> None:
    assert set(leads()["Region__c"].drop_nulls()) == set(regions()["region"].drop_nulls()) == REGIONS
    assert set(leads()["Segment__c"].drop_nulls()) == set(regions()["segment"].drop_nulls()) == SEGMENTS


def test_regions_differ_in_size() -> None:
    sizes = leads()["Region__c"].drop_nulls().value_counts()["count"]
    assert sizes.max() / sizes.min() > 3  # type: ignore[operator]


def by_quarter() -> list[int]:
    """New leads in the eleven complete quarters from 2024Q1."""
    counted = leads().group_by(quarter("CreatedDate").alias("quarter")).len().sort("quarter")
    return counted.filter(pl.col("quarter").is_between(pl.lit("2024Q1"), pl.lit("2026Q3")))["len"].to_list()


def test_the_company_grows() -> None:
    counts = by_quarter()
    assert 1.1 < sum(counts[-4:]) / sum(counts[:4]) < 1.8


def test_summer_is_quiet() -> None:
    counts = by_quarter()
    assert all(counts[third] < counts[third - 1] for third in (2, 6, 10))


def test_weekends_are_quiet() -> None:
    weekday = leads().select(pl.col("CreatedDate").str.slice(0, 10).str.to_date().dt.weekday().alias("day"))
    assert weekday.filter(pl.col("day") >= 6).height / 12_000 < 0.06


def test_amounts_grow_with_the_segment() -> None:
    medians = dict(deals().group_by("segment").agg(pl.col("amount").median()).drop_nulls().iter_rows())
    assert medians["Enterprise"] > 1.5 * medians["Mid-market"] > 3 * medians["SMB"]


def test_amounts_are_spread_like_amounts() -> None:
    amounts = deals()["amount"]
    assert amounts.mean() > 1.3 * amounts.median()  # type: ignore[operator]


def test_lost_deals_have_reasons_and_won_deals_have_none() -> None:
    rows = latest("Opportunity")
    lost = (pl.col("IsClosed") == "true") & (pl.col("IsWon") == "false")
    assert rows.filter(lost)["Loss_Reason__c"].null_count() == 0
    assert rows.filter(~lost)["Loss_Reason__c"].drop_nulls().len() == 0


def test_stage_and_flags_agree() -> None:
    rows = latest("Opportunity").select("StageName", "IsClosed", "IsWon", "Probability").unique()
    closed = {name: (is_closed, is_won) for name, is_closed, is_won, _ in rows.iter_rows()}
    assert closed["Closed Won"] == ("true", "true")
    assert closed["Closed Lost"] == ("true", "false")
    assert rows.height == 6


def test_the_last_row_of_the_history_is_where_the_deal_stands() -> None:
    history = export("OpportunityHistory").sort("Id").unique("OpportunityId", keep="last", maintain_order=True)
    both = history.join(latest("Opportunity"), left_on="OpportunityId", right_on="Id")
    assert both.height == 2_500
    assert (both["StageName"] == both["StageName_right"]).all()


ORDER = ["CreatedDate", "MQL_Date__c", "Assigned_Date__c", "SAL_Date__c", "SQL_Date__c", "ConvertedDate"]


@pytest.mark.parametrize(("earlier", "later"), list(pairwise(ORDER)))
def test_stages_of_a_lead_follow_each_other(earlier: str, later: str) -> None:
    both = leads().filter(pl.col(earlier).is_not_null() & pl.col(later).is_not_null())
    assert both.height > 300
    assert (both[earlier] <= both[later]).mean() > 0.99  # type: ignore[operator]


def test_a_lead_that_was_accepted_is_rejected_only_later() -> None:
    both = leads().filter(pl.col("SAL_Date__c").is_not_null() & pl.col("is_rejected"))
    assert both.height > 500
    assert (both["SAL_Date__c"] < both["Rejected_Date__c"]).all()


def test_most_leads_that_got_stuck_are_out_of_the_funnel() -> None:
    old = leads().filter((pl.col("CreatedDate") < "2025-11") & ~pl.col("is_mql"))
    assert 0.65 < old["is_rejected"].mean() < 0.85  # type: ignore[operator]


def test_rejected_leads_have_reasons() -> None:
    rejected = leads().filter(pl.col("is_rejected"))
    assert rejected["Reject_Reason__c"].null_count() == 0
    assert rejected["Reject_Reason__c"].n_unique() == 6


def test_budget_and_authority_are_likelier_where_sales_accepted() -> None:
    told = (
        leads()
        .filter(pl.col("Has_Budget__c").is_not_null())
        .with_columns((pl.col("Has_Budget__c") == "true").alias("yes"))
    )
    shares = dict(told.group_by("is_accepted").agg(pl.col("yes").mean()).iter_rows())
    assert shares[True] > shares[False] + 0.2


def test_collateral_helps_a_little() -> None:
    uses = export("events").filter(pl.col("crmOpportunityId").is_not_null() & pl.col("page").is_null())
    assert 0.3 < uses.height / 25_000 < 0.8
    assert uses.join(latest("Opportunity"), left_on="crmOpportunityId", right_on="Id", how="anti").height == 0


def test_some_sellers_never_open_the_platform() -> None:
    used = export("events").join(export("showpad_users"), on="userId")["emailAddress"].unique()
    sellers = export("User").filter((pl.col("Department") == "Sales") & (pl.col("IsActive") == "true"))
    assert 0.65 < sellers["Email"].is_in(used.to_list()).mean() < 0.85  # type: ignore[operator]


def test_ratings_are_poor_on_the_whole() -> None:
    ratings = export("asset_ratings")["rating"].cast(pl.Int64)
    assert set(ratings) == {1, 2, 3, 4, 5}
    assert 0.3 < (ratings <= 2).mean() < 0.75  # type: ignore[operator]


def test_target_accounts_are_a_part() -> None:
    share = (export("Account")["Target_Account__c"] == "true").mean()
    assert 0.15 < share < 0.35  # type: ignore[operator]
