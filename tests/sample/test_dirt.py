"""The exports are as dirty as exports are, and no dirtier."""

import polars as pl
import pytest

from tests.sample.exports import deals, export, latest, leads


@pytest.mark.parametrize(("name", "fewest", "most"), [("Lead", 60, 160), ("Opportunity", 6, 30)])
def test_some_rows_stand_twice_with_another_date_of_change(name: str, fewest: int, most: int) -> None:
    rows = export(name)
    again = rows.height - rows["Id"].n_unique()
    assert fewest <= again <= most
    pairs = rows.filter(pl.col("Id").is_duplicated())
    assert pairs.unique(["Id", "LastModifiedDate"]).height == pairs.height


@pytest.mark.parametrize("name", ["CampaignMember", "Task"])
def test_some_touches_stand_twice_word_for_word(name: str) -> None:
    rows = export(name)
    assert 20 <= rows.height - rows["Id"].n_unique() <= 400
    assert rows.filter(pl.col("Id").is_duplicated()).unique().height * 2 == rows["Id"].is_duplicated().sum()


def test_the_later_row_is_the_true_one() -> None:
    rows = export("Lead")
    first = rows.filter(pl.col("Id").is_duplicated()).sort("LastModifiedDate").unique("Id", keep="first")
    assert set(first["Status"]) == {"Open"}
    assert first["MQL_Date__c"].null_count() == first.height
    assert leads()["MQL_Date__c"].drop_nulls().len() > 5_500
    assert latest("Opportunity").filter(pl.col("StageName") != "Discovery").height > 2_000


STAMPS = [
    "CreatedDate",
    "MQL_Date__c",
    "Assigned_Date__c",
    "SAL_Date__c",
    "SQL_Date__c",
    "Rejected_Date__c",
    "ConvertedDate",
]


@pytest.mark.parametrize("column", STAMPS)
def test_nothing_happened_after_the_last_change(column: str) -> None:
    assert leads().filter(pl.col(column) > pl.col("LastModifiedDate")).height == 0


def test_regions_are_missing_and_most_can_be_found_elsewhere() -> None:
    assert 0.05 <= leads()["Region__c"].null_count() / leads().height <= 0.10
    assert 0.03 <= export("Account")["Region__c"].null_count() / export("Account").height <= 0.10
    assert 0 < deals()["region"].null_count() / deals().height < 0.02


def test_segments_are_missing() -> None:
    assert 0 < export("Account")["Segment__c"].null_count() < 150


ORPHANS = [
    ("CampaignMember", "LeadId", "Lead", "Id"),
    ("Task", "WhoId", "Contact", "Id"),
    ("events", "assetId", "assets", "assetId"),
    ("OpportunityContactRole", "OpportunityId", "Opportunity", "Id"),
]


@pytest.mark.parametrize(("child", "column", "parent", "key"), ORPHANS)
def test_some_rows_point_at_nothing(child: str, column: str, parent: str, key: str) -> None:
    pointing = export(child).filter(pl.col(column).is_not_null())
    if child == "Task":
        pointing = pointing.filter(pl.col(column).str.starts_with("003"))
    lost = pointing.join(export(parent), left_on=column, right_on=key, how="anti")
    assert 0 < lost.height < pointing.height * 0.01


WHOLE = [
    ("Opportunity", "AccountId", "Account"),
    ("Opportunity", "OwnerId", "User"),
    ("Opportunity", "CampaignId", "Campaign"),
    ("OpportunityHistory", "OpportunityId", "Opportunity"),
    ("OpportunityContactRole", "ContactId", "Contact"),
    ("CampaignMember", "CampaignId", "Campaign"),
    ("CampaignMember", "ContactId", "Contact"),
    ("Contact", "AccountId", "Account"),
    ("Lead", "ConvertedContactId", "Contact"),
    ("Lead", "ConvertedAccountId", "Account"),
    ("Lead", "ConvertedOpportunityId", "Opportunity"),
    ("Lead", "Campaign_Id__c", "Campaign"),
    ("Task", "OwnerId", "User"),
]


@pytest.mark.parametrize(("child", "column", "parent"), WHOLE)
def test_everything_else_points_at_something(child: str, column: str, parent: str) -> None:
    pointing = export(child).filter(pl.col(column).is_not_null())
    assert pointing.height > 0
    assert pointing.join(export(parent), left_on=column, right_on="Id", how="anti").height == 0


def test_a_few_deals_closed_before_they_were_made() -> None:
    rows = latest("Opportunity").filter(pl.col("CloseDate") < pl.col("CreatedDate").str.slice(0, 10))
    assert 3 <= rows.height <= 25
    assert set(rows["IsClosed"]) == {"true"}


def test_some_leads_skip_a_stage() -> None:
    skipped = leads().filter(pl.col("SQL_Date__c").is_not_null() & pl.col("SAL_Date__c").is_null())
    assert 100 <= skipped.height <= 300
    unqualified = leads().filter(pl.col("SAL_Date__c").is_not_null() & pl.col("MQL_Date__c").is_null())
    assert 40 <= unqualified.height <= 150


def test_a_few_open_deals_have_no_amount_and_a_few_no_list_price() -> None:
    rows = latest("Opportunity")
    assert set(rows.filter(pl.col("Amount").is_null())["IsClosed"]) <= {"false"}
    assert 30 <= rows["List_Amount__c"].null_count() <= 150


def test_one_person_fills_in_two_forms() -> None:
    assert 50 <= leads().height - leads()["Email"].n_unique() <= 300


def test_history_has_rows_in_which_the_stage_did_not_change() -> None:
    rows = export("OpportunityHistory").sort("OpportunityId", "CreatedDate")
    before = pl.col("StageName").shift(1).over("OpportunityId")
    assert 0.1 <= rows.filter(pl.col("StageName") == before).height / rows.height <= 0.35


def test_some_views_are_told_page_by_page_besides() -> None:
    rows = export("events")
    pages = rows.filter(pl.col("page").is_not_null())
    assert 0.1 <= pages.height / rows.height <= 0.3
    assert set(pages["type"]) == {"asset-in-app-viewed", "shared-asset-viewed"}


def test_some_uses_are_logged_days_late() -> None:
    late = pl.col("loggedAt").str.slice(0, 10).str.to_date() - pl.col("startTime").str.slice(0, 10).str.to_date()
    assert 0.01 <= export("events").filter(late.dt.total_days() >= 1).height / export("events").height <= 0.05
