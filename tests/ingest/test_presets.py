"""Exports as they leave their systems, with their real headers, and what they become."""

from datetime import date, datetime
from decimal import Decimal

import polars as pl
import pytest

from tandem.ingest.identifiers import check_letters
from tests.ingest.loading import Desk, extract, rows


def sf(short: str) -> str:
    """A whole Salesforce id from its prefix and number."""
    brief = short.ljust(15, "0")
    return brief + str(check_letters(pl.Series([brief]))[0])


ACCOUNT, CONTACT, LEAD, DEAL = sf("001Kq1"), sf("003Kq1"), sf("00QKq1"), sf("006Kq1")
CAMPAIGN, MEMBER, TASK, USER, ROLE = sf("701Kq1"), sf("00vKq1"), sf("00TKq1"), sf("005Kq1"), sf("00KKq1")
NOON = "2026-03-05T12:00:00.000Z"
AT_NOON = datetime(2026, 3, 5, 12)


def test_accounts(desk: Desk) -> None:
    loaded = desk.csv(
        rows(
            "Id,Name,Industry,NumberOfEmployees,ParentId,OwnerId,Region__c,Segment__c,Target_Account__c,CreatedDate",
            f"{ACCOUNT},Acme,Steel,120,,{USER},EMEA,SMB,true,{NOON}",
        )
    )
    assert loaded.report.recognised_as == "Salesforce accounts"
    assert loaded.table.select("account_id", "name", "employees", "is_target", "region", "created_at").rows() == [
        (ACCOUNT, "Acme", 120, True, "EMEA", AT_NOON)
    ]


def test_contacts(desk: Desk) -> None:
    loaded = desk.csv(rows("Id,AccountId,FirstName,LastName,Email,Title", f"{CONTACT},{ACCOUNT[:15]},A,B,a@b.c,CFO"))
    assert loaded.table.select("person_id", "account_id", "email", "title").rows() == [
        (CONTACT, ACCOUNT, "a@b.c", "CFO")
    ]


def test_leads_and_their_own_columns(desk: Desk) -> None:
    loaded = desk.csv(
        rows(
            "Id,Company,Email,LeadSource,Status,Region__c,Campaign_Id__c,Lead_Score__c,MQL_Date__c,Reject_Reason__c,"
            "Has_Budget__c,ConvertedOpportunityId,CreatedDate,IsDeleted",
            f"{LEAD},Acme,a@b.c,Webinar,Converted,EMEA,{CAMPAIGN},47.5,{NOON},,true,{DEAL},{NOON},false",
            f"{sf('00QKq2')},Beta,,,,,,,,,,,{NOON},true",
        )
    )
    assert loaded.report.recognised_as == "Salesforce leads"
    assert loaded.table.select("lead_id", "source", "mql_at", "score", "has_budget", "opportunity_id").rows() == [
        (LEAD, "Webinar", AT_NOON, 47.5, True, DEAL)
    ]
    assert loaded.report.set_aside == 1
    assert loaded.refused_lines() == {3: "set aside: deleted in Salesforce"}


OPPORTUNITY_REPORT = rows(
    '"Opportunity ID","Opportunity Name","Stage","Amount Currency","Amount",'
    '"Close Date","Created Date","Lead Source","Type"',
    f'"{DEAL[:15]}","Acme, new","Closed Won","EUR","1,234.50","3/25/2026","3/5/2026","Web","New Business"',
    f'"{sf("006Kq2")[:15]}","Line\nbreak","Prospecting","EUR","","4/30/2026","3/6/2026","","Renewal"',
    "",
    '"Grand Totals ({count} records)"',
    "",
    '"Confidential Information - Do Not Distribute"',
    '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."',
)


def test_an_opportunity_report_with_labels_and_footer(desk: Desk) -> None:
    loaded = desk.csv(OPPORTUNITY_REPORT.replace("{count}", "2"))
    assert loaded.report.recognised_as == "Salesforce opportunities"
    assert loaded.table.select("opportunity_id", "amount", "currency", "closed_at", "kind").rows() == [
        (DEAL, Decimal("1234.50"), "EUR", datetime(2026, 3, 25), "new"),
        (sf("006Kq2"), None, "EUR", datetime(2026, 4, 30), "renewal"),
    ]
    assert loaded.report.read == 2
    assert any("footer" in note for note in loaded.report.notes)
    assert any("Created Date" in note and "M/D/YYYY" in note for note in loaded.report.notes)


def test_a_footer_that_counts_other_rows_refuses_the_file(desk: Desk) -> None:
    refused = desk.refused(OPPORTUNITY_REPORT.replace("{count}", "5,700"))
    assert "its footer says 5,700 records, and it holds 2" in str(refused)


