"""How much turns into business, in sentences: steps against another quarter, cohorts, sources, leaks."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from tandem.words.figures import FEWEST, MINUS, SPACE, TOO_FEW, count, counted, money, percent, points, share
from tandem.words.names import stage, step
from tandem.words.safe import in_chart

Row = dict[str, Any]
ENDS = {"moved_on": "moved on", "still_there": "still there", "left_funnel": "left (rejected or lost)"}
INFLOW_ENDS = {"lead": "from leads", "sales": "by sales"}
BY = {f"by {name}": name for name in ("segment", "source", "channel", "campaign", "region")}
UNTIL = {"until won": "won", "until opportunity": "opportunity", "until MQL": "mql"}
CHANGE_SCHEMA = pl.Schema(
    {
        "stage": pl.String(),
        "mature": pl.Int64(),
        "before": pl.Int64(),
        "change": pl.Float64(),
        "low": pl.Float64(),
        "high": pl.Float64(),
        "is_told": pl.Boolean(),
        "is_sure": pl.Boolean(),
    }
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def conserved(flow: pl.DataFrame) -> str:
    """That nothing vanishes: what entered a stage is somewhere, with the most that are still in one place."""
    stages = flow.filter(pl.col("stage") != "won").group_by("stage", maintain_order=True)
    rows = stages.agg(pl.col("entered", "still_there").sum()).sort("still_there", "stage").to_dicts()
    if not rows or not rows[-1]["still_there"]:
        return "Whatever entered a stage moved on or left: nothing is waiting."
    most = rows[-1]
    waiting = f"Most still wait at {stage(most['stage'])}: {count(most['still_there'])}."
    return f"At every stage, entered = moved on + still there + left. {waiting}"


def entered(flow: pl.DataFrame) -> str:
    """How many leads came, how many opportunities were opened and by whom, how many deals were won, in a sentence."""
    number = {(row["stage"], row["inflow"]): row["entered"] for row in flow.to_dicts()}
    leads, by_sales = number.get(("lead", "lead"), 0), number.get(("opportunity", "sales"), 0)
    opened, won = (number.get((name, "lead"), 0) + number.get((name, "sales"), 0) for name in ("opportunity", "won"))
    own = f" ({count(by_sales)} by sales without a lead)" if by_sales else ""
    opportunities = f"{count(opened)} opportunit{'y' if opened == 1 else 'ies'}{own}"
    return f"{counted(leads, 'lead')} came, {opportunities} opened, {counted(won, 'deal')} won."


def inflow_name(name: str, inflow: str, *, both: bool) -> str:
    """A stage as the joint funnel names it: where two inflows meet, by the one that it came in by."""
    return f"{stage(name)}, {INFLOW_ENDS[inflow]}" if both else stage(name)


def summed(row: Row, quiet: str) -> str:
    """What entered a stage as the sum of where it is now."""
    entered = f"<b>{count(row['entered'])}</b>"
    if row["stage"] == "won":
        return entered
    parts = " + ".join(count(row[end]) for end in ENDS)
    return f"{entered}{SPACE} <span style='color:{quiet}'>= {parts}</span>"


def change_row(row: Row, against: str) -> Row:
    """The change of one step against a quarter (previous, year_ago), and whether it can be told and is sure."""
    suffix = "on_year_" if against == "year_ago" else ""
    change = row["change_on_year" if suffix else "change"]
    low, high, before = row[f"change_{suffix}low"], row[f"change_{suffix}high"], row[f"{against}_mature"]
    told = change is not None and low is not None and min(row["mature"] or 0, before or 0) >= FEWEST
    return {
        "stage": row["stage"], "mature": row["mature"], "before": before, "change": change, "low": low, "high": high,
        "is_told": told, "is_sure": told and not low <= 0 <= high,
    }  # fmt: skip


def points_of(difference: float) -> str:
    """A difference of two ratios in points, with its sign."""
    said = points(difference)
    return said if said.startswith("0" + SPACE) else f"{MINUS if difference < 0 else '+'}{said}"


def change_said(row: Row) -> str:
    """The change of a step with its interval, or that there are too few records."""
    if not row["is_told"]:
        return f"{count(row['mature'])} against {count(row['before'])}: {TOO_FEW}"
    return f"{points_of(row['change'])}, {bare(row['low'])} to {bare(row['high'])}"


def bare(difference: float) -> str:
    """A difference in points with its sign and without the word."""
    return points_of(difference).partition(SPACE)[0]


def change_marked(row: Row, quiet: str) -> str:
    """The same with the change set strong, and the rest in the colour `quiet`."""
    first, comma, rest = change_said(row).partition(", ")
    return f"<b>{first}</b>{SPACE} <span style='color:{quiet}'>{rest}</span>" if comma else first


def compared(frame: pl.DataFrame, against: str) -> str:
    """The step that surely moved most, in a sentence; or that none did."""
    rows = [change_row(row, against) for row in frame.to_dicts()]
    sure = [row for row in rows if row["is_sure"]]
    if sure:
        most = max(sure, key=lambda row: abs(row["change"]))
        turn = "rose" if most["change"] > 0 else "fell"
        return f"{step(most['stage'])} {turn} {points(most['change'])}: more than chance would bring."
    if any(row["is_told"] for row in rows):
        most = max((row for row in rows if row["is_told"]), key=lambda row: abs(row["change"]))
        furthest = f"Furthest: {step(most['stage'])}, {points_of(most['change'])}."
        return f"No step moved further than chance would bring: every interval holds zero. {furthest}"
    return "Too few records to compare the steps."


def is_comparable(frame: pl.DataFrame, against: str) -> bool:
    """Whether the other quarter has anything to compare a step with."""
    return bool(frame.get_column(f"{against}_mature").fill_null(0).sum())


def incomparable(*, has_quarter: bool) -> str:
    """Why there is nothing to compare the steps with."""
    return (
        "That quarter has no records to compare with."
        if has_quarter
        else "Choose a quarter to compare it with another."
    )


def month(name: str) -> str:
    """A month as “Jul 2026”, from 2026-07."""
    year, number = name.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def months_on(number: int) -> str:
    """How many months on a column of the map is, as “3 mo”."""
    return f"{number}{SPACE}mo"


def cell(row: Row | None) -> str:
    """What hovering over a cohort says."""
    if row is None:
        return ""
    said = share(row["converted"], row["leads"], row["share"])
    return f"{month(row['month'])}, {row['months_since']} months on: {said}, {row['converted']} of {row['leads']}"


def cohorts(frame: pl.DataFrame) -> str:
    """The months whose leads got furthest and least far after as many months, in a sentence."""
    rows = frame.filter(pl.col("leads") >= FEWEST)
    if rows.is_empty():
        return f"Too few leads a month: {TOO_FEW}."
    since = min(3, int(rows.get_column("months_since").max() or 0))  # type: ignore[arg-type]
    at = rows.filter(pl.col("months_since") == since).sort("share", "month")
    if at.height < 2:
        return "One month has had the time so far: nothing to compare it with."
    worst, best = at.row(0, named=True), at.row(-1, named=True)
    after = f"{since}{SPACE}month{'' if since == 1 else 's'}"
    if percent(best["share"]) == percent(worst["share"]):
        return f"After {after}: {percent(best['share'])} of the leads of every month."
    return (
        f"After {after}: {percent(best['share'])} of {month(best['month'])}, {percent(worst['share'])} of "
        f"{month(worst['month'])}."
    )


def group_row(row: Row, by: str, interval: Any) -> Row:
    """One group with its share and interval; both are left out where there are too few leads to say."""
    told = row["entered"] >= FEWEST and row["conversion"] is not None and interval is not None
    return {
        "group": row[by], "entered": row["entered"], "won": row["won"], "share": row["conversion"] if told else None,
        "low": interval.low if told else None, "high": interval.high if told else None,
    }  # fmt: skip


def still_rising(groups: pl.DataFrame, young: Mapping[str, int]) -> str:
    """How many of the leads are too young to judge, in a sentence; empty when none are."""
    entered, immature = int(groups.get_column("entered").sum()), sum(young.values())
    if not immature:
        return ""
    return f"Hollow: {percent(immature / entered)} of these leads are younger than 90 days, their shares still rise."


def group_said(row: Row) -> str:
    """The share of a group's leads that were won, with the counts."""
    if row["share"] is None:
        return f"{count(row['won'])} of {count(row['entered'])}: {TOO_FEW}"
    return f"{percent(row['share'])}, {count(row['won'])} of {count(row['entered'])} leads"


