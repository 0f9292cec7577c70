"""What our joint efforts are worth, in sentences: expected value, coverage of the quota, and what if."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from tandem.words.changes import Turn, change
from tandem.words.figures import FEWEST, NONE, SPACE, TOO_FEW, count, counted, days, interval, money, percent, times
from tandem.words.names import ALL_TIME, short_step, stage, step
from tandem.words.safe import in_chart

Row = dict[str, Any]
LEVERS = {
    "volume": "More leads and deals",
    "conversion": "Better conversion of the step below",
    "deal_size": "Bigger deals",
    "cycle": "Longer cycle",
}
DRIVERS = {"volume": "Deals closed", "conversion": "Conversion", "deal_size": "Mean won deal", "cycle": "Median cycle"}
STEPS = {short_step(name): name for name in ("opportunity", "sql", "sal", "mql", "lead")}


def finding(headline: Row, quota: pl.DataFrame, currency: str) -> str:
    """What everything open is worth, its movement, and whether the pipeline covers the quota."""
    if headline["value"] is None:
        return "Nothing that is open can be valued yet"
    moved = change(headline["value"], headline["previous"], "money")
    said = f", {moved.spoken()}" if moved.turn is not Turn.UNKNOWN else ""
    return f"Open business is worth {money(headline['value'], currency)}{said}{cover(quota, currency)}"


def missed(row: Row, currency: str) -> str:
    """What a quarter without an open deal lacks of its quota, as a clause."""
    return f"{row['quarter']} lacks {money(row['remaining'], currency)} of its quota and no open deal is to close in it"


def cover(quota: pl.DataFrame, currency: str) -> str:
    """Whether what is open covers what remains of the last quota, as the end of a sentence."""
    rows = [row for row in quota.to_dicts() if row["coverage"] is not None]
    if not rows or rows[-1]["required_coverage"] is None or rows[-1]["closed_deals"] < FEWEST:
        return ""
    row = rows[-1]
    if not row["open_deals"]:
        return f"; {missed(row, currency)}"
    return f"; {row['quarter']} is covered {times(row['coverage'])} of the {times(row['required_coverage'])} it needs"


def covered(quota: pl.DataFrame, currency: str) -> str:
    """Whether the pipeline covers what remains of the quota, in a sentence."""
    rows = [row for row in quota.to_dicts() if row["coverage"] is not None]
    if not rows:
        return "Nothing remains of a quota to be covered, or none is loaded."
    row = rows[-1]
    if not row["open_deals"]:
        return f"{missed(row, currency)}."
    has = f"{row['quarter']} is covered {times(row['coverage'])}"
    if row["required_coverage"] is None or row["closed_deals"] < FEWEST:
        return f"{has}; what it needs: {TOO_FEW}."
    enough = "enough" if row["coverage"] >= row["required_coverage"] else "too little"
    return f"{has}, {enough} for the {times(row['required_coverage'])} that the win rate by value asks for."


def cover_marked(row: Row, quiet: str) -> str:
    """How often a quarter's quota is covered, set strong, and how often it has to be, in the colour `quiet`."""
    if row["quota"] is None:
        return "no quota is loaded"
    if not row["remaining"]:
        return "<b>reached</b>"
    if row["coverage"] is None:
        return NONE
    if not row["open_deals"]:
        return "<b>nothing open to close in it</b>"
    needed = row["required_coverage"] if row["closed_deals"] >= FEWEST else None
    of = f"of {times(needed)} needed" if needed is not None else f"needed: {TOO_FEW}"
    return f"<b>{times(row['coverage'])} covered</b>{SPACE} <span style='color:{quiet}'>{of}</span>"


def stage_name(row: Row) -> str:
    """The stage of a row as the chart names it: leads say that they are leads."""
    name = in_chart(stage(row["stage"]))
    if row["record"] != "lead":
        return name
    return "Leads" if row["stage"] == "lead" else f"{name} leads"


def stage_said(row: Row, currency: str) -> str:
    """What a stage is worth: the value, its change in a quarter, how many records are open."""
    if row["expected_value"] is None:
        return f"{count(row['records'])} open: {TOO_FEW}" if row["records"] else NONE
    moved = change(row["expected_value"], row["previous"], "money")
    said = "" if moved.turn is Turn.UNKNOWN else f", {moved.spoken()}"
    return f"{money(row['expected_value'], currency)}{said}, {count(row['records'])} open"


def stage_marked(row: Row, currency: str, quiet: str) -> str:
    """The same with the value set strong, and the rest in the colour `quiet`."""
    first, comma, rest = stage_said(row, currency).partition(", ")
    return f"<b>{first}</b>{SPACE} <span style='color:{quiet}'>{rest}</span>" if comma else first


