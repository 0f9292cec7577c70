"""A folder as marketing operations has it: seven exports of seven systems, untouched, one broken and one irrelevant."""

import csv
import io
import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

DEALS = 120
START = date(2025, 1, 6)
EXPECTED = {
    "report1761926400000.csv": "opportunities",
    "hubspot-crm-exports-all-deals-2026-10-31.csv": "opportunities",
    "Campaign report.csv": "spend",
    "linkedin_campaign_performance.csv": "spend",
    "events.csv": "asset_uses",
}
REPORT = (
    "Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Close Date,Created Date,Lead Source,Type,Region,"
    "Opportunity Owner"
)
DEALS_OF_HUBSPOT = (
    "Record ID,Deal Name,Pipeline,Deal Stage,Amount,Close Date,Create Date,Deal owner,Original Traffic Source"
)
EVENTS = (
    "eventId,startTime,endTime,loggedAt,userId,channelId,shareId,sharedSpaceId,sharedSpaceParticipantId,deviceId,"
    "divisionId,assetId,contactId,type,page,metadata"
)
BROKEN, IRRELEVANT = "leads export (2).csv", "Holiday rota.csv"


def write_mixed(folder: Path) -> list[Path]:
    """Writes the folder; the paths of its files."""
    contents = {
        "report1761926400000.csv": salesforce(),
        "hubspot-crm-exports-all-deals-2026-10-31.csv": hubspot(),
        "Campaign report.csv": google(),
        "linkedin_campaign_performance.csv": linkedin(),
        "events.csv": showpad(),
        BROKEN: broken(),
        IRRELEVANT: irrelevant(),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


def table(rows: Iterable[Sequence[object]], *, quoting: int = csv.QUOTE_MINIMAL, delimiter: str = ",") -> str:
    """The rows as text, each ending with a line feed."""
    text = io.StringIO()
    csv.writer(text, quoting=quoting, delimiter=delimiter, lineterminator="\n").writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


def salesforce_id(prefix: str, number: int) -> str:
    """An id of 15 characters as reports write them."""
    return f"{prefix}5g00000{number:05d}"[:15].ljust(15, "A")


def salesforce() -> bytes:
    """A report of opportunities: every cell quoted, labels, the number of records and the legal lines below."""
    drawn = random.Random(1)
    rows: list[Sequence[object]] = [REPORT.split(","), *(opportunity(number, drawn) for number in range(DEALS))]
    footer = f'\n"Grand Totals ({DEALS} records)"\n\n"Confidential Information - Do Not Distribute"\n'
    legal = '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
    return (table(rows, quoting=csv.QUOTE_ALL) + footer + legal).encode()


def opportunity(number: int, drawn: random.Random) -> list[object]:
    """One line of that report, dates as an American reads them."""
    opened = START + timedelta(days=5 * number)
    closed = opened + timedelta(days=drawn.randint(20, 90))
    stage = drawn.choice(["Closed Won", "Closed Lost", "Proposal", "Negotiation"])
    amount, days = f"{drawn.randint(5, 90)},000.00", [f"{day:%m/%d/%Y}" for day in (closed, opened)]
    source, region = drawn.choice(["Web", "Trade Show", "Outbound", "Partner"]), drawn.choice(["EMEA", "Americas"])
    names = [salesforce_id("006", number), f"Deal {number}", f"Account {number % 30}"]
    return [*names, stage, amount, *days, source, "New Business", region, drawn.choice(["Ada Byron", "Max Born"])]


def hubspot() -> bytes:
    """Deals in UTF-8 with a byte-order mark, every cell quoted, the time beside the date."""
    drawn = random.Random(2)
    rows: list[Sequence[object]] = [DEALS_OF_HUBSPOT.split(","), *(deal(number, drawn) for number in range(40))]
    return table(rows, quoting=csv.QUOTE_ALL).encode("utf-8-sig")


def deal(number: int, drawn: random.Random) -> list[object]:
    """One line of those deals."""
    opened = START + timedelta(days=14 * number)
    stage, amount = drawn.choice(["Closed Won", "Closed Lost", "Contract Sent"]), drawn.randint(3, 40) * 1000
    days = [f"{opened + timedelta(days=40):%Y-%m-%d} 16:05", f"{opened:%Y-%m-%d} 09:30"]
    source = drawn.choice(["Organic Search", "Paid Search", "Offline Sources"])
    return [10_400_000_000 + number, f"Größe {number}", "Sales Pipeline", stage, amount, *days, "Ada Byron", source]


def google() -> bytes:
    """Google Ads in UTF-16 with tabs, two lines above the header and two totals below the rows."""
    days = [date(2026, 1, 1) + timedelta(days=3 * step) for step in range(100)]
    body = [["Enabled", "Brand", "1", str(day), "USD", "120.50", "8,261", "49"] for day in days]
    head = ["Campaign status", "Campaign", "Campaign ID", "Day", "Currency code", "Cost", "Impr.", "Clicks"]
    total = f"{120.5 * len(days):,.2f}"
    foot = [
        [f"Total: {what}", " --", " --", " --", "USD", total, "826,100", "4,900"] for what in ("Campaigns", "Account")
    ]
    above = "Campaign report\nJanuary 1, 2026 - October 31, 2026\n"
    return (above + table([head, *body, *foot], delimiter="\t")).encode("utf-16")


def linkedin() -> bytes:
    """LinkedIn with its three lines and a blank one above the header, American dates, a total."""
    days = [date(2026, 1, 2) + timedelta(days=7 * step) for step in range(40)]
    body = [[f"{day.month}/{day.day}/{day.year}", "Us", "Brand", 1, "USD", "75.25", 900] for day in days]
    head = [
        "Start Date (in UTC)",
        "Account Name",
        "Campaign Name",
        "Campaign ID",
        "Currency",
        "Total Spent",
        "Impressions",
    ]
    above = "Campaign Performance Report (in UTC)\nReport Start: 1/2/2026\nReport End: 10/31/2026\n\n"
    total = ["Total", "", "", "", "", f"{75.25 * len(days):.2f}", 900 * len(days)]
    return (above + table([head, *body, total])).encode()


def showpad() -> bytes:
    """Events of Showpad, page events among them."""
    drawn, rows = random.Random(3), []
    for number in range(90):
        begun = f"2026-{1 + number % 10:02d}-{1 + number % 27:02d}T10:15:00.000Z"
        kind = drawn.choice(["asset-in-app-viewed", "asset-shared", "shared-asset-viewed"])
        page, asset = 2 if number % 9 == 0 else "", f"a{number % 12:04d}"
        rows.append([f"e{number}", begun, begun, begun, "u1", *[""] * 4, "d1", "", asset, "", kind, page, ""])
    return table([EVENTS.split(","), *rows]).encode()


def broken() -> bytes:
    """Leads with a quote in the third line that never ends."""
    rows = "".join(f"L{number},2026-03-0{1 + number % 9},lead{number}@acme.example\n" for number in range(60))
    return f'lead_id,created_at,email\nL900,2026-03-04,a@acme.example\nL901,2026-03-04,"b@acme.example\n{rows}'.encode()


def irrelevant() -> bytes:
    """A table that has nothing to do with any of this."""
    return table(
        [["Who", "From", "Until", "Stand-in"], ["Ada", "1 Aug", "14 Aug", "Max"], ["Max", "15 Aug", "1 Sep", "Ada"]]
    ).encode()
