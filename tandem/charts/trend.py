"""Quarters as an axis, and labels that do not touch each other."""

import polars as pl

from tandem.charts import look
from tandem.charts.look import Part
from tandem.words.names import ALL_TIME


def each_quarter(quarters: pl.DataFrame) -> pl.DataFrame:
    """The rows of single quarters: all time together would dwarf them."""
    return quarters.filter(pl.col("quarter") != ALL_TIME)


def quarter_axis(quarters: list[str]) -> Part:
    """An axis of quarters, oldest first."""
    return {
        "type": "category",
        "categoryarray": quarters,
        "tickvals": quarters,
        "ticktext": short_names(quarters),
        "tickangle": 0,
        "fixedrange": True,
        "showgrid": False,
        "title": {"text": ""},
        "tickfont": {"size": look.TICK, "color": look.MUTED},
        "range": [-0.3, len(quarters) - 0.7],
    }


def short_names(quarters: list[str]) -> list[str]:
    """The quarters as Q3, the year beneath the first one and beneath each that starts a year."""
    return [
        f"{quarter[4:]}<br>{quarter[:4]}" if place == 0 or quarter.endswith("Q1") else quarter[4:]
        for place, quarter in enumerate(quarters)
    ]


def apart(labels: list[Part], least: float) -> list[Part]:
    """The labels from bottom to top, each moved up where it would touch the one below."""
    placed: list[Part] = []
    for label in sorted(labels, key=lambda one: float(one["y"])):
        lowest = placed[-1]["y"] + least if placed else label["y"]
        placed.append(label | {"y": max(label["y"], lowest)})
    return placed
