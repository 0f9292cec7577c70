"""What both sides spend: ad platforms day by day, everything else by month."""

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl

from tandem.sample.campaigns import Campaigns
from tandem.sample.clock import END, Floats, month_starts
from tandem.sample.company import CHANNELS, EMAIL, ORGANIC, PARTNER, REGION_SHARE, REGIONS, SHOW, SYNDICATION, WEBINAR
from tandem.sample.draw import Draw
from tandem.sample.files import Export, dates, money

DAY_SECONDS = 86_400
OTHER_SHARE = {ORGANIC: 0.16, WEBINAR: 0.14, SHOW: 0.29, EMAIL: 0.08, SYNDICATION: 0.24, PARTNER: 0.09}
MARKETING_MONTH, SALES_MONTH = 88_000.0, 185_000.0
"""Outside the ad platforms, in the middle of the three years, for the default company."""
GOOGLE_COLUMNS = (
    "Campaign status",
    "Campaign",
    "Campaign ID",
    "Day",
    "Currency code",
    "Cost",
    "Impr.",
    "Clicks",
    "Conversions",
    "Conv. value",
)


def ad_days(draw: Draw, campaigns: Campaigns, label: str, every: int) -> Iterator[tuple[int, int, float]]:
    """Campaign, first second of the day and cost of every day on which a campaign with that label ran."""
    named = [number for number, name in enumerate(campaigns.name) if name.startswith(label)]
    for number in named:
        start, end = int(campaigns.start[number]), min(int(campaigns.end[number]), END - DAY_SECONDS)
        days = list(range(start, end + 1, DAY_SECONDS * every))
        rough = draw.around(1.0, 0.25, len(days))
        weekend = np.array([0.6 if (day // DAY_SECONDS + 3) % 7 >= 5 and every == 1 else 1.0 for day in days])
        costs = rough * weekend / (rough * weekend).sum() * campaigns.cost[number]
        yield from zip([number] * len(days), days, np.round(costs, 2).tolist(), strict=True)


def named_days(draw: Draw, campaigns: Campaigns, label: str, every: int) -> tuple[pl.DataFrame, Floats]:
    """The days of a platform with campaign name, number and day, and what they cost."""
    rows = list(ad_days(draw, campaigns, label, every))
    cost = np.array([row[2] for row in rows])
    frame = pl.DataFrame(
        {
            "name": [campaigns.name[row[0]] for row in rows],
            "number": [20_100_000_000 + row[0] * 7_919 for row in rows],
            "day": dates(np.array([row[1] for row in rows])),
            "impressions": (cost * draw.around(42, 0.2, len(rows))).astype(np.int64),
            "clicks": (cost / draw.around(4.5, 0.2, len(rows))).astype(np.int64),
            "conversions": (cost / draw.around(170, 0.3, len(rows))).astype(np.int64),
        }
    )
    return frame, cost


def write_google(export: Export, draw: Draw, campaigns: Campaigns) -> None:
    """Google Ads as “Excel .csv”: UTF-16, tabs, a title, thousands commas, totals at the end."""
    frame, cost = named_days(draw, campaigns, "Google", 1)
    lines = ["Campaign report", "November 1, 2023 - October 31, 2026", "\t".join(GOOGLE_COLUMNS)]
    for (name, number, day, impressions, clicks, conversions), spent in zip(frame.iter_rows(), cost, strict=True):
        counts = f"{impressions:,}\t{clicks:,}\t{conversions}\t{conversions * 55:,}.00"
        lines.append(f"Enabled\t{name}\t{number}\t{day}\tUSD\t{spent:,.2f}\t{counts}")
    clicks, impressions, conversions = (int(frame[name].sum()) for name in ("clicks", "impressions", "conversions"))
    total = f"USD\t{cost.sum():,.2f}\t{impressions:,}\t{clicks:,}\t{conversions:,}\t{conversions * 55:,}.00"
    lines += [f"Total: Campaigns\t--\t--\t--\t{total}", f"Total: Account\t--\t--\t--\t{total}"]
    export.text("\ufeff" + "\n".join(lines) + "\n", "utf-16-le")


def write_linkedin(export: Export, draw: Draw, campaigns: Campaigns) -> None:
    """LinkedIn's campaign performance report, with American dates, week by week."""
    frame, cost = named_days(draw, campaigns, "LinkedIn", 7)
    export.text("Campaign Performance Report (in UTC)\nReport Start: 11/1/2023\nReport End: 10/31/2026\n\n")
    american = frame["day"].str.to_date().dt.strftime("%-m/%-d/%Y")
    export.rows(
        pl.DataFrame(
            {
                "Start Date (in UTC)": american,
                "Account Name": pl.repeat("Kestrelworks", frame.height, eager=True),
                "Campaign Name": frame["name"],
                "Campaign ID": frame["number"],
                "Currency": pl.repeat("USD", frame.height, eager=True),
                "Total Spent": money(cost),
                "Impressions": frame["impressions"],
                "Clicks": frame["clicks"],
            }
        )
    )


def write_meta(export: Export, draw: Draw, campaigns: Campaigns) -> None:
    """Meta's export: byte-order mark, the currency in the header."""
    frame, cost = named_days(draw, campaigns, "Meta", 7)
    export.text("\ufeff")
    export.rows(
        pl.DataFrame(
            {
                "Reporting starts": frame["day"],
                "Reporting ends": frame["day"],
                "Day": frame["day"],
                "Campaign name": frame["name"],
                "Campaign ID": frame["number"],
                "Amount spent (USD)": money(cost),
                "Impressions": frame["impressions"],
                "Link clicks": frame["clicks"],
            }
        )
    )


def monthly(draw: Draw, amount: float, growth: float, season: Floats) -> Floats:
    """36 monthly amounts around `amount`, growing by `growth` over the three years."""
    months = np.arange(36)
    return np.asarray(amount * growth ** (months / 36 - 0.5) * season[(months + 10) % 12] * draw.around(1.0, 0.05, 36))


def other_marketing(draw: Draw, scale: float) -> pl.DataFrame:
    """Marketing outside the ad platforms, by month, channel and region, in Tandem's own columns."""
    season = np.array([1.0, 1.0, 1.15, 1.0, 1.1, 1.0, 0.8, 0.7, 1.25, 1.2, 1.0, 0.8])
    cells = [(channel, region) for channel in OTHER_SHARE for region in range(len(REGIONS))]
    rows = [
        (month.isoformat(), round(amount, 2), "USD", "marketing", CHANNELS[channel], REGIONS[region])
        for channel, region in cells
        for month, amount in zip(
            month_starts(),
            monthly(draw, MARKETING_MONTH * scale * OTHER_SHARE[channel] * REGION_SHARE[region], 1.35, season).tolist(),
            strict=True,
        )
    ]
    return spend_frame(rows)


def sales_spend(draw: Draw, scale: float) -> pl.DataFrame:
    """What the sales department costs, by month and region, in Tandem's own columns."""
    season = np.array([1.0, 1.0, 1.05, 1.0, 1.0, 1.05, 1.0, 0.98, 1.05, 1.0, 1.0, 1.12])
    rows = [
        (month.isoformat(), round(amount, 2), "USD", "sales", None, region)
        for region, share in zip(REGIONS, REGION_SHARE, strict=True)
        for month, amount in zip(
            month_starts(), monthly(draw, SALES_MONTH * scale * share, 1.4, season).tolist(), strict=True
        )
    ]
    return spend_frame(rows)


def spend_frame(rows: Sequence[tuple[str, float, str, str, str | None, str]]) -> pl.DataFrame:
    """Rows of spend, month by month."""
    frame = pl.DataFrame(rows, schema=["month", "amount", "currency", "side", "channel", "region"], orient="row")
    ordered = frame.sort("month", maintain_order=True)
    return ordered.with_columns(money(ordered["amount"].to_numpy()).alias("amount"))


ADS = {"google_ads.csv": write_google, "linkedin_ads.csv": write_linkedin, "meta_ads.csv": write_meta}