def test_history_keeps_the_changes_of_stage(desk: Desk) -> None:
    header = "Id,OpportunityId,StageName,Amount,CloseDate,Probability,CreatedDate"
    stages = [("Discovery", 1), ("Discovery", 2), ("Proposal", 3), ("Discovery", 4), ("Discovery", 5)]
    lines = [f"{sf(f'008Kq{day}')},{DEAL},{stage},5,2026-05-01,10,2026-03-0{day}T00:00:00Z" for stage, day in stages]
    loaded = desk.csv(rows(header, *reversed(lines)))
    found = loaded.table.sort("entered_at").select("stage", "entered_at").rows()
    assert [(stage, at.day) for stage, at in found] == [("Discovery", 1), ("Proposal", 3), ("Discovery", 4)]
    assert (loaded.report.kept, loaded.report.set_aside) == (3, 2)


def test_contact_roles(desk: Desk) -> None:
    loaded = desk.csv(rows("Id,OpportunityId,ContactId,Role,IsPrimary", f"{ROLE},{DEAL},{CONTACT},Buyer,true"))
    assert loaded.table.select("opportunity_id", "person_id", "role", "is_primary").rows() == [
        (DEAL, CONTACT, "Buyer", True)
    ]


def test_campaigns(desk: Desk) -> None:
    loaded = desk.csv(
        rows(
            "Id,Name,Type,Status,StartDate,EndDate,BudgetedCost,ActualCost",
            f"{CAMPAIGN},Fair,Event,Completed,2026-01-01,2026-02-01,7900.00,7393.16",
        )
    )
    assert loaded.table.select("campaign_id", "channel", "started_on", "actual_cost").rows() == [
        (CAMPAIGN, "Event", date(2026, 1, 1), Decimal("7393.16"))
    ]


def test_campaign_members_are_touches_of_marketing(desk: Desk) -> None:
    loaded = desk.csv(
        rows(
            "Id,CampaignId,LeadId,ContactId,Status,HasResponded,FirstRespondedDate,CreatedDate",
            f"{MEMBER},{CAMPAIGN},,{CONTACT},Clicked,true,2026-03-07,{NOON}",
            f"{sf('00vKq2')},{CAMPAIGN},{LEAD},,Sent,false,,{NOON}",
        )
    )
    columns = ["touched_at", "person_id", "lead_id", "side", "kind", "responded"]
    assert loaded.table.sort("touched_at").select(columns).rows() == [
        (AT_NOON, None, LEAD, "marketing", "Sent", False),
        (datetime(2026, 3, 7), CONTACT, None, "marketing", "Clicked", True),
    ]


def test_tasks_are_touches_of_sales(desk: Desk) -> None:
    loaded = desk.csv(
        rows(
            "Id,WhoId,WhatId,AccountId,OwnerId,Type,Status,ActivityDate,CreatedDate,CompletedDateTime",
            f"{TASK},{CONTACT},{DEAL},{ACCOUNT},{USER},Call,Completed,2026-03-04,{NOON},{NOON}",
            f"{sf('00TKq2')},{LEAD},{ACCOUNT},,{USER},Email,Completed,2026-03-04,{NOON},",
            f"{sf('00TKq3')},{LEAD},,,{USER},Email,Not Started,2026-03-04,{NOON},",
        )
    )
    columns = ["touched_at", "person_id", "lead_id", "opportunity_id", "side", "kind"]
    assert loaded.table.sort("touched_at").select(columns).rows() == [
        (datetime(2026, 3, 4), None, LEAD, None, "sales", "Email"),
        (AT_NOON, CONTACT, None, DEAL, "sales", "Call"),
    ]
    assert loaded.report.set_aside == 1


def test_users(desk: Desk) -> None:
    loaded = desk.csv(rows("Id,Name,Email,Department,IsActive", f"{USER},Ann,a@b.c,Sales,true"))
    assert loaded.table.select("user_id", "name", "team", "is_active").rows() == [(USER, "Ann", "sales", True)]


def test_the_spelling_of_a_copy_in_a_database_is_known_too(desk: Desk) -> None:
    text = rows(
        "id,account_id,stage_name,close_date,is_won,_synced", f"{DEAL},{ACCOUNT},Won,2026-03-05 00:00:00,true,x"
    )
    loaded = desk.csv(text)
    assert loaded.report.recognised_as == "Salesforce opportunities"
    assert loaded.column("is_won") == [True]


