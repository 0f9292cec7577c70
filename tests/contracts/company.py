"""A made-up company with a little of everything that happens in real extracts, the same on every run."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeAlias

import polars as pl

AS_OF = date(2026, 9, 30)
FIRST_DAY = datetime(2024, 7, 1)
DAYS = (AS_OF - FIRST_DAY.date()).days
REGIONS = ["EMEA", "APAC", "AMER", None]
SEGMENTS = ["Enterprise", "Mid-market", "SMB", None]
CHANNELS = ["Webinar", "Paid search", "Event"]
SOURCES = ["Webinar", "Outbound", "Partner referral", "Rumour", None]
STAGES = ["Discovery", "Proposal", "Negotiation"]

Row = dict[str, object]
Rows: TypeAlias = Sequence[Mapping[str, object]]


def later(chance: Random, start: datetime, most: int) -> datetime:
    """A moment at most that many days after `start`."""
    return start + timedelta(days=chance.randrange(most + 1), hours=chance.choice([0, 0, 9, 15]))


def day_in(chance: Random) -> datetime:
    """A moment of the company's history."""
    return later(chance, FIRST_DAY, DAYS - 1)


def accounts(chance: Random) -> list[Row]:
    """Accounts, most of them on the target list."""
    return [
        {
            "account_id": f"A{number:02}",
            "name": f"Account {number}",
            "region": chance.choice(REGIONS),
            "segment": chance.choice(SEGMENTS),
            "is_target": chance.random() < 0.7,
        }
        for number in range(40)
    ]


def opportunities(chance: Random) -> list[Row]:
    """Opportunities: open, won and lost, some undated, some closed before they were opened."""
    rows: list[Row] = []
    for number in range(150):
        created = day_in(chance)
        closed = later(chance, created, 200) if chance.random() < 0.7 else None
        rows.append(
            {
                "opportunity_id": f"O{number:03}",
                "created_at": None if chance.random() < 0.04 else created,
                "account_id": f"A{chance.randrange(44):02}",
                "name": f"Deal {number}",
                "region": chance.choice(REGIONS),
                "segment": chance.choice(SEGMENTS),
                "product_family": chance.choice(["Core", "Plus", None]),
                "owner_id": f"U{chance.randrange(6)}",
                "amount": None if chance.random() < 0.05 else f"{chance.randrange(100_00, 90_000_00) / 100:.2f}",
                "stage": chance.choice(STAGES),
                "is_closed": closed is not None,
                "is_won": closed is not None and chance.random() < 0.5,
                "closed_at": closed and (closed - timedelta(days=300) if chance.random() < 0.03 else closed),
                "lead_source": chance.choice(SOURCES),
                "kind": chance.choice(["New business", "Expansion", "Renewal", None]),
            }
        )
    return rows


def opportunity_stages(chance: Random, deals: Rows) -> list[Row]:
    """Entries to sales's own stages, for most opportunities, some of them back and forth."""
    rows: list[Row] = []
    for deal in deals:
        entered = deal["created_at"]
        for stage in [*STAGES[: chance.randrange(4)], *STAGES[: chance.randrange(2)]]:
            if isinstance(entered, datetime):
                rows.append({"opportunity_id": deal["opportunity_id"], "stage": stage, "entered_at": entered})
                entered = later(chance, entered, 40) + timedelta(minutes=len(rows))
    return rows


def leads(chance: Random, deals: Rows) -> list[Row]:
    """Leads: skipped stages, rejections, several of one opportunity, converted ones older than what they became."""
    rows: list[Row] = []
    for number in range(400):
        deal = chance.choice(deals) if chance.random() < 0.3 else None
        opened = deal["created_at"] if deal else None
        created = opened - timedelta(days=chance.randrange(-3, 90)) if isinstance(opened, datetime) else day_in(chance)
        mql = later(chance, created, 20) if chance.random() < 0.7 else None
        sal = later(chance, mql, 10) if mql and chance.random() < 0.6 else None
        rows.append(
            {
                "lead_id": f"L{number:03}",
                "created_at": created,
                "person_id": f"P{chance.randrange(120):03}",
                "account_id": f"A{chance.randrange(44):02}" if chance.random() < 0.7 else None,
                "region": chance.choice(REGIONS),
                "segment": chance.choice(SEGMENTS),
                "source": chance.choice(SOURCES),
                "campaign_id": chance.choice(["C0", "C1", "C2", None]),
                "mql_at": mql,
                "sal_at": sal,
                "sql_at": later(chance, sal, 10) if sal and chance.random() < 0.5 else None,
                "rejected_at": later(chance, mql, 10) if mql and not sal and chance.random() < 0.6 else None,
                "opportunity_id": deal and deal["opportunity_id"],
            }
        )
    return rows


