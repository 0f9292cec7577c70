"""Campaigns: what marketing runs, where and when."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from tandem.sample.clock import DAY, END, HOUR, Floats, Ints, month_of, seconds
from tandem.sample.company import (
    CHANNELS,
    EMAIL,
    ORGANIC,
    PARTNER,
    REGION_SHARE,
    REGIONS,
    SEARCH,
    SHOW,
    SOCIAL,
    SYNDICATION,
    WEBINAR,
)
from tandem.sample.draw import Draw

MONTHS = 36
FIRST_MONTH = (2023 - 1970) * 12 + 10


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
        place = self.begin[cell] + (draw.share(len(cell)) * self.size[cell]).astype(np.int64)
        return np.asarray(self.flat[place])


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
    Series(SEARCH, 12, 12, "Google | Brand"),
    Series(SEARCH, 12, 12, "Google | Planning software"),
    Series(SOCIAL, 6, 6, "LinkedIn | Decision makers"),
    Series(SOCIAL, 6, 6, "Meta | Retargeting"),
    Series(WEBINAR, 1, 1, "Webinar: Planning in practice", regional=False),
    Series(WEBINAR, 3, 3, "Customer webinar"),
    Series(SHOW, 4, 4, "Supply & Finance Expo"),
    Series(SHOW, 12, 12, "Kestrelworks Summit"),
    Series(EMAIL, 3, 3, "Newsletter", regional=False),
    Series(EMAIL, 6, 6, "Nurture"),
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
        end=np.array([min(seconds(month_date(month + series.lasts)), END) - HOUR for series, _, month in rows])
        // DAY
        * DAY,
        budget=budget,
        cost=np.round(budget * draw.around(0.98, 0.12, len(rows)), 2),
        flat=np.array([number for cell in cells for number in cell]),
        begin=np.cumsum(sizes) - sizes,
        size=sizes,
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
