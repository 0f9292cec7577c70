"""A small made-up company, published into a warehouse, with something for every page to show."""

import random
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from tandem.settings import Settings
from tandem.warehouse import Facts, FileEntry, Version, Warehouse

AS_OF = date(2026, 10, 31)
REGIONS = ("EMEA", "APAC", "LATAM", "North America")
SEGMENTS = ("Enterprise", "Mid-market", "SMB")
SOURCES = ("Webinar", "Paid search", "Outbound", "Trade show", "Partner referral", None)
CHANNELS = ("Webinars", "Paid search", "Events", "Email", "Content", "<b>Display</b>")
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "=HYPERLINK(1)",
    "$x$ :red[y]",
    "<a href='https://x.test'>z</a>",
)
KINDS = ("case study", "deck", "data sheet", "video", "white paper")
Rows = list[dict[str, Any]]
TARGETS: Rows = [
    {"quarter": "2026Q3", "metric": "conversion", "target": 0.03},
    {"quarter": "2026Q3", "metric": "velocity", "target": 40.0},
    {"quarter": "2026Q3", "metric": "bookings", "target": 2_000_000.0},
]


def hostile_or(name: str, place: int, every: int) -> str:
    """The name; at every so many places a text that must never come alive on a page."""
    return HOSTILE[place % 5] if place % every == 0 else name


def moment(draw: random.Random, first: int = 0, last: int = 900) -> datetime:
    """A moment between `first` and `last` days before the data cut-off."""
    days = draw.uniform(first, last)
    return datetime(AS_OF.year, AS_OF.month, AS_OF.day) - timedelta(days=days)


def maybe(draw: random.Random, chance: float, when: datetime | None, days: float) -> datetime | None:
    """A later moment with some chance, never after the data cut-off."""
    if when is None or draw.random() > chance:
        return None
    later = when + timedelta(days=draw.uniform(0.5, days))
    return later if later.date() <= AS_OF else None


def leads_of(draw: random.Random, number: int) -> Rows:
    """Leads with their way through the stages; one region accepts fewer."""
    rows: Rows = []
    for place in range(number):
        region = draw.choice(REGIONS)
        created = moment(draw)
        mql = maybe(draw, 0.62, created, 12)
        sal = maybe(draw, 0.30 if region == "EMEA" else 0.66, mql, 10)
        sql = maybe(draw, 0.68, sal, 20)
        rejected = None if sal else maybe(draw, 0.6, mql, 14)
        rows.append(
            {
                "lead_id": f"L{place:05}",
                "created_at": created,
                "person_id": f"P{place % 400:04}",
                "account_id": f"A{place % 150:04}",
                "company": hostile_or(f"Company {place % 150}", place, 97),
                "region": region,
                "segment": draw.choice(SEGMENTS),
                "source": draw.choice(SOURCES),
                "campaign_id": f"C{place % 12:02}",
                "status": "Open",
                "mql_at": mql,
                "assigned_at": mql,
                "sal_at": sal,
                "sql_at": sql,
                "rejected_at": rejected,
                "reject_reason": "No budget" if rejected else None,
                "opportunity_id": f"O{place:05}" if sql and draw.random() < 0.7 else None,
                "owner_id": f"U{place % 20:02}",
            }
        )
    return rows


def deals_of(draw: random.Random, leads: Rows, extra: int) -> Rows:
    """The opportunities of the leads, and some that sales opened without one."""
    starts = [(lead["opportunity_id"], lead["sql_at"], lead["region"], lead["segment"]) for lead in leads]
    starts = [start for start in starts if start[0]]
    starts += [(f"S{n:05}", moment(draw), draw.choice(REGIONS), draw.choice(SEGMENTS)) for n in range(extra)]
    rows: Rows = []
    for place, (name, opened, region, segment) in enumerate(starts):
        created = opened + timedelta(days=1)
        closed = maybe(draw, 0.75, created, 110)
        won = closed is not None and draw.random() < 0.42
        amount = round(draw.lognormvariate(10.4, 0.8), 2)
        rows.append(
            {
                "opportunity_id": name,
                "created_at": created,
                "account_id": f"A{place % 150:04}",
                "name": hostile_or(f"Deal {name}", place, 41),
                "region": region,
                "segment": segment,
                "product_family": "Suite",
                "owner_id": f"U{place % 20:02}",
                "amount": amount,
                "list_amount": amount * 1.1,
                "currency": "USD",
                "stage": "Closed Won" if won else "Closed Lost" if closed else "Proposal",
                "is_closed": closed is not None,
                "is_won": won,
                "closed_at": closed or created + timedelta(days=60),
                "lead_source": draw.choice(SOURCES),
                "campaign_id": f"C{place % 12:02}",
                "loss_reason": None if won or not closed else "Price",
                "kind": draw.choice(["New", "Expansion", "Renewal"]),
            }
        )
    return rows