def people_and_touches(chance: Random, deals: Rows) -> dict[str, Rows]:
    """Contacts, their part in opportunities, and what reached them; several touches in one moment."""
    people = [{"person_id": f"P{number:03}", "account_id": f"A{number % 40:02}"} for number in range(120)]
    roles = sorted(
        {(chance.choice(deals)["opportunity_id"], f"P{chance.randrange(120):03}") for _ in range(260)}, key=str
    )
    touches = [
        {
            "touch_id": f"T{number:04}",
            "touched_at": day_in(chance).replace(hour=chance.choice([0, 12])),
            "person_id": f"P{chance.randrange(120):03}",
            "side": chance.choice(["marketing", "marketing", "sales", "partner"]),
            "kind": "response",
            "channel": chance.choice([*CHANNELS, None]),
            "campaign_id": chance.choice(["C0", "C1", "C2", None]),
            "responded": chance.random() < 0.9,
        }
        for number in range(1200)
    ]
    return {
        "people": people,
        "opportunity_people": [{"opportunity_id": deal, "person_id": person} for deal, person in roles],
        "touches": touches,
    }


def collateral(chance: Random) -> dict[str, Rows]:
    """Assets, of which some are never used, their uses and ratings."""
    assets = [
        {
            "asset_id": f"S{number:02}",
            "title": f"Asset {number}",
            "kind": chance.choice(["deck", "case study", None]),
            "origin": chance.choice(["marketing", "rep"]),
            "published_on": chance.choice([None, day_in(chance).date()]),
            "archived_on": day_in(chance).date() if chance.random() < 0.15 else None,
            "cost": None if chance.random() < 0.1 else f"{chance.randrange(1, 9000)}.50",
        }
        for number in range(50)
    ]
    uses = [
        {
            "use_id": f"V{number:03}",
            "asset_id": f"S{chance.randrange(20):02}",
            "used_at": day_in(chance),
            "user_id": f"U{chance.randrange(7)}",
            "opportunity_id": chance.choice([None, f"O{chance.randrange(150):03}"]),
            "kind": chance.choice(["view", "share", "present", "buyer_view"]),
        }
        for number in range(300)
    ]
    ratings = [
        {
            "asset_id": f"S{chance.randrange(50):02}",
            "rating": chance.randrange(1, 6),
            "user_id": f"U{chance.randrange(7)}",
            "rated_on": chance.choice([None, day_in(chance).date()]),
        }
        for _ in range(80)
    ]
    return {"assets": assets, "asset_uses": uses, "asset_ratings": ratings}


def spend(chance: Random) -> list[Row]:
    """Monthly spend by side, channel and region."""
    months = [f"{2024 + (6 + n) // 12}-{(6 + n) % 12 + 1:02}-01" for n in range(27)]
    return [
        {
            "month": month,
            "amount": f"{chance.randrange(500, 9000)}.25",
            "side": chance.choice(["marketing", "sales"]),
            "channel": channel,
            "region": region,
        }
        for month in months
        for channel in CHANNELS
        for region in REGIONS[:2]
    ]


def company(seed: int = 7) -> dict[str, pl.DataFrame]:
    """Every canonical table that the questions need, as text."""
    chance = Random(seed)
    deals = opportunities(chance)
    users = [
        {
            "user_id": f"U{n}",
            "name": f"Seller {n}",
            "team": "sales" if n < 5 else "marketing",
            "region": REGIONS[n % 4],
            "is_active": n != 3,
        }
        for n in range(7)
    ]
    campaigns = [{"campaign_id": f"C{n}", "name": f"Campaign {n}", "channel": CHANNELS[n]} for n in range(3)]
    tables: dict[str, Rows] = {
        "accounts": accounts(chance),
        "users": users,
        "campaigns": campaigns,
        "opportunities": deals,
        "opportunity_stages": opportunity_stages(chance, deals),
        "leads": leads(chance, deals),
        "spend": spend(chance),
        **people_and_touches(chance, deals),
        **collateral(chance),
    }
    return {name: as_text(rows) for name, rows in tables.items()}


def as_text(rows: Rows) -> pl.DataFrame:
    """The rows with every cell as text, nothing where there is nothing."""
    return pl.DataFrame(
        {
            name: [
                None if row[name] is None else str(row[name]).lower() if row[name] in (True, False) else str(row[name])
                for row in rows
            ]
            for name in rows[0]
        },
        schema=dict.fromkeys(rows[0], pl.String),
    )
