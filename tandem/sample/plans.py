"""What was promised, what was paid extra for, what a currency was worth: in Tandem's own columns."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from tandem.sample.company import REGION_SHARE, REGIONS
from tandem.sample.draw import Draw

QUARTERS = [(2023 + (3 + n) // 4, (3 + n) % 4 + 1) for n in range(13)]
"""Fiscal quarters from 2023Q4 to 2026Q4."""
PROMISES = (
    ("mql", 480.0, "marketing", "sales"),
    ("sal_rate", 0.7, "sales", "marketing"),
    ("sourced_share", 0.25, "marketing", "sales"),
    ("conversion", 0.03, "both", "both"),
    ("reach", 0.75, "both", "both"),
    ("velocity", 85.0, "both", "both"),
    ("return", 1.0, "both", "both"),
    ("bookings", 1_750_000.0, "sales", "company"),
)
GROWING = ("mql", "bookings")
RATES = {"EUR": 1.08, "GBP": 1.26}
FX_MONTHS = [date(2023 + (9 + n) // 12, (9 + n) % 12 + 1, 1) for n in range(51)]
"""From October 2023 to December 2027: open deals are expected to close after the last day."""


def target_rows(scale: float) -> pl.DataFrame:
    """Promises of both sides by quarter, for the company; qualified leads and bookings also by region."""
    rows = [
        (f"{year}Q{quarter}", metric, round(value * factor * share, 3), region, giver, receiver)
        for number, (year, quarter) in enumerate(QUARTERS)
        for metric, value, giver, receiver in PROMISES
        for factor in (scale * 1.03**number if metric in GROWING else 1.0,)
        for region, share in ((None, 1.0), *(zip(REGIONS, REGION_SHARE, strict=True) if metric in GROWING else ()))
    ]
    return pl.DataFrame(rows, schema=["quarter", "metric", "target", "region", "giver", "receiver"], orient="row")


def incentive_rows() -> pl.DataFrame:
    """Discounts and bonuses at the end of every quarter, and one contest."""
    rows: list[tuple[date, date, str, str, str | None]] = [
        (end - timedelta(days=13), end, f"Quarter-end discount {year}Q{quarter}", "discount", None)
        for year, quarter in QUARTERS[:-1]
        for end in (quarter_end(year, quarter),)
    ]
    rows += [
        (date(year, 11, 15), date(year, 12, 31), f"Year-end accelerator {year}", "commission", None)
        for year in (2023, 2024, 2025)
    ]
    rows.append((date(2026, 5, 4), date(2026, 6, 26), "Insight launch contest", "contest", "North America"))
    return pl.DataFrame(
        [(start.isoformat(), end.isoformat(), *rest) for start, end, *rest in rows],
        schema=["starts_on", "ends_on", "label", "kind", "region"],
        orient="row",
    )


def quarter_end(year: int, quarter: int) -> date:
    """Last day of a calendar quarter."""
    return date(year + quarter // 4, quarter * 3 % 12 + 1, 1) - timedelta(days=1)


def fx_rows(draw: Draw) -> pl.DataFrame:
    """Dollars per euro and pound; after the last day the rate of the plan stands still."""
    parts = []
    for currency, rate in RATES.items():
        steps = np.log(draw.around(1.0, 0.012, len(FX_MONTHS)))
        steps[38:] = 0.0
        values = np.round(rate * np.exp(np.cumsum(steps)), 4)
        parts.append(
            pl.DataFrame({"currency": currency, "month": [month.isoformat() for month in FX_MONTHS], "rate": values})
        )
    return pl.concat(parts)
