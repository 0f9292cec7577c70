"""The pipeline's velocity in sentences: what it yields a day, its four drivers, and what moved it."""

from collections.abc import Iterable
from typing import Any

import polars as pl

from tandem.words.changes import change
from tandem.words.figures import FEWEST, MINUS, NONE, TOO_FEW, count, counted, days, money, percent
from tandem.words.names import ALL_TIME

Row = dict[str, Any]
DRIVERS = {
    "opportunities": "Deals closed",
    "win_rate": "Win rate",
    "mean_won_amount": "Mean won deal",
    "median_cycle_days": "Median cycle",
}
NO_DRIVERS = "Choose a quarter to see what moved it: all quarters together have none before them."


def a_day(amount: float | None, currency: str) -> str:
    """An amount for each day, as “USD 48.6 k a day”."""
    return NONE if amount is None else f"{money(amount, currency)} a day"


def flow(periods: pl.DataFrame, against: str, currency: str) -> str:
    """The pipeline's velocity and its change against another period (previous or year_ago)."""
    rows = {row["period"]: row for row in periods.to_dicts()}
    now, then = rows.get("asked", {}), rows.get(against, {})
    velocity = now.get("velocity")
    if now.get("quarter") == ALL_TIME:
        return "What the pipeline yields a day is said of one quarter’s deals, not of all quarters together."
    if velocity is None:
        return "Nothing was won in this period: the pipeline has no velocity to say."
    if now["opportunities"] < FEWEST:
        return f"{counted(now['opportunities'], 'deal')} closed: {TOO_FEW} how fast the pipeline flows."
    return f"The pipeline yields {a_day(velocity, currency)}{on_then(velocity, then)}."


def on_then(velocity: float, then: Row) -> str:
    """The change of the velocity on another quarter, as the end of a sentence; that too few deals closed in it."""
    if then.get("velocity") is None:
        return ""
    if then["opportunities"] < FEWEST:
        return f"; too few deals closed in {then['quarter']} to compare with"
    return f", {change(velocity, then['velocity'], 'money').spoken()} on {then['quarter']}"


def comparable(periods: pl.DataFrame, against: str) -> str:
    """Why the velocity of two quarters cannot be set against each other; empty where it can."""
    rows = {row["period"]: row for row in periods.to_dicts()}
    if rows.get("asked", {}).get("quarter") == ALL_TIME:
        return NO_DRIVERS
    pair = [rows.get(period, {}) for period in ("asked", against)]
    if any(row.get("velocity") is None or row["opportunities"] < FEWEST for row in pair):
        return f"Too few deals closed in one of the two quarters: {TOO_FEW} what moved it."
    return ""


FLOW_NUMBERS = ("Deals closed", "Win rate", "Mean won deal", "Median cycle", "A day")


def flow_table(periods: pl.DataFrame, currency: str) -> list[dict[str, str]]:
    """The pipeline's velocity and its four drivers in the quarter, the one before and a year before, a row each."""
    return [
        {
            "Quarter": "All quarters" if row["quarter"] == ALL_TIME else row["quarter"],
            "Deals closed": count(row["opportunities"]),
            "Win rate": percent(row["win_rate"]) if row["opportunities"] >= FEWEST else TOO_FEW,
            "Mean won deal": money(row["mean_won_amount"], currency),
            "Median cycle": days(row["median_cycle_days"]),
            "A day": yields(row, currency),
        }
        for row in periods.to_dicts()
        if row["opportunities"]
    ]


def yields(row: Row, currency: str) -> str:
    """What the pipeline yields a day in a row of the table: not from too few deals, nor of all quarters together."""
    if row["quarter"] == ALL_TIME:
        return NONE
    return money(row["velocity"], currency) if row["opportunities"] >= FEWEST else TOO_FEW


def driver(row: Row, column: str, currency: str) -> str:
    """What a driver was or is, in its unit."""
    value = row[column]
    match row["driver"]:
        case "win_rate":
            return percent(value)
        case "mean_won_amount":
            return money(value, currency)
        case "median_cycle_days":
            return days(value)
        case _:
            return count(value)


def part(amount: float, currency: str) -> str:
    """A part of a change with its sign, as “+USD 8.8 k”; no change where it rounds to nothing."""
    if abs(amount) < 0.5:
        return "no change"
    return f"{MINUS if amount < 0 else '+'}{money(abs(amount), currency)}"


def told(parts: Iterable[Any]) -> str:
    """Drivers with their parts, in one sentence for those who do not see the bars."""
    return "; ".join(f"{one.name} {one.said}, {one.was_and_is}" for one in parts) + "."
