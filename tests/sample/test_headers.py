"""Every export has the header that the real system writes, and values in its formats."""

import csv
import gzip
import io
import re

import polars as pl
import pytest

from tests.sample.exports import KEPT, export

HEADERS = {
    "Account": "Id Name Industry NumberOfEmployees Website ParentId OwnerId Region__c Segment__c Target_Account__c "
    "CreatedDate LastModifiedDate",
    "Contact": "Id AccountId FirstName LastName Email Title CreatedDate LastModifiedDate",
    "Lead": "Id FirstName LastName Company Email Title LeadSource Status OwnerId Region__c Segment__c Campaign_Id__c "
    "Lead_Score__c MQL_Date__c Assigned_Date__c SAL_Date__c SQL_Date__c Rejected_Date__c Reject_Reason__c "
    "Clicked_Through__c Preferred_Channel__c Has_Authority__c Has_Budget__c Has_Time_Frame__c IsConverted "
    "ConvertedDate ConvertedContactId ConvertedAccountId ConvertedOpportunityId CreatedDate LastModifiedDate",
    "Opportunity": "Id AccountId Name StageName Amount List_Amount__c CurrencyIsoCode Probability CloseDate "
    "CreatedDate LeadSource Type OwnerId CampaignId IsClosed IsWon Loss_Reason__c Product_Family__c LastModifiedDate",
    "OpportunityHistory": "Id OpportunityId StageName Amount CloseDate Probability CreatedDate",
    "OpportunityContactRole": "Id OpportunityId ContactId Role IsPrimary",
    "Campaign": "Id Name Type Status StartDate EndDate BudgetedCost ActualCost IsActive",
    "CampaignMember": "Id CampaignId LeadId ContactId Status HasResponded FirstRespondedDate CreatedDate",
    "Task": "Id WhoId WhatId AccountId OwnerId Subject Type Status ActivityDate CreatedDate CompletedDateTime",
    "User": "Id Name Email Department IsActive Region__c",
    "assets": "assetId divisionId displayName status source description type isSensitive isShareable isDownloadable "
    "isDivisionShared isAnnotatable expiresAt releasedAt draftedAt deletedAt uploadedAt archivedAt createdAt updatedAt "
    "externalId commentsCount likesCount optimizedFileSize originalFileSize originalAssetId slug",
    "events": "eventId startTime endTime loggedAt userId channelId shareId sharedSpaceId sharedSpaceParticipantId "
    "deviceId divisionId assetId contactId type page metadata crmOpportunityId",
    "showpad_users": "userId firstName lastName emailAddress deletedAt isActive isForgotten createdAt userRole "
    "managerId externalId",
    "asset_costs": "asset_id cost persona funnel_stage product_family asset_kind",
    "asset_ratings": "asset_id rating user_id rated_on",
    "sales_spend": "month amount currency side channel region",
    "other_marketing_spend": "month amount currency side channel region",
    "targets": "quarter metric target region giver receiver",
    "incentives": "starts_on ends_on label kind region",
    "fx_rates": "currency month rate",
}

STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.mark.parametrize("name", HEADERS)
def test_the_header_is_that_of_the_system(name: str) -> None:
    assert export(name).columns == HEADERS[name].split()


def test_there_is_no_other_file() -> None:
    ads = {"google_ads", "linkedin_ads", "meta_ads"}
    assert {path.name.removesuffix(".csv.gz") for path in KEPT.glob("*.gz")} == set(HEADERS) | ads


TIMES = [
    ("Lead", "CreatedDate"), ("Lead", "MQL_Date__c"), ("Lead", "ConvertedDate"), ("Opportunity", "CreatedDate"),
    ("OpportunityHistory", "CreatedDate"), ("CampaignMember", "CreatedDate"), ("Task", "CompletedDateTime"),
    ("assets", "releasedAt"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "column"), TIMES)
def test_times_are_written_as_the_interface_writes_them(name: str, column: str) -> None:
    assert all(STAMP.fullmatch(text) for text in export(name)[column].drop_nulls())


@pytest.mark.parametrize(
    ("name", "column"), [("Opportunity", "CloseDate"), ("Task", "ActivityDate"), ("Campaign", "EndDate")]
)
def test_dates_are_written_as_the_interface_writes_them(name: str, column: str) -> None:
    assert all(DAY.fullmatch(text) for text in export(name)[column].drop_nulls())


@pytest.mark.parametrize(
    ("name", "column"), [("Lead", "IsConverted"), ("Opportunity", "IsWon"), ("CampaignMember", "HasResponded")]
)
def test_yes_and_no_are_true_and_false(name: str, column: str) -> None:
    assert set(export(name)[column]) == {"true", "false"}


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_no_line_is_ragged(name: str) -> None:
    text = gzip.decompress((KEPT / f"{name}.csv.gz").read_bytes()).decode("utf-8")
    assert {len(row) for row in csv.reader(io.StringIO(text))} == {len(HEADERS[name].split())}


def test_no_address_is_that_of_a_real_company() -> None:
    own = export("Lead")["Email"].str.ends_with(".example") | export("Lead")["Email"].str.starts_with(
        "kestrelworks.sample."
    )
    assert own.all()
    assert export("Contact")["Email"].str.contains(r"\.example$|^kestrelworks\.sample\.").all()
    assert export("Account")["Website"].str.ends_with(".example").all()


def test_showpad_people_are_those_of_salesforce() -> None:
    users, showpad = export("User"), export("showpad_users")
    both = showpad.join(users, left_on="emailAddress", right_on="Email")
    assert both.height == users.height == showpad.height
    assert (both["externalId"] == both["Id"]).all()


def test_every_asset_has_a_cost_and_a_kind() -> None:
    both = export("assets").join(export("asset_costs"), left_on="assetId", right_on="asset_id")
    assert both.height == 400
    assert both.filter(pl.col("cost").is_null() | pl.col("asset_kind").is_null()).height == 0
