"""Leads on their way from a first click to an opportunity."""

from dataclasses import dataclass

import numpy as np

from tandem.sample.campaigns import Campaigns
from tandem.sample.clock import DAY, END, HOUR, NEVER, START, Flags, Floats, Ints, month_of, quarter_of
from tandem.sample.company import (
    EMAIL,
    EMEA,
    FALL_BEGINS,
    FIRST_SHARE,
    OFFSETS,
    OUTBOUND,
    REGION_SHARE,
    SEGMENT_SHARE,
    SHOW,
    SOURCE_SHARE,
    SYNDICATION,
    WEBINAR,
    days_by_region,
)
from tandem.sample.draw import Draw
from tandem.sample.world import Accounts, Users

TO_MQL = np.array([0.50, 0.54, 0.46, 0.55, 0.46, 0.50, 0.60, 0.56, 0.52, 0.62, 0.26])
TO_SAL = np.array([0.83, 0.82, 0.72, 0.82, 0.76, 0.74, 0.62, 0.84, 0.80, 0.90, 0.55])
"""By lead source; syndicated names look qualified and are not."""
TO_SQL, TO_DEAL = 0.66, 0.76
REGION_ACCEPTS = np.array([0.98, 0.96, 0.99, 0.90, 0.87])
FALL = (0.68, 0.50)
"""What is left of acceptance in EMEA in the first quarter of its fall, and after it."""


@dataclass
class Leads:
    """One row per lead; a time that is past the last day never came."""

    region: Ints
    segment: Ints
    source: Ints
    created: Ints
    campaign: Ints
    first: Ints
    first_channel: Ints
    mql: Ints
    assigned: Ints
    sal: Ints
    sql: Ints
    opened: Ints
    rejected: Ints
    worked: Ints
    owner: Ints
    account: Ints
    deal: Ints

    def __len__(self) -> int:
        """How many leads."""
        return len(self.region)

    @property
    def is_marketing(self) -> Flags:
        """Which leads a campaign brought."""
        return self.campaign >= 0


def make_leads(draw: Draw, count: int, accounts: Accounts, campaigns: Campaigns, users: Users) -> Leads:
    """As many leads with all that would happen to them; deals are given later."""
    region, segment, source = (
        draw.pick(REGION_SHARE, count),
        draw.pick(SEGMENT_SHARE, count),
        draw.pick(SOURCE_SHARE, count),
    )
    created = draw.at_work(days_by_region(draw, region), OFFSETS[region])
    created = np.clip(created, START + HOUR, END - HOUR)
    is_marketing = source < OUTBOUND
    found = campaigns.some(draw, np.minimum(source, SHOW + 3), region, created)
    created = np.where(source == SHOW, at_the_show(draw, campaigns.start[found], created), created)
    never = np.full(count, NEVER)
    nowhere = np.full(count, -1)
    leads = Leads(
        region,
        segment,
        source,
        created,
        np.where(is_marketing, found, -1),
        never.copy(),
        nowhere.copy(),
        never.copy(),
        never.copy(),
        never.copy(),
        never.copy(),
        never.copy(),
        never.copy(),
        never.copy(),
        users.seller_of(draw, region),
        np.where(draw.chance(0.45, count), accounts.some(draw, region, segment), -1),
        nowhere.copy(),
    )
    walk(draw, leads)
    hear_first(draw, leads)
    give_up(draw, leads)
    return leads


def at_the_show(draw: Draw, starts: Ints, created: Ints) -> Ints:
    """Leads of a trade show come in the days of the show, or from its list a little later."""
    shows = starts + 40 * DAY + created % DAY + (draw.share(len(starts)) ** 2 * 6).astype(np.int64) * DAY
    return np.where(draw.chance(0.7, len(starts)) & (shows < END), shows, created)


def acceptance(leads: Leads) -> Floats:
    """How likely sales is to accept each lead at the time it is qualified."""
    likely = TO_SAL[leads.source] * REGION_ACCEPTS[leads.region]
    quarter = quarter_of(leads.mql)
    falls = np.where(quarter >= FALL_BEGINS + 1, FALL[1], np.where(quarter == FALL_BEGINS, FALL[0], 1.0))
    return np.asarray(likely * np.where(leads.region == EMEA, falls, 1.0))


def walk(draw: Draw, leads: Leads) -> None:
    """Takes every lead as far as it gets."""
    count = len(leads)
    season = 1 + 0.05 * np.sin(month_of(leads.created) * 1.7)
    qualifies = draw.chance(TO_MQL[leads.source] * season, count)
    leads.mql = after(leads.created, draw.wait(np.where(draw.chance(0.3, count), 0.05, 5.0), 1.0, count), qualifies)
    leads.assigned = after(leads.mql, draw.wait(0.2, 1.2, count), qualifies)
    accepts = qualifies & draw.chance(acceptance(leads), count)
    leads.sal = after(leads.assigned, draw.wait(1.6, 0.9, count), accepts)
    leads.sql = after(leads.sal, draw.wait(8.0, 0.8, count), accepts & draw.chance(TO_SQL, count))
    leads.opened = after(leads.sql, draw.wait(4.5, 0.8, count), (leads.sql < NEVER) & draw.chance(TO_DEAL, count))
    refuses = qualifies & ~accepts & draw.chance(0.50, count)
    leads.rejected = after(leads.assigned, draw.wait(4.0, 1.0, count), refuses)
    works = accepts | (refuses & draw.chance(0.85, count)) | (qualifies & draw.chance(0.26, count))
    answered = leads.assigned + draw.wait(0.3, 1.4, count)
    decided = np.minimum(np.minimum(leads.sal, leads.rejected), NEVER)
    leads.worked = np.where(works, np.minimum(answered, np.maximum(decided, leads.assigned)), NEVER)


def give_up(draw: Draw, leads: Leads) -> None:
    """Lets most of those that got stuck be discarded in the end; those that sales never decided on wait for ever."""
    count = len(leads)
    stuck = [
        (leads.created, leads.mql >= NEVER, 0.74, 110.0),
        (leads.sal, (leads.sal < NEVER) & (leads.sql >= NEVER), 0.80, 36.0),
        (leads.sql, (leads.sql < NEVER) & (leads.opened >= NEVER), 0.84, 28.0),
    ]
    for since, rows, share, days in stuck:
        gone = rows & draw.chance(share, count)
        leads.rejected = np.where(gone, after(since, draw.wait(days, 0.7, count), gone), leads.rejected)


def after(start: Ints, wait: Ints, goes_on: Flags) -> Ints:
    """Start and wait where it goes on, else never."""
    return np.where(goes_on & (start < NEVER), start + wait, NEVER)


def hear_first(draw: Draw, leads: Leads) -> None:
    """Gives leads of marketing the moment and the channel by which they first heard of the company."""
    count = len(leads)
    early = leads.is_marketing & (leads.source != SYNDICATION)
    early &= draw.chance(0.5, count) | np.isin(leads.source, (WEBINAR, EMAIL))
    first = leads.created - draw.wait(24, 0.9, count)
    early &= first > START
    leads.first = np.where(early, first, np.where(leads.is_marketing, leads.created, NEVER))
    channel = np.where(early, draw.pick(FIRST_SHARE, count), leads.source)
    leads.first_channel = np.where(leads.is_marketing, channel, -1)
