"""The paths that most deals walked, in words: their steps, how many closed after them, how many of those were won."""

from typing import Any

import polars as pl

from tandem.words.figures import FEWEST, count, counted, percent

Row = dict[str, Any]
END = "(end)"
ARROW = " → "


def steps(row: Row) -> list[str]:
    """The channels of a path in order, from a row of `top_paths`."""
    return [step for step in (row["first_step"], row["second_step"], row["third_step"]) if step != END]


def won(row: Row) -> str:
    """The share of a path's deals that was won, or how many where they are too few for a share."""
    return f"{count(row['won'])} won" if row["deals"] < FEWEST else f"{percent(row['win_rate'])} won"


def ranked(paths: pl.DataFrame) -> list[Row]:
    """The rows of `top_paths`, the most walked first."""
    order = ("deals", "first_step", "second_step", "third_step")
    return paths.sort(*order, descending=[True, False, False, False]).to_dicts()


def finding(paths: pl.DataFrame) -> str:
    """Which way most deals went, or that no way stands out."""
    rows = ranked(paths)
    first = rows[0]
    if len(rows) > 1 and rows[1]["deals"] == first["deals"]:
        tied = sum(row["deals"] == first["deals"] for row in rows)
        return f"No path stands out: {count(tied)} were walked by {counted(first['deals'], 'deal')} each."
    return f"Walked most: {ARROW.join(steps(first))}, {counted(first['deals'], 'deal')}, {won(first)}."
