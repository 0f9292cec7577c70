"""Advertising platforms and Showpad: what they export, with preambles, totals and page-level events."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.ingest.loading import Desk, rows

AT_NOON = datetime(2026, 3, 5, 12)

GOOGLE = (
    "Campaign report\nAugust 1, 2026 - August 31, 2026\n"
    "Campaign status\tCampaign\tCampaign ID\tDay\tCurrency code\tCost\tImpr.\tClicks\n"
    "Enabled\tBrand\t1\t2026-08-01\tUSD\t1,213.20\t8,261\t49\n"
    "Enabled\tSearch\t2\t2026-08-02\tUSD\t --\t1\t0\n"
    "Enabled\tOther\t3\t2026-08-31\tUSD\t10\t1\t0\n"
    "Total: Campaigns\t--\t--\t--\tUSD\t{total}\t8,263\t49\n"
    "Total: Account\t--\t--\t--\tUSD\t1,223.20\t8,263\t49\n"
)


def test_google_ads_in_utf_16_with_its_totals(desk: Desk) -> None:
    good = GOOGLE.format(total="1,223.20").replace(" --", "0")
    campaigns = desk.file("c.csv", rows("campaign_id,name,channel", "C1,Brand,x", "C2,Search,x"))
    loaded = desk.load(desk.file("google.csv", good.encode("utf-16")), campaigns)
    assert loaded.tables["spend"].select("month", "amount", "currency", "side", "channel", "campaign_id").rows() == [
        (date(2026, 8, 1), Decimal("1213.20"), "USD", "marketing", "Paid search", "C1"),
        (date(2026, 8, 2), Decimal("0.00"), "USD", "marketing", "Paid search", "C2"),
        (date(2026, 8, 31), Decimal("10.00"), "USD", "marketing", "Paid search", "Other"),
    ]
    assert loaded.reports[0].read == 3


def test_google_ads_whose_total_is_another_is_refused(desk: Desk) -> None:
    bad = GOOGLE.format(total="9,999.00").replace("1,223.20", "9,999.00").replace(" --", "0")
    refused = desk.refused(bad)
    assert "its rows add up to 1,223.20, and the total below them is 9,999.00" in str(refused)
    assert refused.column == "Cost"


def test_linkedin_with_its_preamble(desk: Desk) -> None:
    loaded = desk.csv(
        "Campaign Performance Report (in UTC)\nReport Start: 8/1/2026\nReport End: 8/31/2026\n\n"
        "Start Date (in UTC),Account Name,Campaign Name,Campaign ID,Currency,Total Spent,Impressions\n"
        "8/2/2026,Us,Brand,1,EUR,10.50,5\n8/3/2026,Us,Brand,1,EUR,1.50,5\nTotal,,,,,12.00,10\n"
    )
    assert loaded.table.select("month", "amount", "currency", "channel").rows() == [
        (date(2026, 8, 2), Decimal("10.50"), "EUR", "Paid social"),
        (date(2026, 8, 3), Decimal("1.50"), "EUR", "Paid social"),
    ]


META = "Reporting starts,Reporting ends,Day,Campaign name,Campaign ID,Amount spent (GBP),Impressions"


@pytest.mark.parametrize("label", ["Amount spent", "Montant dépensé", "Importe gastado"])
def test_meta_has_its_currency_in_the_header(desk: Desk, label: str) -> None:
    text = rows(
        META.replace("Amount spent", label),
        "2026-08-01,2026-08-31,,,,30.50,9",
        "2026-08-01,2026-08-31,2026-08-02,Brand,1,20.50,5",
        "2026-08-01,2026-08-31,2026-08-03,Brand,1,10,4",
    )
    loaded = desk.csv(text.encode("utf-8-sig"))
    assert loaded.column("amount") == [Decimal("20.50"), Decimal("10.00")]
    assert loaded.column("currency") == ["GBP", "GBP"]
    assert loaded.refused_lines() == {2: "set aside: the total of the campaigns"}


def test_meta_without_days_says_how_to_export(desk: Desk) -> None:
    text = rows(META.replace("Day,", ""), "2026-08-01,2026-09-30,Brand,1,20.50,5")
    assert "Breakdown → By time → Day" in str(desk.refused(text))


EVENTS = (
    "eventId,startTime,endTime,loggedAt,userId,channelId,shareId,sharedSpaceId,sharedSpaceParticipantId,deviceId,"
    "divisionId,assetId,contactId,type,page,metadata"
)


def event(number: int, kind: str, page: str = "", asset: str = "A1") -> str:
    """One event of Showpad."""
    return f"E{number},2026-03-05T12:00:00+00:00,,,U1,,,,,,,{asset},,{kind},{page},{{}}"


def test_showpad_events_are_uses_once_each(desk: Desk) -> None:
    kinds = ["asset-in-app-viewed", "asset-shared", "asset-presented", "shared-asset-viewed", "shared-asset-downloaded"]
    lines = [event(number, kind) for number, kind in enumerate(kinds)]
    lines += [event(10, kinds[0], page="1"), event(11, "share-created"), event(12, kinds[0], asset="")]
    loaded = desk.csv(rows(EVENTS, *lines))
    assert loaded.table.sort("use_id")["kind"].to_list() == ["view", "share", "present", "buyer_view", "download"]
    assert set(loaded.column("used_at")) == {AT_NOON}
    assert (loaded.report.kept, loaded.report.set_aside) == (5, 3)
    assert set(loaded.refused_lines()) == {7, 8, 9}


def test_showpad_assets_and_users(desk: Desk) -> None:
    assets = rows(
        "assetId,divisionId,displayName,status,source,type,releasedAt,archivedAt,createdAt,updatedAt",
        "A1,D,Deck,active,personal,document,,,2026-03-05T12:00:00.000Z,",
    )
    users = rows("userId,firstName,lastName,emailAddress,isActive", "U1,Ann,Lee,ann@x.example,True")
    loaded = desk.load(desk.file("assets.csv", assets), desk.file("users.csv", users))
    assert loaded.tables["assets"].select("asset_id", "title", "origin", "published_on").rows() == [
        ("A1", "Deck", "rep", date(2026, 3, 5))
    ]
    assert loaded.tables["users"].select("user_id", "email", "is_active").rows() == [("U1", "ann@x.example", True)]
