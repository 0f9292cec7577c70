"""How fast: who has moved on after how many days, days in each stage, what is open for how long."""

from typing import Any

import numpy as np
import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.keys import marks_key
from tandem.charts.look import Figure, Part
from tandem.charts.trend import apart

LONGEST = 180
DASHES = {"lead": "dash", "mql": "dot", "sal": "dashdot", "sql": "longdash", "opportunity": "solid"}
BANDS = {"usual": look.CONTEXT, "slow": look.CONTEXT_STRONG, "stuck": look.ACCENT, "unknown": look.UNKNOWN}


def time_to_convert(curves: pl.DataFrame, summary: pl.DataFrame) -> Figure:
    """Share that moved on by days since entry, one curve per step, from `time_to_convert` and its summary.

    The slowest step is in the accent colour with its interval; dots mark the medians; customdata is the stage.
    """
    slow = words.velocity.slowest(summary)
    shown = curves.filter(pl.col("days") <= LONGEST)
    parts = [(row, shown.filter(pl.col("stage") == row["stage"])) for row in summary.to_dicts()]
    parts = [(row, part) for row, part in parts if part.height]
    return look.figure(
        [
            *(band(part) for row, part in parts if row["stage"] == slow),
            *(curve(row["stage"], part, row["stage"] == slow) for row, part in parts),
            median_dots([row for row, _ in parts if row["median_days"] is not None], slow),
        ],
        height=430,
        margin={"l": 8, "r": 245, "t": 14, "b": 30, "pad": 6},
        xaxis=look.value_axis(
            range=[0, LONGEST],
            tickvals=[0, 30, 60, 90, 120, 150, 180],
            ticktext=["0", "30", "60", "90", "120", "150", "180 days"],
            showgrid=False,
        ),
        yaxis=look.percent_axis(1.0, 0.25),
        annotations=apart([curve_end(row, part, row["stage"] == slow) for row, part in parts], 0.075),
    )


def stairs(part: pl.DataFrame, column: str) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """What has moved on by each day, where a column says what has not; it ends level at the last day shown."""
    gone = 1 - look.numbers(part, column)
    return np.concatenate([[0.0], gone, gone[-1:]])


def day_steps(part: pl.DataFrame) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """The days of a curve, from the day of entry to the last day shown."""
    return np.concatenate([[0.0], look.numbers(part, "days"), [float(LONGEST)]])


def curve(stage: str, part: pl.DataFrame, is_accent: bool) -> Part:
    """The curve of one step, in steps as the records moved on."""
    days, gone = day_steps(part), stairs(part, "survival")
    return {
        "type": "scatter",
        "mode": "lines",
        "name": words.names.step(stage),
        "x": days,
        "y": gone,
        "customdata": [stage] * len(days),
        "line": {
            "shape": "hv",
            "width": 4 if is_accent else 2.5,
            "color": look.ACCENT if is_accent else look.CONTEXT_STRONG,
            "dash": DASHES.get(stage, "solid"),
        },
        "hoverinfo": "text",
        "hovertext": [
            f"{words.names.step(stage)}: {words.percent(float(share))} after {words.days(float(day))}"
            for day, share in zip(days, gone, strict=True)
        ],
    }


def band(part: pl.DataFrame) -> Part:
    """The 95 % interval around a curve as a quiet area."""
    days = day_steps(part)
    ends = np.concatenate([np.nan_to_num(stairs(part, "low"), nan=1.0), stairs(part, "high")[::-1]])
    return {
        "type": "scatter",
        "mode": "lines",
        "x": np.concatenate([days, days[::-1]]),
        "y": np.nan_to_num(ends),
        "fill": "toself",
        "fillcolor": look.CONTEXT,
        "line": {"width": 0, "color": look.CONTEXT},
        "hoverinfo": "skip",
    }


def median_dots(rows: list[dict[str, Any]], slow: str | None) -> Part:
    """A dot on each curve where half have moved on."""
    near = [row for row in rows if row["median_days"] <= LONGEST]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row["median_days"] for row in near],
        "y": [0.5] * len(near),
        "customdata": [row["stage"] for row in near],
        "marker": {
            "size": 12,
            "color": [look.ACCENT if row["stage"] == slow else look.INK for row in near],
            "line": {"width": 2, "color": look.PAPER},
        },
        "hoverinfo": "text",
        "hovertext": [f"{words.names.step(row['stage'])}: half after {words.days(row['median_days'])}" for row in near],
    }


def curve_end(row: dict[str, Any], part: pl.DataFrame, is_accent: bool) -> Part:
    """The step and its median, beside the end of its curve."""
    colour = look.ACCENT if is_accent else look.INK
    text = f"<span style='color:{colour}'>{words.names.short_step(row['stage'])}</span>"
    half = f"  <span style='color:{look.MUTED}'>{words.velocity.half(row)}</span>"
    gone = 1 - look.numbers(part, "survival")[-1]
    return look.note(text + half, x=1, xref="paper", y=float(gone), xshift=10)


