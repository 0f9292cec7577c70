"""What the spend on each channel brings back, in sentences: under every model at once, and how sure that is."""

from collections.abc import Iterable, Mapping, Sequence
from math import log1p
from typing import Any

import polars as pl

from tandem.words.campaigns import Cell, Line
from tandem.words.figures import FEWEST, NONE, TOO_FEW, count, counted, interval, money, times
from tandem.words.names import MODELS, title_case
from tandem.words.sureness import BELOW, is_certain, without_width

Row = Mapping[str, Any]
Ends = Mapping[tuple[str, str], str]
HOLLOW = f"hollow and uncoloured: under ten deals, {TOO_FEW}"


def model(name: str) -> str:
    """The name of an attribution model as the page shows it."""
    return MODELS.get(name, title_case(name))


def ranges(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Per channel with spend: its spend, its least and most return and its least and most deals under any model."""
    known = frame.filter(pl.col("return_on_spend").is_not_null()).group_by("channel")
    return (
        known.agg(
            pl.col("spend").max(),
            low=pl.col("return_on_spend").min(), high=pl.col("return_on_spend").max(),
            fewest=pl.col("credit").min(), most=pl.col("credit").max(),
        )
        .sort("spend", "channel", descending=[True, False])
        .to_dicts()
    )  # fmt: skip


def are_few(credited: float) -> bool:
    """Whether so many deals are too few to say: parts of ten that sum to a hair less are ten."""
    return round(credited, 9) < FEWEST


def is_few(row: Row) -> bool:
    """Whether no model credits the channel with ten deals: too few to say."""
    return are_few(row["most"])


def depends(row: Row) -> bool:
    """Whether the model decides if a channel brings back more than was spent."""
    return bool(row["low"] < 0 < row["high"])


def telling(rows: Iterable[Row]) -> set[str]:
    """The channels of which the model decides whether they pay; where there are none, the one it moves most."""
    every = list(rows)
    torn = {str(row["channel"]) for row in every if depends(row)}
    widest = max(every, key=width, default=None)
    return torn or ({str(widest["channel"])} if widest else set())


def width(row: Row) -> float:
    """How far apart the models are on a channel."""
    return float(row["high"] - row["low"])


def finding(frame: pl.DataFrame) -> str:
    """How many channels pay under every model, which depends most on it, and how many earned too few deals to say."""
    rows = ranges(frame)
    if not rows:
        return "No channel has spend to set against what it brought."
    told = [row for row in rows if not is_few(row)]
    few = len(rows) - len(told)
    if not told:
        return f"No channel earns ten deals under any model: {TOO_FEW} which pay."
    earned = "earns" if few == 1 else "earn"
    rest = f" {counted(few, 'channel')} {earned} fewer than ten deals under any model: {TOO_FEW}." if few else ""
    return f"{paying(told)}{rest}"


def paying(rows: Sequence[Row]) -> str:
    """How many channels pay under every model, and which depends most on it."""
    number = sum(row["low"] >= 0 for row in rows)
    every = len(rows) > 1 and number == len(rows)
    said = f"All {count(number)} channels" if every else f"{count(number)} of {counted(len(rows), 'channel')}"
    brings = "brings" if len(rows) == 1 else "bring"
    widest = max(rows, key=width)
    if widest["high"] == widest["low"]:
        return f"{said} {brings} back more than was spent, whatever the model."
    between = f"{times(widest['low'])} to {times(widest['high'])}"
    named = widest["channel"]
    return f"{said} {brings} back more than was spent under every model; {named} depends most on it: {between}."


def between(row: Row) -> str:
    """From where to where the return of a channel goes, and from how many deals."""
    low, high = times(row["low"]), times(row["high"])
    return f"{high if low == high else f'{low} to {high}'} · {deals(row)}"


def deals(row: Row) -> str:
    """The least and the most deals that any model credits to a channel, as “3 to 6 deals”."""
    fewest, most = count(row["fewest"]), count(row["most"])
    return counted(round(row["most"]), "deal") if fewest == most else f"{fewest} to {most} deals"


def intervals(answers: Iterable[pl.DataFrame]) -> dict[tuple[str, str], str]:
    """The interval of the return of each channel under Markov or Shapley, by channel and model."""
    rows = [row for answer in answers for row in answer.to_dicts() if not is_certain(row)]
    return {(row["channel"], row["model"]): interval(row["low"], row["high"], "times") for row in rows}


def beneath(answers: Sequence[pl.DataFrame], frame: pl.DataFrame) -> list[str]:
    """What is to be said of the figures of Markov and Shapley; nothing where they are left out."""
    if not answers:
        return []
    between = "Beneath Markov and Shapley: where the return would fall in 95 of 100 such samples of deals."
    below = BELOW if frame.select((pl.col("credit") < 0).any()).item() else ""
    return [said for said in (between, without_width(answers), below) if said]


def table(frame: pl.DataFrame, models: Sequence[str], ends: Ends, currency: str) -> list[Line]:
    """A line per channel with spend: what it brings back under each model, with the interval where there is one."""
    returns = {(row["channel"], row["model"]): row for row in frame.to_dicts()}
    largest = max([1e-9, *(depth(one["return_on_spend"]) for one in returns.values())])
    return [
        Line(
            row["channel"],
            f"{deals(row)}: {TOO_FEW}" if is_few(row) else deals(row),
            money(row["spend"], currency),
            [cell(returns.get((row["channel"], one)), largest, ends.get((row["channel"], one), "")) for one in models],
        )
        for row in ranges(frame)
    ]


def depth(value: float | None) -> float:
    """What a return is coloured by, on a scale that shows small ones too."""
    return log1p(max(0.0, value or 0.0))


def cell(row: Row | None, largest: float, note: str) -> Cell:
    """One return; quiet where less came back than was spent, and where the model credits fewer than ten deals."""
    if row is None or row["return_on_spend"] is None:
        return Cell(NONE, None)
    value, is_quiet = row["return_on_spend"], row["return_on_spend"] <= 0 or are_few(row["credit"])
    return Cell(times(value), None if is_quiet else depth(value) / largest, note)