@pytest.mark.parametrize(
    ("header", "line", "table"),
    [
        ("account_id,name,region,segment", "A1,x,y,z", "accounts"),
        ("Account ID,Account Name,Region", "A1,x,y", "accounts"),
        ("lead_id,created_at,account_id,opportunity_id", "L1,2026-01-01,A1,O1", "leads"),
        ("opportunity_id,stage,entered_at", "O1,x,2026-01-01", "opportunity_stages"),
        ("opportunity_id,person_id", "O1,P1", "opportunity_people"),
        ("asset_id,rating,user_id", "A1,5,U1", "asset_ratings"),
        ("asset_id,used_at,user_id,kind", "A1,2026-01-01,U1,view", "asset_uses"),
        ("touched_at,lead_id,side", "2026-01-01,L1,sales", "touches"),
        ("month,amount,channel", "2026-01-01,5,x", "spend"),
        ("quarter,metric,target", "2026Q3,mql,480", "targets"),
        ("starts_on,ends_on,label", "2026-01-01,2026-01-31,x", "incentives"),
        ("currency,month,rate", "EUR,2026-01-01,1.1", "fx_rates"),
    ],
)
def test_own_names_are_known(desk: Desk, header: str, line: str, table: str) -> None:
    assert set(desk.csv(rows(header, line)).tables) == {table}


def test_a_quarter_is_read_as_people_write_it(desk: Desk) -> None:
    loaded = desk.csv(rows("quarter,metric,target", "2026Q3,a,1", "Q4 2026,b,2", "2027-Q1,c,35%"))
    assert loaded.column("quarter") == ["2026Q3", "2026Q4", "2027Q1"]
    assert loaded.column("target") == [1.0, 2.0, 0.35]


def test_unverified_presets_are_labelled_so(desk: Desk) -> None:
    mapping = extract("users", {"user_id": "u"}, "verified = false")
    assert "unverified" in desk.csv("u\n1\n", mapping=mapping).report.notes[0]


def test_salesforce_with_ids_of_its_own(desk: Desk) -> None:
    text = rows("Id,AccountId,StageName,CloseDate,IsWon,Region", "opp-1,acc-1,Won,2026-01-01,true,x")
    assert desk.csv(text).report.recognised_as == "Salesforce opportunities"


def test_an_id_and_a_name_are_not_enough_for_an_account(desk: Desk) -> None:
    assert "Salesforce accounts" in str(desk.refused(rows("Id,Name,Shoe size", "7,x,44")))
    assert desk.csv(rows("Id,Name,Shoe size", f"{ACCOUNT},x,44")).report.recognised_as == "Salesforce accounts"


def test_the_prefix_of_an_id_tells_objects_apart(desk: Desk) -> None:
    text = rows("Id,Name,Type,Status,StartDate", f"{CAMPAIGN},x,y,z,2026-01-01")
    assert desk.csv(text).report.recognised_as == "Salesforce campaigns"


def test_a_file_without_a_row_that_counts_is_refused(desk: Desk) -> None:
    refused = desk.refused(rows("Id,Name,Industry,IsDeleted", f"{ACCOUNT},x,y,true"))
    assert "none of its 1 rows is one that counts" in str(refused)


def test_owners_by_name_are_found_among_the_users(desk: Desk) -> None:
    users = desk.file("users.csv", rows("Id,Name,Email,Department,IsActive", f"{USER},Ann Lee,a@b.c,Sales,true"))
    report = rows(
        "Opportunity Owner,Opportunity Name,Stage,Close Date,Opportunity ID",
        f"Ann Lee,Acme,Closed Won,3/25/2026,{DEAL[:15]}",
        f"Bo Yu,Beta,Proposal,3/25/2026,{sf('006Kq2')[:15]}",
    )
    loaded = desk.load(desk.file("report.csv", report), users)
    assert loaded.tables["opportunities"].sort("name")["owner_id"].to_list() == [USER, "Bo Yu"]
    assert loaded.tables["opportunities"].sort("name")["is_won"].to_list() == [True, None]


def test_the_history_of_a_field_keeps_the_changes_of_stage(desk: Desk) -> None:
    header = "OpportunityId,Field,OldValue,NewValue,CreatedDate"
    lines = ["StageName,Discovery,Proposal,2026-03-05T12:00:00Z", "Amount,1,2,2026-03-06T12:00:00Z"]
    loaded = desk.csv(rows(header, *(f"{DEAL},{line}" for line in lines)))
    assert loaded.table.rows() == [(DEAL, "Proposal", AT_NOON)]
    assert (loaded.report.kept, loaded.report.set_aside) == (1, 1)
    assert any("18 to 24 months" in note for note in loaded.report.notes)


def test_events_are_touches_of_sales(desk: Desk) -> None:
    header = "Id,WhoId,WhatId,Subject,StartDateTime,EndDateTime,IsDeleted"
    loaded = desk.csv(rows(header, f"{sf('00UKq1')},{LEAD},{DEAL},Demo,{NOON},{NOON},false"))
    assert loaded.report.recognised_as == "Salesforce events"
    assert loaded.table.select("touched_at", "lead_id", "opportunity_id", "side", "kind").rows() == [
        (AT_NOON, LEAD, DEAL, "sales", "Demo")
    ]
