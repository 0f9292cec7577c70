"""How fast, in sentences: the way from lead to won, the slowest step, stuck deals, the pipeline's velocity."""

from typing import Any

import polars as pl

from tandem.words.changes import Turn, change
from tandem.words.figures import FEWEST, NONE, SPACE, TOO_FEW, count, counted, days, money, percent
from tandem.words.names import stage, step
from tandem.words.stamps import day

Row = dict[str, Any]
BANDS = {"usual": "as usual", "slow": "slow (over P75)", "stuck": "stuck (over P90)", "unknown": "not known"}
NUMBERS = ("Amount", "Days there", "Nine in ten leave within")
SHORT_LIST = 8


def of(frame: pl.DataFrame, process: str) -> pl.DataFrame:
    """The rows of one process: the joint funnel or sales's own stages."""
    return frame.filter(pl.col("process") == process)


def finding(headline: Row, stuck: pl.DataFrame, currency: str) -> str:
    """How long won deals took from lead to won, how that moved, and what is stuck."""
    return f"{won_in(headline)}; {stuck_deals(stuck, currency)}"


def won_in(headline: Row) -> str:
    """The median way from lead to won and its movement, as “Lead to won takes 97 days, up 4 days”."""
    if headline["value"] is None:
        return "No lead was won in this period"
    if headline["records"] < FEWEST:
        return f"{deals(headline['records'])} won from leads: {TOO_FEW} how fast"
    moved = change(headline["value"], headline["previous"], "days", lower_is_better=True)
    said = f", {moved.spoken()}" if moved.turn is not Turn.UNKNOWN else ""
    return f"Lead to won takes {days(headline['value'])}{said}"


def deals(number: int) -> str:
    """A number of deals, as “1 deal” or “12 deals”."""
    return counted(number, "deal")


def stuck_deals(stuck: pl.DataFrame, currency: str) -> str:
    """How many deals are stuck and over how much, as a clause."""
    if stuck.is_empty():
        return "no deal is stuck"
    over = money(float(stuck.get_column("amount").sum()), currency)
    return f"{deals(stuck.height)} over {over} {'is' if stuck.height == 1 else 'are'} stuck"


def slowest(summary: pl.DataFrame) -> str | None:
    """The stage from which moving on takes longest: where half never do, else the one with the longest median."""
    rows = [row for row in summary.to_dicts() if row["entered"] >= FEWEST]
    return max(rows, key=days_to_half, default={}).get("stage")


def days_to_half(row: Row) -> float:
    """Days until half have moved on; endless where they never do: only to find the slowest."""
    return float("inf") if row["median_days"] is None else float(row["median_days"])


def half(row: Row) -> str:
    """When half of those who entered a stage have moved on, in a few words."""
    if row["entered"] < FEWEST:
        return TOO_FEW
    return "half never do" if row["median_days"] is None else f"half in {days(row['median_days'])}"


def curves(summary: pl.DataFrame) -> str:
    """The slowest step in a sentence."""
    found = slowest(summary)
    if found is None:
        return "Too few records to say how long each step takes."
    row = summary.row(by_predicate=pl.col("stage") == found, named=True)
    if row["median_days"] is None:
        quarter = "" if row["p25_days"] is None else f"; a quarter do within {days(row['p25_days'])}"
        return f"{step(found)}: fewer than half ever move on{quarter}."
    return f"{step(found)} is the slowest step: half move on within {days(row['median_days'])}."


QUARTILE_NUMBERS = ("Entered", "A quarter within", "Half within", "Three quarters within")


def quartile_table(summary: pl.DataFrame) -> list[dict[str, str]]:
    """When a quarter, half and three quarters of those who entered have moved on, a readable row per step."""
    return [
        {
            "Step": step(row["stage"]),
            "Entered": count(row["entered"]),
            **dict(zip(QUARTILE_NUMBERS[1:], quartiles(row), strict=True)),
        }
        for row in summary.to_dicts()
    ]


def quartiles(row: Row) -> list[str]:
    """The three quartiles of a step in days; “never” where the curve does not come so far."""
    if row["entered"] < FEWEST:
        return [TOO_FEW] * 3
    return ["never" if row[name] is None else days(row[name]) for name in ("p25_days", "median_days", "p75_days")]


