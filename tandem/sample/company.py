"""Kestrelworks, a maker of planning software that does not exist: where it sells, to whom, through what."""

import numpy as np

from tandem.sample.clock import DAYS, START, Floats, Ints, month_of, quarter_number, quarter_of
from tandem.sample.draw import Draw

COMPANY = "Kestrelworks"
REGIONS = ("North America", "EMEA", "DACH", "APAC", "LATAM")
REGION_SHARE = (0.38, 0.24, 0.14, 0.16, 0.08)
REGION_GROWTH = (1.35, 1.30, 1.15, 1.95, 1.55)
"""Leads at the end of the three years for one at their start."""
OFFSETS = np.array([-6, 0, 1, 8, -4], dtype=np.int64)
"""Hours ahead of UTC."""
EMEA = 1
SEGMENTS = ("Enterprise", "Mid-market", "SMB")
SEGMENT_SHARE = (0.20, 0.35, 0.45)
EMPLOYEES = np.array([5200.0, 620.0, 75.0])

CHANNELS = (
    "Organic search",
    "Paid search",
    "Paid social",
    "Webinar",
    "Trade show",
    "Email",
    "Content syndication",
    "Partner event",
)
ORGANIC, SEARCH, SOCIAL, WEBINAR, SHOW, EMAIL, SYNDICATION, PARTNER = range(8)
SOURCES = (*CHANNELS[:7], "Partner referral", "Outbound", "Account executive", None)
"""Lead sources; the first eight belong to the channel of the same position."""
OUTBOUND, EXECUTIVE, NO_SOURCE = 8, 9, 10
SOURCE_SHARE = (0.16, 0.14, 0.10, 0.11, 0.08, 0.06, 0.15, 0.05, 0.09, 0.03, 0.03)
FIRST_SHARE = (0.17, 0.15, 0.17, 0.01, 0.10, 0.01, 0.36, 0.03)
"""Channels that find people whom nobody knew."""
MIDDLE_SHARE = (0.12, 0.10, 0.12, 0.14, 0.06, 0.38, 0.04, 0.04)
LAST_SHARE = (0.15, 0.14, 0.07, 0.42, 0.08, 0.10, 0.0, 0.04)
"""Channels that people meet in the days before a deal is opened."""

PRODUCTS = ("Plan", "Forecast", "Allocate", "Insight")
PRODUCT_SHARE = (0.42, 0.28, 0.18, 0.12)
MONTH_SEASON = np.array([1.08, 1.05, 1.12, 0.98, 1.02, 1.0, 0.86, 0.78, 1.14, 1.16, 1.08, 0.73])
WEEKDAY_SEASON = np.array([1.0, 1.15, 1.12, 1.05, 0.82, 0.09, 0.07])
FALL_BEGINS = quarter_number(2026, 2)


def daily_weights(draw: Draw, growth: float, unrest: float) -> Floats:
    """How much happens on each day of the three years: growth, season, weekday and quarters that differ by `unrest`."""
    times = START + np.arange(DAYS, dtype=np.int64) * 86_400
    quarters = quarter_of(times) - quarter_of(times[:1])
    rough = draw.around(1.0, unrest, 16)[quarters]
    trend = growth ** (np.arange(DAYS) / DAYS)
    return np.asarray(trend * rough * MONTH_SEASON[month_of(times) % 12] * WEEKDAY_SEASON[(times // 86_400 + 3) % 7])


def days_by_region(draw: Draw, regions: Ints) -> Ints:
    """A day for each row, as busy as its region is then."""
    times = np.full(len(regions), START, dtype=np.int64)
    for region, growth in enumerate(REGION_GROWTH):
        rows = regions == region
        times[rows] += draw.pick(daily_weights(draw, growth, 0.07), int(rows.sum())) * 86_400
    return times
