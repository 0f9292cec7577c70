"""Whom we reach, in sentences: the engaged share, who engaged, where least, how deep the buying group is."""

from typing import Any

import polars as pl

from tandem.domain import Quarter
from tandem.words.changes import Turn, change
from tandem.words.figures import FEWEST, NONE, TOO_FEW, count, counted, interval, money, percent, share
from tandem.words.safe import in_chart
from tandem.words.stamps import day

Row = dict[str, Any]
SIDES = {
    "both": "Both sides",
    "marketing": "Marketing only",
    "sales": "Sales only",
    "partner": "Partner only",
    "nobody": "Nobody",
}
STATES = {"open": "Open deals", "won": "Won deals"}
SHORT_LIST = 8
CELL_NUMBERS = ("Targets", "Engaged", "Share")
WHITE_NUMBERS = ("Open pipeline",)


def finding(headline: Row, sides: pl.DataFrame) -> str:
    """The engaged share of target accounts, its movement, and how many nobody reached."""
    targets, missed = int(sides.get_column("accounts").sum()), accounts_of(sides, "nobody")
    if headline["value"] is None or not targets:
        return "No target accounts to reach"
    if targets < FEWEST:
        return f"We engaged {count(targets - missed)} of {accounts(targets)}: {TOO_FEW} as a share"
    moved = change(headline["value"], headline["previous"], "ratio")
    said = f", {moved.spoken()}" if moved.turn is not Turn.UNKNOWN else ""
    return f"We engaged {percent(headline['value'])} of target accounts{said}; {reached_nobody(missed)}"


def bars(quarter: Quarter | None) -> dict[str, str]:
    """The bars of the page and the column of each: the quarter, the one before, the same of the year before."""
    if quarter is None:
        return {"All time": "share"}
    return {str(quarter): "share", str(quarter.previous): "previous", str(quarter.year_ago): "year_ago"}


def accounts_of(sides: pl.DataFrame, name: str) -> int:
    """How many target accounts stand in one class."""
    return int(sides.filter(pl.col("engaged_by") == name).get_column("accounts").sum())


def accounts(number: int) -> str:
    """A number of target accounts, as “1 target account”."""
    return counted(number, "target account")


def reached_nobody(missed: int) -> str:
    """How many nobody reached, as a clause."""
    return f"nobody reached {count(missed)}" if missed else "every one was reached"


def overlap(sides: pl.DataFrame) -> str:
    """How far the two sides reach the same accounts."""
    shares = dict(sides.select("engaged_by", "share").rows())
    if shares.get("both") is None:
        return "No target accounts fall under these filters."
    targets = int(sides.get_column("accounts").sum())
    if targets < FEWEST:
        both, marketing, sales = (count(accounts_of(sides, name)) for name in ("both", "marketing", "sales"))
        alone = f"marketing alone {marketing}, sales alone {sales}"
        return f"Of {accounts(targets)} both sides reached {both}, {alone}: {TOO_FEW} as shares."
    alone = f"marketing alone {percent(shares.get('marketing'))}, sales alone {percent(shares.get('sales'))}"
    return f"Both sides reached {percent(shares['both'])}, {alone}."


def told(sides: pl.DataFrame) -> str:
    """Every class with its share and count, for those who do not see the bar."""
    rows = sides.to_dicts()
    return "; ".join(f"{SIDES[row['engaged_by']]}: {percent(row['share'])}, {count(row['accounts'])}" for row in rows)


def cell(row: Row | None) -> str:
    """What hovering over a cell of the map says."""
    if row is None:
        return ""
    said = share(row["engaged"], row["targets"], row["share"])
    return (
        f"{in_chart(row['region'])}, {in_chart(row['segment'])}: {said}, {row['engaged']} of {row['targets']} engaged"
    )


def lowest(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells with enough targets to say, the least engaged first."""
    return cells.filter(pl.col("targets") >= FEWEST).sort("share", "region", "segment")


def least(cells: pl.DataFrame) -> str:
    """Where the engaged share is lowest, in a sentence."""
    rows = lowest(cells)
    if rows.is_empty():
        return "No region and segment has ten target accounts: too few to say."
    row = rows.row(0, named=True)
    between = interval(row["low"], row["high"], "ratio")
    return f"Lowest in {row['region']}, {row['segment']}: {percent(row['share'])} ({between})."


def behind(cells: pl.DataFrame) -> str:
    """How many regions and segments are surely less engaged than the best one, in a sentence."""
    rows = lowest(cells)
    if rows.is_empty():
        return "Only regions and segments with ten target accounts are judged; there is none."
    best = rows.sort("share", "region", "segment").row(-1, named=True)
    surely = rows.filter(pl.col("high") < best["low"]).height
    named = f"{best['region']}, {best['segment']} ({percent(best['share'])})"
    if not surely:
        return f"None of those with ten target accounts is surely below the best, {named}: the intervals overlap."
    of = f"{count(surely)} of {count(rows.height)} with ten target accounts"
    return f"Surely below the best, {named}: {of}."


def cell_table(cells: pl.DataFrame) -> list[dict[str, str]]:
    """The least engaged cells, a readable row each."""
    return [
        {
            "Region": row["region"],
            "Segment": row["segment"],
            "Targets": count(row["targets"]),
            "Engaged": count(row["engaged"]),
            "Share": percent(row["share"]),
            "95 % interval": interval(row["low"], row["high"], "ratio"),
        }
        for row in lowest(cells).head(SHORT_LIST).to_dicts()
    ]


def white(space: pl.DataFrame, currency: str) -> str:
    """How many target accounts nobody reached, and what is open with them."""
    if space.is_empty():
        return "Every target account was reached."
    with_deals = space.filter(pl.col("open_deals") > 0)
    said = f"Nobody reached {accounts(space.height)}"
    if with_deals.is_empty():
        return f"{said}; {'it has no' if space.height == 1 else 'none has an'} open deal."
    if space.height == 1:
        return f"{said}; it has open deals over {money(float(with_deals.get_column('open_amount').sum()), currency)}."
    has = "has an open deal" if with_deals.height == 1 else "have open deals"
    over = money(float(with_deals.get_column("open_amount").sum()), currency)
    return f"{said}; {count(with_deals.height)} of them {has}, over {over}."


def white_table(space: pl.DataFrame, currency: str) -> list[dict[str, str]]:
    """The first accounts that nobody reached, a readable row each."""
    return [
        {
            "Account": row["name"] or row["account_id"],
            "Region": row["region"],
            "Segment": row["segment"],
            "Open pipeline": money(row["open_amount"], currency) if row["open_deals"] else NONE,
            "Last touch": day(row["last_touch_on"]) if row["last_touch_on"] else "never",
        }
        for row in space.head(SHORT_LIST).to_dicts()
    ]


def depth(summary: pl.DataFrame) -> str:
    """How many people are on open deals against won ones, in a sentence."""
    rows = {row["state"]: row for row in summary.to_dicts() if row["deals"]}
    if not rows:
        return "No deal is open and none was won."
    if any(row["deals"] < FEWEST for row in rows.values()):
        number = {row["state"]: row["deals"] for row in summary.to_dicts()}
        kinds = " and ".join(counted(number.get(state, 0), f"{state} deal") for state in ("open", "won"))
        return f"{kinds}: {TOO_FEW} how many people are on them."
    said = [f"{percent(row['alone_share'])} of {state} deals" for state, row in rows.items()]
    return f"One person or none on {' and on '.join(said)}."
