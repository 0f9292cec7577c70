"""How sure Markov and Shapley are of what each channel earns: intervals, and why there may be none."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from tandem.words.figures import NONE, counted, interval, percent

Row = dict[str, Any]
NO_WIDTH = 1e-9
ALL_CONVERTED = "every path counts as converted, so other deals like these would say the same: no interval."
BELOW = "Below nothing: the channel lowers the conversion rate of the paths that it joins."


def is_certain(row: Mapping[str, Any]) -> bool:
    """Whether an interval has no width: no draw of such deals says anything else."""
    return row["low"] is not None and row["high"] is not None and abs(row["high"] - row["low"]) < NO_WIDTH


def without_width(answers: Iterable[pl.DataFrame]) -> str:
    """That Shapley’s intervals have no width and why, in a sentence; empty where they have one."""
    rows = [row for answer in answers for row in answer.to_dicts() if row["model"] == "shapley"]
    return f"Shapley: {ALL_CONVERTED}" if rows and all(map(is_certain, rows)) else ""


def unsure(won: int, answers: Iterable[pl.DataFrame]) -> str:
    """How to read the intervals of Markov and Shapley."""
    said = (
        f"From {counted(won, 'won deal')}: the share of the credit, and where it would fall in 95 of 100 such samples."
    )
    return f"{said} {without_width(answers)}".strip()


def intervals(answers: Mapping[str, pl.DataFrame]) -> list[Row]:
    """The share of each channel with its interval where that has a width, a column per model."""
    rows: dict[str, Row] = {}
    for model, answer in answers.items():
        for row in answer.to_dicts():
            nothing = {"channel": row["channel"], **dict.fromkeys(answers, NONE)}
            rows.setdefault(row["channel"], nothing)[model] = share(row)
    return list(rows.values())


def share(row: Row) -> str:
    """One share with its interval where that has a width."""
    if is_certain(row):
        return percent(row["share"])
    return f"{percent(row['share'])} ({interval(row['low'], row['high'], 'ratio')})"
