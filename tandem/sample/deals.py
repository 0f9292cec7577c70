"""Opportunities: those that leads became, and those that sales opened."""

from dataclasses import dataclass

import numpy as np

from tandem.sample.clock import DAY, END, HOUR, NEVER, START, Flags, Floats, Ints, quarter_of, quarter_start, weekday_of
from tandem.sample.company import (
    EXECUTIVE,
    NO_SOURCE,
    OFFSETS,
    OUTBOUND,
    PRODUCT_SHARE,
    REGION_SHARE,
    days_by_region,
)
from tandem.sample.draw import Draw
from tandem.sample.leads import Leads
from tandem.sample.world import Accounts, Users

STAGES = ("Discovery", "Qualification", "Proposal", "Negotiation", "Closed Won", "Closed Lost")
STAGE_DAYS = np.array([0.15, 0.25, 0.32, 0.28])
"""How a deal's days spread over the stages before it closes."""
LOST_FROM = (0.13, 0.30, 0.35, 0.22)
LOST_TAKES = 4.2
"""Days until a deal is lost, for one until it is won."""
KINDS = ("New Business", "Expansion", "Renewal")
NEW, EXPANSION, RENEWAL = range(3)
SALES_SEGMENT_SHARE = (0.25, 0.38, 0.37)
LEAD_KINDS, SALES_KINDS = (0.86, 0.14, 0.0), (0.55, 0.21, 0.24)
MEDIAN_AMOUNT = np.array([72_000.0, 36_000.0, 13_000.0])
MEDIAN_DAYS = np.array([72.0, 50.0, 34.0])
REGION_WINS = np.array([1.08, 0.97, 1.06, 0.92, 0.84])
KIND_WINS = np.array([1.0, 1.35, 4.0])
LEAD_WINS, SALES_WINS = 0.25, 0.18
PRODUCT_AMOUNT = np.array([1.0, 1.15, 0.8, 0.65])


@dataclass
class Deals:
    """One row per opportunity; a deal that closes after the last day is open."""

    region: Ints
    segment: Ints
    account: Ints
    owner: Ints
    starter: Ints
    opened: Ints
    closed: Ints
    is_won: Flags
    kind: Ints
    product: Ints
    amount: Floats
    discount: Floats
    source: Ints
    campaign: Ints
    entered: Ints
    extras: Ints
    marketing_first: Flags

    def __len__(self) -> int:
        """How many deals."""
        return len(self.region)

    @property
    def is_open(self) -> Flags:
        """Which deals are not closed at the last day."""
        return self.closed >= END

    @property
    def stage(self) -> Ints:
        """Position in STAGES at the last day."""
        reached = (self.entered < END).sum(axis=1) - 1
        return np.where(self.is_open, reached, np.where(self.is_won, 4, 5)).astype(np.int64)


def make_deals(draw: Draw, total: int, starters: Ints, leads: Leads, accounts: Accounts, users: Users) -> Deals:
    """The deals that `starters` became, then those that sales opened, `total` in all."""
    cold = max(total - len(starters), 0)
    cold_region = draw.pick(REGION_SHARE, cold)
    region = np.concatenate([leads.region[starters], cold_region])
    segment = np.concatenate([leads.segment[starters], draw.pick(SALES_SEGMENT_SHARE, cold)])
    cold_opened = draw.at_work(days_by_region(draw, cold_region), OFFSETS[cold_region])
    opened = np.concatenate([leads.opened[starters], np.clip(cold_opened, START + DAY, END - HOUR)])
    kind = np.concatenate([draw.pick(LEAD_KINDS, len(starters)), draw.pick(SALES_KINDS, cold)])
    starter = np.concatenate([starters, np.full(cold, -1)])
    account = np.where(
        kind == NEW, accounts.some(draw, region, segment), accounts.some(draw, region, segment, customers=True)
    )
    owner = np.where(starter >= 0, leads.owner[starter], users.seller_of(draw, region))
    return finish(
        draw,
        leads,
        Deals(
            region,
            segment,
            account,
            owner,
            starter,
            opened,
            opened.copy(),
            np.zeros(len(region), dtype=bool),
            kind,
            draw.pick(PRODUCT_SHARE, len(region)),
            np.zeros(len(region)),
            np.zeros(len(region)),
            starter.copy(),
            starter.copy(),
            np.zeros((len(region), 4), dtype=np.int64),
            starter.copy(),
            np.zeros(len(region), dtype=bool),
        ),
    )


