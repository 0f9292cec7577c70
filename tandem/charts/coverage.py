"""Is there enough open pipeline: booked and open against the quota, and against what the win rate asks for."""

from typing import Any

import numpy as np
import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.keys import marks_key
from tandem.charts.look import Figure, Part

BOOKED, OPEN = look.ACCENT, look.CONTEXT


def coverage_bars(quota: pl.DataFrame) -> Figure:
    """Booked and open amount of each quarter from zero, from `coverage_of_quota`; customdata is the quarter.

    A line marks the quota, a diamond what would have to be booked or open for the win rate to make it.
    """
    rows = quota.to_dicts()
    ends = [
        max(float(row["booked"]) + float(row["open_amount"]), row["quota"] or 0, asked_of(row) or 0) for row in rows
    ]
    return look.figure(
        [
            amounts(rows, "booked", BOOKED),
            amounts(rows, "open_amount", OPEN),
            mark(rows, [row["quota"] for row in rows], "line-ns", "quota"),
            mark(rows, [asked_of(row) for row in rows], "diamond-open", "needed"),
        ],
        height=60 + 62 * max(2, len(rows)),
        barmode="stack",
        margin={"l": 8, "r": 8, "t": 40, "b": 8, "pad": 6},
        yaxis=look.names_axis(),
        xaxis=look.hidden_axis(range=[0, max([1.0, *ends]) * 1.5]),
        annotations=[
            *(
                look.note(words.value.cover_marked(row, look.MUTED), x=end, y=row["quarter"], xshift=16)
                for row, end in zip(rows, ends, strict=True)
            ),
            marks_key(
                {"booked": ("■", BOOKED), "open, to close in it": ("■", OPEN), "quota": ("|", look.INK),
                 "needed": ("◇", look.INK)}
            ),
        ],
    )  # fmt: skip


def asked_of(row: dict[str, Any]) -> float | None:
    """What would have to be booked or open for the win rate to make the quota; None where nobody can say."""
    if not row["remaining"] or row["required_coverage"] is None or row["closed_deals"] < words.FEWEST:
        return None
    return float(row["booked"]) + float(row["remaining"]) * float(row["required_coverage"])


def amounts(rows: list[dict[str, Any]], column: str, colour: str) -> Part:
    """The booked or the open amount of each quarter."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": [row["quarter"] for row in rows],
        "x": np.array([float(row[column]) for row in rows]),
        "customdata": [row["quarter"] for row in rows],
        "marker": {"color": colour, "line": {"color": look.PAPER, "width": 1.5}},
        "hoverinfo": "text",
        "hovertext": [
            f"{row['quarter']}: {words.money(row[column])} {'booked' if column == 'booked' else 'open'}" for row in rows
        ],
    }


def mark(rows: list[dict[str, Any]], places: list[float | None], symbol: str, name: str) -> Part:
    """A mark on the bar of each quarter; none where there is nothing to mark."""
    return {
        "type": "scatter",
        "mode": "markers",
        "y": [row["quarter"] for row in rows],
        "x": np.array([np.nan if place is None else place for place in places]),
        "customdata": [row["quarter"] for row in rows],
        "marker": {"symbol": symbol, "size": 30 if symbol == "line-ns" else 13, "color": look.INK,
                   "line": {"width": 3 if symbol == "line-ns" else 2.5, "color": look.INK}},
        "hoverinfo": "text",
        "hovertext": [
            f"{row['quarter']}: {name} {words.money(place)}" for row, place in zip(rows, places, strict=True)
        ],
    }  # fmt: skip