def group_marked(row: Row, quiet: str) -> str:
    """The same with the share set strong, and the rest in the colour `quiet`."""
    first, comma, rest = group_said(row).partition(", ")
    return f"<b>{first}</b>{SPACE} <span style='color:{quiet}'>{rest}</span>" if comma else first


def groups(frame: pl.DataFrame, by: str) -> str:
    """The group whose leads were won most and the one whose were won least, in a sentence."""
    known = frame.filter((pl.col("entered") >= FEWEST) & pl.col("conversion").is_not_null()).sort("conversion", by)
    if known.is_empty():
        return f"Too few leads: {TOO_FEW}."
    worst, best = known.row(0, named=True), known.row(-1, named=True)
    if known.height == 1 or best["conversion"] == worst["conversion"]:
        return f"{percent(best['conversion'])} of every group’s leads." if known.height > 1 else won_of(best, by)
    return f"Most: {best[by]}, {percent(best['conversion'])}; least: {worst[by]}, {percent(worst['conversion'])}."


def won_of(row: Row, by: str) -> str:
    """How many of one group's leads were won, in a sentence."""
    return f"{percent(row['conversion'])} of {row[by]}, the only one with enough leads to say."


def leak_name(row: Row) -> str:
    """The reason of a leak; of silent leads the stage they were in."""
    if row["place"] == "silent":
        return f"Silent as {stage(row['reason'])}"
    if row["place"] == "undecided":
        return "No decision on an MQL"
    return in_chart(f"{row['reason']} ({'lead' if row['place'] == 'rejected' else 'deal'})", 38)


def leak_said(row: Row, currency: str) -> str:
    """What leaked in money, how much of all that is, and how many records."""
    return f"{money(row['expected_value'], currency)}, {percent(row['share'])}, {counted(row['records'], 'record')}"


def leak_marked(row: Row, currency: str, quiet: str) -> str:
    """The same with the money set strong, and the rest in the colour `quiet`."""
    first, _, rest = leak_said(row, currency).partition(", ")
    return f"<b>{first}</b>{SPACE} <span style='color:{quiet}'>{rest}</span>"


def leaks(frame: pl.DataFrame, currency: str) -> str:
    """The largest leak, in a sentence."""
    known = frame.filter(pl.col("expected_value") > 0)
    if known.is_empty():
        return "Nothing leaked in this period."
    row = known.sort("expected_value", "reason").row(-1, named=True)
    worth = f"{money(row['expected_value'], currency)} of expected value, {percent(row['share'])} of all"
    return f"The largest leak: {leak_name(row)}, {worth}."
