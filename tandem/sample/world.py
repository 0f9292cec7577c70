"""Who and what is there before anybody buys: users, accounts, campaigns."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from tandem.sample.clock import DAY, END, HOUR, START, Flags, Floats, Ints, month_of, seconds
from tandem.sample.company import (
    CHANNELS, EMAIL, ORGANIC, PARTNER, REGION_SHARE, REGIONS, SEARCH, SEGMENT_SHARE, SEGMENTS, SHOW, SOCIAL, SYNDICATION, WEBINAR,
)
from tandem.sample.draw import Draw

MONTHS = 36
FIRST_MONTH = (2023 - 1970) * 12 + 10
SELLERS_PER_REGION = (14, 9, 6, 6, 4)
SELLERS_WITHOUT_REGION = 3
MARKETERS = 18


@dataclass(frozen=True)
class Users:
    """Sellers by region first, then sellers without one, then marketers."""

    region: Ints
    is_seller: Flags

    def seller_of(self, draw: Draw, regions: Ints) -> Ints:
        """A seller for each row, of its region; now and then one of the sellers for global accounts."""
        starts = np.cumsum((0, *SELLERS_PER_REGION))
        sizes = np.array(SELLERS_PER_REGION)
        skill = draw.share(len(regions)) ** 1.4
        own = starts[regions] + (skill * sizes[regions]).astype(np.int64)
        roaming = starts[-1] + draw.whole(0, SELLERS_WITHOUT_REGION, len(regions))
        return np.where(draw.chance(0.05, len(regions)), roaming, own)


def make_users() -> Users:
    """The 60 people who log in."""
    regions = np.repeat(np.arange(len(REGIONS)), SELLERS_PER_REGION)
    others = np.full(SELLERS_WITHOUT_REGION + MARKETERS, -1)
    sellers = len(regions) + SELLERS_WITHOUT_REGION
    return Users(np.concatenate([regions, others]).astype(np.int64), np.arange(len(regions) + len(others)) < sellers)


@dataclass(frozen=True)
class Accounts:
    """Companies that are known by name."""

    region: Ints
    segment: Ints
    is_customer: Flags
    is_target: Flags
    created: Ints

    def some(self, draw: Draw, regions: Ints, segments: Ints, *, customers: bool = False) -> Ints:
        """An account for each row, of its region and segment, of customers only if wished."""
        found = np.empty(len(regions), dtype=np.int64)
        for cell in range(len(REGIONS) * len(SEGMENTS)):
            wanted = (self.region * len(SEGMENTS) + self.segment == cell) & (self.is_customer | (not customers))
            rows = regions * len(SEGMENTS) + segments == cell
            pool = np.flatnonzero(wanted) if wanted.any() else np.arange(len(self.region))
            found[rows] = pool[(draw.share(int(rows.sum())) ** 1.25 * len(pool)).astype(np.int64)]
        return found


def make_accounts(draw: Draw, count: int) -> Accounts:
    """As many accounts, a quarter of them targets, two fifths of them customers already."""
    segment = draw.pick(SEGMENT_SHARE, count)
    wanted = np.array([0.48, 0.26, 0.12])[segment]
    created = START - draw.wait(300, 0.8, count)
    return Accounts(
        draw.pick(REGION_SHARE, count), segment, draw.chance(0.4, count), draw.chance(wanted, count), created
    )


@dataclass(frozen=True)
class Campaigns:
    """Campaigns, and which of them run in a month for a channel and region."""

    name: list[str]
    channel: Ints
    start: Ints
    end: Ints
    budget: Floats
    cost: Floats
    flat: Ints
    begin: Ints
    size: Ints

    def some(self, draw: Draw, channels: Ints, regions: Ints, times: Ints) -> Ints:
        """A campaign for each row that runs for its channel and region in its month."""
        months = np.clip(month_of(times) - FIRST_MONTH, 0, MONTHS - 1)
        cell = (channels * len(REGIONS) + regions) * MONTHS + months
        return self.flat[self.begin[cell] + (draw.share(len(cell)) * self.size[cell]).astype(np.int64)]


@dataclass(frozen=True)
class Series:
    """Campaigns of one channel that come back every so many months."""

    channel: int
    every: int
    lasts: int
    label: str
    regional: bool = True


SERIES = (
    Series(ORGANIC, 12, 12, "Website and blog"),
    Series(SEARCH, 12, 12, "Google | Brand"), Series(SEARCH, 12, 12, "Google | Planning software"),
    Series(SOCIAL, 6, 6, "LinkedIn | Decision makers"), Series(SOCIAL, 6, 6, "Meta | Retargeting"),
    Series(WEBINAR, 1, 1, "Webinar: Planning in practice", regional=False), Series(WEBINAR, 3, 3, "Customer webinar"),
    Series(SHOW, 4, 4, "Supply & Finance Expo"), Series(SHOW, 12, 12, "Kestrelworks Summit"),
    Series(EMAIL, 3, 3, "Newsletter", regional=False), Series(EMAIL, 6, 6, "Nurture"),
    Series(SYNDICATION, 6, 6, "Syndicated guides"),
    Series(PARTNER, 6, 6, "Partner day"),
)


def month_date(month: int) -> date:
    """First day of that month of the three years; 36 is the month after them."""
    return date(2023 + (10 + month) // 12, (10 + month) % 12 + 1, 1)


def make_campaigns(draw: Draw, scale: float) -> Campaigns:
    """All campaigns of the three years, costing `scale` times what the default company spends."""
    rows = [
        (series, region, month)
        for series in SERIES
        for month in range(0, MONTHS, series.every)
        for region in (range(len(REGIONS)) if series.regional else (-1,))
    ]
    cells: list[list[int]] = [[] for _ in range(len(CHANNELS) * len(REGIONS) * MONTHS)]
    for number, (series, region, month) in enumerate(rows):
        for place in range(len(REGIONS)) if region < 0 else (region,):
            for running in range(month, min(month + series.lasts, MONTHS)):
                cells[(series.channel * len(REGIONS) + place) * MONTHS + running].append(number)
    sizes = np.array([len(cell) for cell in cells])
    budget = campaign_budgets(draw, rows, scale)
    return Campaigns(
        name=[campaign_name(series, region, month) for series, region, month in rows],
        channel=np.array([series.channel for series, _, _ in rows]),
        start=np.array([seconds(month_date(month)) for _, _, month in rows]),
        end=np.array([min(seconds(month_date(month + series.lasts)), END) - HOUR for series, _, month in rows]) // DAY * DAY,
        budget=budget, cost=np.round(budget * draw.around(0.98, 0.12, len(rows)), 2),
        flat=np.array([number for cell in cells for number in cell]), begin=np.cumsum(sizes) - sizes, size=sizes,
    )


def campaign_name(series: Series, region: int, month: int) -> str:
    """What the campaign is called in every system."""
    day = month_date(month)
    place = REGIONS[region] if region >= 0 else "Global"
    return f"{series.label} | {place} | {day:%Y}" + (f"-{day:%m}" if series.every < 12 else "")


MONTHLY_COST = (400, 2_600, 1_500, 1_900, 2_900, 700, 2_100, 900)
"""What one campaign of a channel costs a month in a region of average size."""


def campaign_budgets(draw: Draw, rows: list[tuple[Series, int, int]], scale: float) -> Floats:
    """Budgeted cost of each campaign."""
    size = np.array([REGION_SHARE[region] * 5 if region >= 0 else 2.0 for _, region, _ in rows])
    months = np.array([series.lasts for series, _, _ in rows])
    base = np.array([MONTHLY_COST[series.channel] for series, _, _ in rows])
    return np.asarray(np.round(base * size * months * scale * draw.around(1.0, 0.1, len(rows)), -2))
