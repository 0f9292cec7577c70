"""Sentences about campaigns: what they brought and cost, under every model at once."""

from collections.abc import Mapping, Sequence
from math import log1p
from typing import Any, NamedTuple

import polars as pl

from tandem.words.credit import UNTOUCHED
from tandem.words.figures import NONE, count, counted, money, times

Row = Mapping[str, Any]
MOST = 12
RETURN, MONEY = "return", "money"
TOGETHER = "Other channels"


class Cell(NamedTuple):
    """What one model says: as it is read, how deep it is coloured, 0..1 (None for quiet), and a note beneath it."""

    text: str
    depth: float | None
    note: str = ""


class Line(NamedTuple):
    """A campaign or channel with more about it, what it cost and what each model says of it."""

    name: str
    about: str
    spend: str
    cells: list[Cell]


def finding(campaigns: pl.DataFrame) -> str:
    """How many of those paid for return their spend under every model, under none, and under some."""
    if named(campaigns).is_empty():
        return "No touch of these deals names a campaign: export campaign members with their campaign."
    paid = named(campaigns).filter(pl.col("spend") > 0).unique(["campaign", "channel"])
    if paid.is_empty():
        return "No spend of the period is recorded by campaign: what each brought stands under Money."
    always, never = paid.filter(pl.col("lowest") > 0).height, paid.filter(pl.col("highest") <= 0).height
    rest = paid.height - always - never
    said = f"Of {counted(paid.height, 'campaign')} with spend, "
    said += f"{count(always)} {brings(always)} back more than was spent under every model"
    said += f", {count(never)} under none" if never else ""
    said += f"; for {count(rest)} it depends on the model." if rest else "."
    return f"{said} Spend that names no campaign is left out."


def brings(number: int) -> str:
    """The verb for so many campaigns."""
    return "brings" if number == 1 else "bring"


def named(campaigns: pl.DataFrame) -> pl.DataFrame:
    """The rows of campaigns that have a name: spend of a channel alone returns nothing to any of them."""
    return campaigns.filter(~pl.col("campaign").is_in(["(no campaign)", UNTOUCHED]))


def shown(campaigns: pl.DataFrame, way: str) -> pl.DataFrame:
    """One row per campaign and channel: those with the most spend, or with the most money under any model."""
    each = named(campaigns).group_by("campaign", "channel").agg(pl.col("spend").first(), pl.col("amount").max())
    if way == RETURN:
        each = each.filter(pl.col("spend") > 0).sort("spend", "campaign", descending=[True, False])
    return (each if way == RETURN else each.sort("amount", "campaign", descending=[True, False])).head(MOST)


def told_apart(campaigns: pl.DataFrame) -> pl.DataFrame:
    """The same with what is taken together as “Other channels” under the channel of the campaign, where it has one."""
    together = pl.col("channel") == TOGETHER
    own = campaigns.filter(~together).group_by("campaign").agg(own=pl.col("channel").unique())
    single = own.filter(pl.col("own").list.len() == 1).with_columns(pl.col("own").list.first())
    return (
        campaigns.join(single, on="campaign", how="left")
        .with_columns(channel=pl.when(together).then(pl.coalesce("own", "channel")).otherwise("channel"))
        .drop("own")
    )


def table(campaigns: pl.DataFrame, way: str, models: Sequence[str], currency: str) -> list[Line]:
    """The largest campaigns with their return, or their money, under each model."""
    campaigns = told_apart(campaigns)
    cells = {(row["campaign"], row["channel"], row["model"]): row for row in campaigns.to_dicts()}
    rows = shown(campaigns, way).to_dicts()
    kept = [cells.get((row["campaign"], row["channel"], model)) for row in rows for model in models]
    most = max([1e-9, *(size_of(cell, way) for cell in kept if cell)])
    return [
        Line(
            row["campaign"],
            row["channel"],
            money(row["spend"], currency),
            [cell_of(cells.get((row["campaign"], row["channel"], model)), way, most) for model in models],
        )
        for row in rows
    ]


def size_of(row: Row, way: str) -> float:
    """What a cell is coloured by: money as it is, return on a scale that shows small ones too."""
    if way == MONEY:
        return float(row["amount"])
    return log1p(max(0.0, row["roi"] or 0.0))


def cell_of(row: Row | None, way: str, most: float) -> Cell:
    """One cell: what brings nothing, or less than it cost, is quiet."""
    if row is None:
        return Cell(NONE, None)
    if way == MONEY:
        return Cell(money(row["amount"]), size_of(row, way) / most) if row["amount"] else Cell(NONE, None)
    return Cell(times(row["roi"]), size_of(row, way) / most if (row["roi"] or 0) > 0 else None)
