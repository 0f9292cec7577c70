"""What comes back, in sentences: return on joint spend, cost per step, gaps between spend and results."""

from typing import Any

import polars as pl

from tandem.words.changes import Turn, change
from tandem.words.figures import FEWEST, NONE, SPACE, TOO_FEW, count, counted, interval, money, times
from tandem.words.names import ALL_TIME

Row = dict[str, Any]
STEPS = {"mql": "MQL", "sql": "SQL", "opportunity": "Opportunity", "won": "Win", "customer": "New customer (CAC)"}
LAGS = {"spend of the quarter before": "1", "spend of the same quarter": "0", "spend of two quarters before": "2"}
SPENDERS = {"of both sides": "both", "of marketing": "marketing", "of sales": "sales"}
GAP_NUMBERS = ("Spend", "Leads", "Won deals", "Won")
NO_GAP = {
    "spend_without_result": "Every month with spend brought a lead or a win.",
    "result_without_spend": "Every result has spend in its month.",
}
SHORT_LIST = 6
NO_SEGMENT = "Spend is recorded by region and channel, not by segment: with a segment picked there is no return."


def finding(quarters: pl.DataFrame, costs: pl.DataFrame, currency: str) -> str:
    """The net return on joint spend, its movement, and what a win cost."""
    rows = quarters.to_dicts()
    now = rows[-1] if rows else {}
    if now.get("return_on_spend") is None:
        return won_without_spend(now, currency)
    before = rows[-2]["return_on_spend"] if len(rows) > 1 and now["quarter"] != ALL_TIME else None
    moved = change(now["return_on_spend"], before, "times")
    said = f", {moved.spoken()}" if moved.turn is not Turn.UNKNOWN else ""
    return f"Joint spend brought back {times(now['return_on_spend'])} net{said}{a_win(costs, currency)}"


def won_without_spend(now: Row, currency: str) -> str:
    """What was won where no spend is known to set against it."""
    if not now.get("won_amount"):
        return "No spend is known and nothing was won"
    return f"{money(now['won_amount'], currency)} won; no spend is known to set against it"


def a_win(costs: pl.DataFrame, currency: str) -> str:
    """What a win cost, as the end of a sentence."""
    rows = {row["step"]: row for row in costs.to_dicts()}
    won = rows.get("won", {})
    if won.get("cost") is None:
        return ""
    if won["reached"] < FEWEST:
        return f"; {counted(won['reached'], 'win')}: {TOO_FEW} what one costs"
    return f"; a win cost {money(won['cost'], currency)}"


def spent_and_won(quarters: pl.DataFrame, lag: str, currency: str) -> str:
    """What the last quarter won on which spend, in a sentence."""
    rows = quarters.to_dicts()
    now = rows[-1] if rows else {}
    if now.get("spend") is None or now.get("won_amount") is None:
        return f"What each quarter won, against the {lag}."
    if not now["spend"]:
        return f"{money(now['won_amount'], currency)} won; no spend to set against it."
    return f"{money(now['won_amount'], currency)} won on {money(now['spend'], currency)}, the {lag}{sureness(now)}."


def sureness(now: Row) -> str:
    """Where the return would fall in 95 of 100 such quarters, or that wins are too few, as the end of a sentence."""
    if now["return_on_spend"] is None:
        return ""
    between = interval(now["low"], now["high"], "times")
    return f": {times(now['return_on_spend'])} net, {between} (95 %)" if between else f"; {TOO_FEW} how sure"


def told(quarters: pl.DataFrame) -> str:
    """The return of every quarter, for those who do not see the figure."""
    return ", ".join(f"{row['quarter']} {times(row['return_on_spend'])}" for row in quarters.to_dicts())


def cost(row: Row, currency: str) -> str:
    """What a step cost each, how often it was reached, and the change on the quarter before."""
    if row["cost"] is None:
        return NONE
    if row["reached"] < FEWEST:
        return f"{count(row['reached'])} reached: {TOO_FEW}"
    moved = change(row["cost"], row["previous"], "money", lower_is_better=True)
    said = "" if moved.turn is Turn.UNKNOWN else f", {moved.spoken()}"
    return f"{money(row['cost'], currency)}{said}, {count(row['reached'])} reached"


def cost_between(row: Row, currency: str) -> str:
    """The same with the interval of the cost, where it has one."""
    between = interval(row["low"], row["high"], "money", currency)
    return f"{cost(row, currency)}; {between} (95 %)" if between else cost(row, currency)


def cost_marked(row: Row, currency: str, quiet: str) -> str:
    """The same with the cost set strong, and the rest in the colour `quiet`."""
    first, comma, rest = cost(row, currency).partition(", ")
    return f"<b>{first}</b>{SPACE} <span style='color:{quiet}'>{rest}</span>" if comma else first


def dearer(costs: pl.DataFrame) -> str:
    """The step whose cost moved most since the quarter before, in a sentence."""
    moved = [
        (abs(row["cost"] / row["previous"] - 1), row)
        for row in costs.to_dicts()
        if row["cost"] and row["previous"] and row["reached"] >= FEWEST
    ]
    if not moved:
        known = costs.filter(pl.col("cost").is_not_null() & (pl.col("reached") >= FEWEST)).height
        return "No quarter before to compare with." if known else "Too little to say what a step costs."
    row = max(moved, key=lambda one: one[0])[1]
    turn = change(row["cost"], row["previous"], "money", lower_is_better=True)
    if turn.turn is Turn.FLAT:
        return "Every step costs what it did in the quarter before."
    return f"{STEPS[row['step']]} moved most: {turn.spoken()} on the quarter before."


def gaps(frame: pl.DataFrame, gap: str) -> pl.DataFrame:
    """The months of one kind of gap, the largest first; what has no channel is no channel's result."""
    rows = frame.filter((pl.col("gap") == gap) & (pl.col("channel") != "(no channel)"))
    by = "spend" if gap == "spend_without_result" else "won_amount"
    return rows.sort(by, "month_on", "channel", descending=[True, False, False])


def gap_sentence(frame: pl.DataFrame) -> str:
    """How many months of a channel stand on either side without the other."""
    spent, won = (gaps(frame, gap).height for gap in ("spend_without_result", "result_without_spend"))
    if not spent and not won:
        return "Every month of every channel has both spend and a result. What has no channel is left out."
    said = f"{months(spent)} with spend and no result, {count(won)} with a result and no spend"
    return f"{said}. What has no channel is left out."


def months(number: int) -> str:
    """A number of months of a channel, as “1 month of a channel”."""
    return f"{counted(number, 'month')} of a channel"


def gap_table(frame: pl.DataFrame, gap: str, currency: str) -> list[dict[str, str]]:
    """The largest gaps of one kind, a readable row each."""
    rows = []
    for row in gaps(frame, gap).head(SHORT_LIST).to_dicts():
        shown = {"Channel": row["channel"], "Month": f"{row['month_on']:%b %Y}"}
        if gap == "spend_without_result":
            rows.append(shown | {"Spend": money(row["spend"], currency)})
        else:
            won = {"Won deals": count(row["won_deals"]), "Won": money(row["won_amount"], currency)}
            rows.append(shown | {"Leads": count(row["leads"])} | won)
    return rows
