"""How much turns into business: changes of each step, cohorts, sources, leaks."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.cells import Cell, clickable
from tandem.charts.keys import marks_key
from tandem.charts.look import Figure, Part
from tandem.stats import wilson

PLACES = {"lost": look.ACCENT}
MOST_LEAKS = 10
MOST_GROUPS = 10
# Above one, so that ink stays readable on the strongest cell.
HEADROOM = 1.5


def step_change(compared: pl.DataFrame, against: str) -> Figure:
    """Change of each step in points with its interval around a zero line, from `funnel_compare`; customdata: stage.

    In the accent colour, and a diamond, where the interval leaves out zero.
    """
    rows = [words.conversion.change_row(row, against) for row in compared.to_dicts()]
    names = [words.names.step(row["stage"]) for row in rows]
    frame = pl.DataFrame(rows, schema=words.conversion.CHANGE_SCHEMA)
    far = [abs(value) for row in rows for value in (row["low"], row["high"]) if value is not None and row["is_told"]]
    most = max(far, default=0.1)
    tick = 0.1 if most >= 0.15 else 0.05 if most >= 0.06 else 0.01
    return look.figure(
        [change_dots(frame, names)],
        height=400,
        margin={"l": 8, "r": 230, "t": 14, "b": 34, "pad": 6},
        yaxis=look.names_axis(
            showgrid=True, gridcolor=look.CONTEXT, categoryorder="array", categoryarray=names
        ),
        xaxis=look.value_axis(
            range=[-most * 1.05, most * 1.05], rangemode="normal", showgrid=False,
            tickvals=[-tick, 0, tick],
            ticktext=[words.conversion.points_of(-tick), "0", words.conversion.points_of(tick)],
        ),
        shapes=[
            {"type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper",
             "line": {"color": look.INK, "width": 1.5, "dash": "dot"}}
        ],
        annotations=[
            look.note(words.conversion.change_marked(row, look.MUTED), x=1, xref="paper", y=name, xshift=12)
            for row, name in zip(rows, names, strict=True)
        ],
    )  # fmt: skip


def change_dots(frame: pl.DataFrame, names: list[str]) -> Part:
    """The change of every step with enough records on both sides."""
    told = frame.with_columns(
        *(pl.when(pl.col("is_told")).then(pl.col(name)).alias(name) for name in ("change", "low", "high"))
    )
    sure = frame.get_column("is_sure").to_list()
    return {
        "type": "scatter",
        "mode": "markers",
        "x": look.numbers(told, "change"),
        "y": names,
        "customdata": frame.get_column("stage").to_list(),
        "marker": {
            "size": 15,
            "color": [look.ACCENT if one else look.CONTEXT_STRONG for one in sure],
            "symbol": ["diamond" if one else "circle" for one in sure],
        },
        "error_x": look.spread(told, "change", "low", "high", look.CONTEXT_STRONG, 3),
        "hoverinfo": "text",
        "hovertext": [words.conversion.change_said(row) for row in frame.to_dicts()],
    }  # fmt: skip


def cohort_map(cohorts: pl.DataFrame) -> Figure:
    """Share of each month's leads that got there, by months since, from `cohorts`; cells too young are hatched.

    Customdata is the month.
    """
    months = sorted(set(cohorts.get_column("month")))
    since = sorted(set(cohorts.get_column("months_since")))
    rows = {(row["month"], row["months_since"]): row for row in cohorts.to_dicts()}
    shares = [[cohort_share(rows.get((month, number))) for number in since] for month in months]
    most = max([0.01, *(share for line in shares for share in line if not np.isnan(share))])
    names = {month: words.conversion.month(month) for month in months}
    return look.figure(
        [
            {
                "type": "heatmap", "z": np.array(shares, dtype=np.float64).reshape(len(months), len(since)),
                "x": [words.conversion.months_on(number) for number in since],
                "y": list(names.values()), "zmin": 0, "zmax": most * HEADROOM,
                "xgap": 3, "ygap": 3, "showscale": False, "colorscale": [[0, look.PAPER], [1, look.ACCENT]],
                "hoverongaps": False, "hoverinfo": "skip",
            },
            clickable([
                Cell(words.conversion.months_on(number), names[month], month, words.conversion.cell(row))
                for (month, number), row in rows.items()
            ]),
        ],
        height=90 + 34 * max(1, len(months)),
        margin={"l": 8, "r": 8, "t": 60, "b": 8, "pad": 6},
        yaxis=look.names_axis(),
        xaxis=look.names_axis(
            autorange=True, side="top", tickvals=list(range(len(since))), ticktext=[str(number) for number in since]
        ),
        shapes=hatched([
            (column, line) for line, month in enumerate(months) for column, number in enumerate(since)
            if (month, number) not in rows
        ]),
        annotations=[
            look.note("months since the lead was created; hatched: too young to say", x=0, xref="paper", y=1,
                      yref="paper", yanchor="bottom", yshift=34, font=look.QUIET),
            *(
                look.note(words.percent(row["share"]), x=words.conversion.months_on(number), y=names[month],
                          xanchor="center", font={"size": 13, "color": look.INK})
                for (month, number), row in rows.items() if not np.isnan(cohort_share(row))
            ),
        ],
    )  # fmt: skip


def hatched(cells: list[tuple[int, int]]) -> list[Part]:
    """Quiet strokes over the cells of a map, each by its column and line, as one shape."""
    strokes = [
        f"M{column + start - 0.42:.2f},{line + 0.36:.2f}L{column + start - 0.24:.2f},{line - 0.36:.2f}"
        for column, line in cells
        for start in (0.0, 0.22, 0.44, 0.66)
    ]
    line = {"color": look.CONTEXT, "width": 1.5}
    return [{"type": "path", "path": "".join(strokes), "line": line, "layer": "below"}] if strokes else []


def cohort_share(row: dict[str, Any] | None) -> float:
    """The share that colours a cell; not a number where there are too few leads to say."""
    if row is None or row["share"] is None or row["leads"] < words.FEWEST:
        return float("nan")
    return float(row["share"])


def leads_by(groups: pl.DataFrame, by: str, young: Mapping[str, int]) -> Figure:
    """Share of leads won to date by a dimension with its 95 % interval, from `funnel_by`; customdata is the group.

    The groups with the most leads, the largest first; hollow where some of their leads are too young to judge.
    """
    top = groups.sort("entered", by, descending=[True, False]).head(MOST_GROUPS)
    rows = [words.conversion.group_row(row, by, wilson(row["won"], row["entered"])) for row in top.to_dicts()]
    names = [words.safe.in_chart(row["group"], 30) for row in rows]
    far = [row["high"] for row in rows if row["high"] is not None]
    return look.figure(
        [
            {
                "type": "scatter", "mode": "markers", "y": names, "cliponaxis": False,
                "x": np.array([np.nan if row["share"] is None else row["share"] for row in rows]),
                "customdata": [row["group"] for row in rows],
                "marker": {
                    "size": 14, "color": [look.PAPER if young.get(row["group"]) else look.ACCENT for row in rows],
                    "line": {"color": look.ACCENT, "width": 3},
                },
                "error_x": {
                    "type": "data", "symmetric": False, "color": look.CONTEXT_STRONG, "thickness": 3, "width": 0,
                    "array": [0 if row["high"] is None else row["high"] - row["share"] for row in rows],
                    "arrayminus": [0 if row["low"] is None else row["share"] - row["low"] for row in rows],
                },
                "hoverinfo": "text", "hovertext": [words.conversion.group_said(row) for row in rows],
            }
        ],
        height=60 + 44 * max(4, len(rows)),
        margin={"l": 8, "r": 250, "t": 14, "b": 30, "pad": 6},
        yaxis=look.names_axis(
            showgrid=True, gridcolor=look.CONTEXT, categoryorder="array", categoryarray=names
        ),
        xaxis=look.value_axis(
            range=[-0.03 * max([0.05, *far]), max([0.05, *far]) * 1.05], tickformat=".0%", nticks=5, showgrid=False,
            rangemode="normal",
        ),
        annotations=[
            look.note(words.conversion.group_marked(row, look.MUTED), x=1, xref="paper", y=name, xshift=12)
            for row, name in zip(rows, names, strict=True)
        ],
    )  # fmt: skip


def leak_bars(leaks: pl.DataFrame, currency: str) -> Figure:
    """What was lost in expected money by place and reason, the largest first, from `leaks`; customdata is both."""
    top = leaks.filter(pl.col("expected_value") > 0).head(MOST_LEAKS)
    rows = top.to_dicts()
    names = [words.conversion.leak_name(row) for row in rows]
    most = max([1.0, *look.numbers(top, "expected_value")])
    return look.figure(
        [
            {
                "type": "bar", "orientation": "h", "y": names, "x": look.numbers(top, "expected_value"),
                "customdata": [[row["place"], row["reason"]] for row in rows],
                "marker": {"color": [PLACES.get(row["place"], look.CONTEXT_STRONG) for row in rows], "cornerradius": 3},
                "hoverinfo": "text", "hovertext": [words.conversion.leak_said(row, currency) for row in rows],
            }
        ],
        height=70 + 42 * max(4, len(rows)),
        margin={"l": 8, "r": 8, "t": 40, "b": 8, "pad": 6},
        yaxis=look.names_axis(),
        xaxis=look.hidden_axis(range=[0, most * 1.95]),
        annotations=[
            *(
                look.note(words.conversion.leak_marked(row, currency, look.MUTED), x=float(row["expected_value"]),
                          y=name, xshift=10)
                for row, name in zip(rows, names, strict=True)
            ),
            marks_key({"deals lost": ("■", look.ACCENT), "leads that became no deal": ("■", look.CONTEXT_STRONG)}),
        ],
    )  # fmt: skip