def touches_of(draw: random.Random, leads: Rows, deals: Rows) -> Rows:
    """Responses to campaigns before the deals, and sales activities on them."""
    rows: Rows = []
    for deal in deals:
        for _ in range(draw.randint(0, 5)):
            side = draw.choice(["marketing", "marketing", "sales"])
            rows.append(
                {
                    "touch_id": f"T{len(rows):06}",
                    "touched_at": deal["created_at"] - timedelta(days=draw.uniform(-20, 120)),
                    "opportunity_id": deal["opportunity_id"],
                    "account_id": deal["account_id"],
                    "person_id": f"P{draw.randrange(400):04}",
                    "side": side,
                    "kind": "response" if side == "marketing" else "call",
                    "channel": draw.choice(CHANNELS) if side == "marketing" else "Sales call",
                    "campaign_id": None,
                    "responded": True,
                }
            )
    return rows


def customers() -> dict[str, Rows]:
    """Accounts, people, campaigns and sellers."""
    return {
        "accounts": [
            {
                "account_id": f"A{n:04}",
                "name": hostile_or(f"Company {n}", n, 50),
                "region": REGIONS[n % 4],
                "segment": SEGMENTS[n % 3],
                "is_target": n % 3 == 0,
            }
            for n in range(150)
        ],
        "people": [
            {"person_id": f"P{n:04}", "email": f"p{n}@c{n % 150}.test", "account_id": f"A{n % 150:04}"}
            for n in range(400)
        ],
        "campaigns": [
            {"campaign_id": f"C{n:02}", "name": f"Campaign {n}", "channel": CHANNELS[n % 6]} for n in range(12)
        ],
        "users": [
            {"user_id": f"U{n:02}", "name": f"Seller {n}", "team": "sales", "region": REGIONS[n % 4], "is_active": True}
            for n in range(20)
        ],
    }


def spend() -> Rows:
    """What both sides spent by month and region."""
    return [
        {
            "month": date(2024 + m // 12, m % 12 + 1, 1),
            "amount": 60000.0 + 1000 * m,
            "currency": "USD",
            "side": side,
            "channel": CHANNELS[m % 5],
            "region": region,
        }
        for m in range(34)
        for side in ("marketing", "sales")
        for region in REGIONS
    ]


def collateral(draw: random.Random, deals: Rows) -> dict[str, Rows]:
    """Assets, most of which nobody uses, their uses and ratings."""
    return {
        "assets": [
            {
                "asset_id": f"X{n:03}",
                "title": hostile_or(f"Asset {n}", n, 23),
                "kind": KINDS[n % 5],
                "origin": "rep" if n % 7 == 0 else "marketing",
                "funnel_stage": "SQL",
                "published_on": AS_OF - timedelta(days=40 + n * 7),
                "cost": 900.0 + 310 * (n % 17),
            }
            for n in range(90)
        ],
        "asset_uses": [
            {
                "use_id": f"Y{n:04}",
                "asset_id": f"X{int(draw.paretovariate(1.1)) % 90:03}",
                "used_at": moment(draw, 0, 500),
                "user_id": f"U{draw.randrange(20):02}",
                "opportunity_id": draw.choice(deals)["opportunity_id"],
                "kind": draw.choice(["share", "present", "view"]),
            }
            for n in range(700)
        ],
        "asset_ratings": [
            {"asset_id": f"X{n % 90:03}", "rating": draw.randint(1, 5), "rated_on": moment(draw, 0, 300).date()}
            for n in range(120)
        ],
    }


def tables_of(seed: int = 7, leads: int = 1500) -> dict[str, Rows]:
    """Every canonical table of the company."""
    draw = random.Random(seed)
    people = leads_of(draw, leads)
    deals = deals_of(draw, people, leads // 8)
    touches = touches_of(draw, people, deals)
    roles = [
        {"opportunity_id": deal["opportunity_id"], "person_id": touch["person_id"], "role": "user"}
        for deal, touch in zip(deals, touches, strict=False)
    ]
    return (
        customers()
        | collateral(draw, deals)
        | {
            "leads": people,
            "opportunities": deals,
            "opportunity_people": roles,
            "touches": touches,
            "spend": spend(),
            "targets": TARGETS,
        }
    )


MONEY = {"amount", "list_amount", "cost"}


def frame_of(rows: Rows) -> pl.DataFrame:
    """The rows as a frame with money as decimals."""
    frame = pl.DataFrame(rows, infer_schema_length=None)
    return frame.with_columns(pl.col(list(MONEY & set(frame.columns))).cast(pl.Decimal(18, 2)))


def publish(
    folder: Path,
    *,
    only: Sequence[str] = (),
    is_sample: bool = True,
    seed: int = 7,
    leads: int = 1500,
    change: Callable[[dict[str, Rows]], None] = lambda tables: None,
) -> Version:
    """Publishes the company (or some of its tables, or with a change of theirs) into the warehouse in `folder`."""
    tables = {name: rows for name, rows in tables_of(seed, leads).items() if not only or name in only}
    change(tables)
    files = tuple(
        FileEntry(f"{name}.csv", 1, "0" * 64, f"{name} export", (name,), len(rows) + 9, len(rows), 9, rows_set_aside=8)
        for name, rows in tables.items()
    )
    with Warehouse(folder, Settings()).staging("tests", carry=False) as staging:
        for name, rows in tables.items():
            (staging.incoming / name).mkdir()
            frame_of(rows).write_parquet(staging.incoming / name / "part.parquet")
            staging.seal(name)
        staging.build(Facts(AS_OF, AS_OF, is_sample, files))
        return staging.publish()