def finish(draw: Draw, leads: Leads, deals: Deals) -> Deals:
    """The same deals with their end, amounts, sources and people."""
    count = len(deals)
    by_lead = deals.starter >= 0
    likely = np.where(by_lead, LEAD_WINS, SALES_WINS) * REGION_WINS[deals.region] * KIND_WINS[deals.kind]
    deals.is_won = evenly((deals.opened, deals.segment, quarter_of(deals.opened), by_lead, deals.kind)) < likely
    deals.closed = closing(draw, deals)
    deals.amount, deals.discount = amounts(draw, deals)
    deals.source, deals.campaign = recorded_sources(draw, leads, deals)
    deals.entered = stage_entries(draw, deals)
    deals.extras = np.where(
        draw.chance(0.10, count), -1, draw.pick((0.30, 0.42, 0.20, 0.08), count) + (deals.segment == 0)
    )
    deals.extras = np.where((deals.extras == 0) & ~by_lead, 1, deals.extras)
    lucky = np.where(by_lead, 0.61, 0.22)
    spread = evenly((deals.amount, quarter_of(deals.opened), by_lead), 0.7320508076)
    deals.marketing_first = (spread < lucky) | (by_lead & (deals.extras < 1))
    return deals


def closing(draw: Draw, deals: Deals) -> Ints:
    """When each deal closes or will; many are held back for, or pushed into, the last week of their quarter."""
    count = len(deals)
    median = MEDIAN_DAYS[deals.segment] * np.where(deals.is_won, 1.0, LOST_TAKES)
    ready = deals.opened + DAY + draw.wait(median, 0.66, count)
    start = quarter_start(quarter_of(ready))
    end = quarter_start(quarter_of(ready) + 1)
    last_week = start + 84 * DAY + (np.sqrt(draw.share(count)) * (end - start - 84 * DAY)).astype(np.int64)
    waits = evenly((ready, deals.segment, quarter_of(ready), deals.is_won)) < np.where(deals.is_won, 0.27, 0.10)
    closed = np.where(waits, np.maximum(ready, last_week), ready)
    return np.where(weekday_of(closed) >= 5, np.maximum(closed - 2 * DAY, deals.opened + HOUR), closed)


def evenly(groups: tuple[Ints | Floats | Flags, ...], step: float = 0.6180339887) -> Floats:
    """Numbers from 0 up to 1 spread evenly inside every group, the last of `groups` being the coarsest."""
    order = np.lexsort(groups)
    spread = np.empty(len(order))
    spread[order] = np.arange(len(order)) * step % 1.0
    return spread


def week_of(times: Ints) -> Ints:
    """Week of the quarter, 1 to 13."""
    days = (times - quarter_start(quarter_of(times))) // DAY
    return np.asarray(np.minimum(days // 7 + 1, 13))


def amounts(draw: Draw, deals: Deals) -> tuple[Floats, Floats]:
    """Net amounts in whole units, and the discounts on them: twice as high in week 13."""
    count = len(deals)
    week = week_of(deals.closed)
    usual = np.where(week == 13, 0.175, np.where(week >= 11, 0.105, 0.082))
    usual = np.where(deals.is_open, 0.08, usual) * np.array([1.12, 1.0, 0.86])[deals.segment]
    discount = np.asarray(np.round(np.clip(draw.around(usual, 0.38, count), 0.0, 0.48), 3), dtype=np.float64)
    size = MEDIAN_AMOUNT[deals.segment] * PRODUCT_AMOUNT[deals.product] * np.where(deals.starter >= 0, 1.0, 1.16)
    size = size * np.array([1.0, 0.62, 0.9])[deals.kind] * np.where(deals.is_won, 0.93, 1.0)
    growth = 1.12 ** ((deals.opened - START) / (365 * DAY))
    return np.round(draw.around(size * growth, 0.5, count), -2), discount


def recorded_sources(draw: Draw, leads: Leads, deals: Deals) -> tuple[Ints, Ints]:
    """The lead source on the opportunity, and its campaign: sellers often write their own."""
    count = len(deals)
    by_lead = deals.starter >= 0
    own = np.where(draw.chance(0.42, count), OUTBOUND, EXECUTIVE)
    kept = by_lead & (evenly((deals.amount, quarter_of(deals.opened), by_lead), 0.4142135624) < 0.47)
    rare = draw.pick((0.04, 0.88, 0.05, 0.03), count)
    cold = np.select([rare == 0, rare == 1, rare == 2], [draw.whole(0, 6, count), own, np.full(count, 7)], NO_SOURCE)
    source = np.where(kept, leads.source[deals.starter], np.where(by_lead, own, cold))
    campaign = np.where(by_lead & draw.chance(0.7, count), leads.campaign[deals.starter], -1)
    return source.astype(np.int64), campaign


def stage_entries(draw: Draw, deals: Deals) -> Ints:
    """When each deal enters the four open stages; never for those it leaves out."""
    count = len(deals)
    parts = np.column_stack([draw.around(share, 0.5, count) for share in STAGE_DAYS])
    last = np.where(deals.is_won, 3, draw.pick(LOST_FROM, count))
    parts = np.where(np.arange(4) <= last[:, None], parts, 0.0)
    passed = np.cumsum(parts, axis=1) / parts.sum(axis=1, keepdims=True)
    begun = np.column_stack([np.zeros(count), passed[:, :3]])
    entered = deals.opened[:, None] + (begun * (deals.closed - deals.opened)[:, None]).astype(np.int64)
    return np.where(np.arange(4) <= last[:, None], entered, NEVER)