def split(headline: Row, stages: pl.DataFrame, currency: str) -> str:
    """The interval of the whole, and the stage that is worth most."""
    known = stages.filter(pl.col("expected_value").is_not_null()).sort("expected_value", "stage")
    if known.is_empty():
        return "Nothing is open, or too little was resolved to value it."
    most = known.row(-1, named=True)
    between = interval(headline["low"], headline["high"], "money")
    whole = f"All together {between} (95 %). " if between else ""
    return f"{whole}Most stands in {stage_name(most)}: {money(most['expected_value'], currency)}."


def told(stages: pl.DataFrame, currency: str) -> str:
    """Every stage with its value, for those who do not see the bars."""
    return "; ".join(f"{stage_name(row)}: {stage_said(row, currency)}" for row in stages.to_dicts())


def quota(row: Row, currency: str) -> str:
    """One quarter's quota: what is booked of it, what is open against what remains, what is needed."""
    booked = f"{row['quarter']}: {money(row['booked'], currency)} booked"
    if row["quota"] is None:
        return f"{booked}; no quota is loaded."
    said = f"{booked} of {money(row['quota'], currency)} promised"
    if not row["remaining"]:
        return f"{said}: reached."
    if not row["open_deals"]:
        return f"{said}; no open deal is expected to close in what is left of it."
    opened = f"{deals(row['open_deals'])} over {money(row['open_amount'], currency)} open"
    said += f"; {opened}, {times(row['coverage'])} what remains"
    if row["required_coverage"] is None or row["closed_deals"] < FEWEST:
        return f"{said}. What is needed: {TOO_FEW}."
    return (
        f"{said}, {times(row['required_coverage'])} needed at a win rate of {percent(row['win_rate_value'])} by value."
    )


def deals(number: int) -> str:
    """A number of deals, as “1 deal” or “12 deals”."""
    return counted(number, "deal")


def quotas(frame: pl.DataFrame, currency: str) -> list[str]:
    """The quarter asked for and the next, a sentence each."""
    return [quota(row, currency) for row in frame.to_dicts()]


def made(quarters: pl.DataFrame, currency: str) -> str:
    """Pipeline made and booked in the quarter, each with its movement."""
    rows = quarters.to_dicts()
    if not rows:
        return "No quarter to show."
    before = rows[-2] if len(rows) > 1 and rows[-1]["quarter"] != ALL_TIME else {}
    said = []
    for column, name in (("created_amount", "made"), ("booked_amount", "booked")):
        moved = change(as_float(rows[-1][column]), as_float(before.get(column)), "money")
        turn = "" if moved.turn is Turn.UNKNOWN else f", {moved.spoken()}"
        said.append(f"{money(rows[-1][column], currency)} {name}{turn}")
    return f"{said[0]}; {said[1]}."


def as_float(amount: Any) -> float | None:
    """An amount as a plain number."""
    return None if amount is None else float(amount)


def is_movable(drivers: pl.DataFrame) -> bool:
    """Whether anything was won that a driver could move."""
    return bool(drivers.height and drivers.item(0, "money_before"))


def what_if(drivers: pl.DataFrame, moved: Mapping[str, int], which: str, currency: str, whole: str = "quarter") -> str:
    """The money that the moved levers make in the period that `whole` names, in one sentence."""
    if not is_movable(drivers):
        return f"Nothing was won in this {whole}: there is no money to move."
    row = drivers.row(0, named=True)
    before, after = money(row["money_before"], currency), money(row["money_after"], currency)
    levers = [lever(name, by, which) for name, by in moved.items() if by]
    if not levers:
        return f"The {whole} brought {before}, all four drivers a tenth better {after}. Move one to see what it brings."
    difference = row["money_after"] - row["money_before"]
    if abs(difference) < 1:
        return f"With {joined(levers)}, the {whole} would have brought {before} as before."
    more = f"{money(abs(difference), currency)} {'more' if difference > 0 else 'less'}"
    return f"With {joined(levers)}, the {whole} would have brought {after} in place of {before}: {more}."


def lever(name: str, by: int, which: str) -> str:
    """One moved lever as a phrase, as “10 % more leads and deals”."""
    less = by < 0
    phrase = {
        "volume": "fewer leads and deals" if less else "more leads and deals",
        "conversion": f"{'worse' if less else 'better'} {step(which)}",
        "deal_size": "smaller deals" if less else "bigger deals",
        "cycle": "shorter cycle" if less else "longer cycle",
    }[name]
    return f"{abs(by)}{SPACE}% {phrase}"


def joined(parts: list[str]) -> str:
    """The parts as a list in a sentence."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def driver(row: Row, column: str, currency: str) -> str:
    """What a driver was or would be, in its unit."""
    value = row[column]
    match row["driver"]:
        case "conversion":
            return percent(value)
        case "deal_size":
            return money(value, currency)
        case "cycle":
            return days(value)
        case _:
            return count(value)