def days_in_stage(stays: pl.DataFrame) -> Figure:
    """Per stage, the median of days as a dot, P75 and P90 as a range, from `days_in_stage`; customdata is the stage."""
    rows = stays.to_dicts()
    names = [stage_name(row["stage"]) for row in rows]
    most = max([1.0, *np.nan_to_num(look.numbers(stays, "p90_days"))])
    return look.figure(
        [
            *(span(stays, names, *ends) for ends in (("p75_days", "p90_days", 5), ("median_days", "p75_days", 13))),
            medians(stays, names),
        ],
        height=rows_height(len(rows)),
        margin={"l": 8, "r": 8, "t": 34, "b": 8, "pad": 6},
        yaxis=look.names_axis(categoryorder="array", categoryarray=names),
        xaxis=look.hidden_axis(range=[-0.03 * most, most * 2.1], rangemode="normal"),
        annotations=[
            *(stay_label(row, name) for row, name in zip(rows, names, strict=True)),
            marks_key(
                {
                    "median": ("●", look.ACCENT),
                    "three in four within (P75)": ("━", look.CONTEXT_STRONG),
                    "nine in ten within (P90)": ("─", look.CONTEXT_STRONG),
                }
            ),
        ],
    )


def rows_height(rows: int) -> int:
    """The height of a figure of so many rows; one to six rows have one height, to stand beside each other."""
    return 60 + 48 * max(6, rows)


def stage_name(stage: str) -> str:
    """The name of a stage, of the funnel or of the sales process, safe in a chart."""
    return words.safe.in_chart(words.names.stage(stage))


def span(stays: pl.DataFrame, names: list[str], start: str, end: str, width: int) -> Part:
    """A line per stage between two quantiles; none where too few stays ended."""
    ends: list[float | None] = []
    for low, high, number in stays.select(start, end, "stays").iter_rows():
        ends += [low, high, None] if number >= words.FEWEST else [None] * 3
    return {
        "type": "scatter",
        "mode": "lines",
        "x": look.numbers(pl.DataFrame({"x": pl.Series(ends, dtype=pl.Float64)}), "x"),
        "y": [name for name in names for _ in range(3)],
        "line": {"color": look.CONTEXT_STRONG, "width": width},
        "hoverinfo": "skip",
    }


def medians(stays: pl.DataFrame, names: list[str]) -> Part:
    """The median of each stage with enough stays."""
    enough = stays.with_columns(
        median_days=pl.when(pl.col("stays") >= words.FEWEST).then(pl.col("median_days").cast(pl.Float64))
    )
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "x": look.numbers(enough, "median_days"),
        "y": names,
        "customdata": stays.get_column("stage").to_list(),
        "marker": {"size": 16, "color": look.ACCENT, "line": {"width": 2, "color": look.PAPER}},
        "hoverinfo": "text",
        "hovertext": [words.velocity.stay(row) for row in stays.to_dicts()],
    }


def stay_label(row: dict[str, Any], name: str) -> Part:
    """The median of a stage in words, and how long nine in ten take, at the end of its range."""
    at = row["p90_days"] if row["stays"] >= words.FEWEST and row["p90_days"] is not None else 0
    return look.note(words.velocity.stay_marked(row, look.MUTED), x=float(at), y=name, xshift=12)


def ageing(bands: pl.DataFrame) -> Figure:
    """Open records by stage and how long they have been there, from `stage_ageing`; customdata is stage and band."""
    stages = bands.get_column("stage").unique(maintain_order=True).to_list()
    names = [stage_name(stage) for stage in stages]
    totals = [int(bands.filter(pl.col("stage") == stage).get_column("records").sum()) for stage in stages]
    there = [name for name in BANDS if name in bands.get_column("band").to_list()]
    return look.figure(
        [band_bar(bands.filter(pl.col("band") == name), name) for name in there],
        height=rows_height(len(stages)),
        barmode="stack",
        margin={"l": 8, "r": 8, "t": 34, "b": 8, "pad": 6},
        yaxis=look.names_axis(categoryorder="array", categoryarray=names),
        xaxis=look.hidden_axis(range=[0, max([1, *totals]) * 1.3]),
        annotations=[
            *(
                look.note(words.velocity.stuck_of(bands, stage, total, look.MUTED), x=total, y=name, xshift=10)
                for stage, name, total in zip(stages, names, totals, strict=True)
            ),
            marks_key({words.velocity.BANDS[name]: ("■", BANDS[name]) for name in there}),
        ],
    )


def band_bar(part: pl.DataFrame, name: str) -> Part:
    """The piece of one band in every stage's bar."""
    rows = part.to_dicts()
    return {
        "type": "bar",
        "orientation": "h",
        "name": words.velocity.BANDS[name],
        "y": [stage_name(row["stage"]) for row in rows],
        "x": look.numbers(part, "records"),
        "customdata": [[row["stage"], name] for row in rows],
        "marker": {
            "color": BANDS[name],
            "pattern": look.pattern("/" if name == "stuck" else "", BANDS[name]),
            "line": {"color": look.PAPER, "width": 1.5},
        },
        "hoverinfo": "text",
        "hovertext": [
            f"{words.velocity.BANDS[name]}: {words.count(row['records'])}, {words.percent(row['share'])}"
            f" of {stage_name(row['stage'])}"
            for row in rows
        ],
    }