def medians(summary: pl.DataFrame) -> str:
    """Every step with its median, in one sentence for those who do not see the curves."""
    return "; ".join(f"{step(row['stage'])}: {half(row)}" for row in summary.to_dicts()) + "."


def longest_stay(stays: pl.DataFrame) -> str:
    """The stage in which records stay longest, in a sentence."""
    known = stays.filter((pl.col("stays") >= FEWEST) & pl.col("median_days").is_not_null()).sort("median_days", "stage")
    if known.is_empty():
        return f"Too few stays ended in these four quarters: {TOO_FEW}."
    row = known.row(-1, named=True)
    half, most = days(row["median_days"]), days(row["p90_days"])
    return f"Longest in {stage(row['stage'])}: half leave within {half}, nine in ten within {most}."


def stuck_list(stuck: pl.DataFrame, currency: str) -> str:
    """How many deals are stuck, over how much, and with whom most of it lies, in a sentence."""
    said = stuck_deals(stuck, currency)
    their = "its" if stuck.height == 1 else "their"
    said = f"{said[:1].upper()}{said[1:]}: in {their} stage for longer than nine in ten were"
    owned = stuck.filter(pl.col("owner").is_not_null() & pl.col("amount").is_not_null())
    if owned.is_empty():
        return "No deal is stuck." if stuck.is_empty() else f"{said}."
    most = owned.group_by("owner").agg(pl.col("amount").sum()).sort("amount", "owner").row(-1, named=True)
    return f"{said}. Most is {most['owner']}’s: {money(float(most['amount']), currency)}."


def stay(row: Row) -> str:
    """How long a stay in a stage is: median, and what nine in ten take at most."""
    if row["stays"] < FEWEST or row["median_days"] is None:
        return f"{count(row['stays'])} left: {TOO_FEW}" if row["stays"] else NONE
    return f"{days(row['median_days'])}, nine in ten within {days(row['p90_days'])}"


def stay_marked(row: Row, quiet: str) -> str:
    """The same with the median set strong, and the rest in the colour `quiet`."""
    said = stay(row)
    first, comma, rest = said.partition(", ")
    return f"<b>{first}</b>{SPACE} <span style='color:{quiet}'>{rest}</span>" if comma else said


def stuck_of(bands: pl.DataFrame, name: str, total: int, quiet: str) -> str:
    """How many of a stage's open records are stuck, as a label."""
    rows = bands.filter((pl.col("stage") == name) & (pl.col("band") == "stuck"))
    stuck = int(rows.get_column("records").sum())
    return f"<b>{count(stuck)} stuck</b>{SPACE} <span style='color:{quiet}'>of {count(total)}</span>"


def ageing(bands: pl.DataFrame) -> str:
    """The stage with the most stuck records, in a sentence."""
    stuck = bands.filter((pl.col("band") == "stuck") & (pl.col("records") > 0)).sort("records", "stage")
    if bands.is_empty():
        return "Nothing was open on the last day."
    if stuck.is_empty():
        return "Nothing is over the time that nine in ten take."
    row = stuck.row(-1, named=True)
    there = int(bands.filter(pl.col("stage") == row["stage"]).get_column("records").sum())
    of = f"{percent(row['share'])} of those there" if there >= FEWEST else f"of {count(there)} there"
    return f"Most are stuck in {stage(row['stage'])}: {count(row['records'])}{',' if there >= FEWEST else ''} {of}."


STATES = {"open": "still open", "won": "won since", "lost": "lost since"}


def stuck_table(stuck: pl.DataFrame, currency: str) -> list[dict[str, str]]:
    """The largest stuck deals, a readable row each."""
    return [
        {
            "Deal": row["name"] or row["opportunity_id"],
            "Owner": row["owner"] or NONE,
            "Stage": stage(row["stage"]),
            "Amount": money(row["amount"], currency),
            "Days there": count(row["days"]),
            "Nine in ten leave within": days(row["p90_days"]),
            "Expected to close": day(row["expected_close_on"]) if row["expected_close_on"] else NONE,
            "Now": STATES.get(row["state"], row["state"]),
        }
        for row in stuck.head(SHORT_LIST).to_dicts()
    ]
