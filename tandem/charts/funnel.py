"""The joint funnel: what entered each stage by both inflows, what moved on, and where the regions differ."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.look import Figure, Part

Row = dict[str, Any]
INFLOW_COLOURS = {"lead": look.ACCENT, "sales": look.SALES}
STEPS = ("lead", "mql", "sal", "sql", "opportunity")


def joint_funnel(flow: pl.DataFrame, *, height: int = 430) -> Figure:
    """Bars of what entered each stage, from leads and opened by sales, from `funnel_flow`; customdata is the stage."""
    rows = flow.to_dicts()
    bars = [inflow_bar([row for row in rows if row["inflow"] == inflow], inflow) for inflow in INFLOW_COLOURS]
    entered = {
        stage: {row["inflow"]: row["entered"] for row in rows if row["stage"] == stage} for stage in words.names.STAGES
    }
    stages = [stage for stage, ways in entered.items() if ways]
    most = max([1, *(sum(ways.values()) for ways in entered.values())])
    return look.figure(
        bars,
        height=height,
        barmode="stack",
        yaxis=look.names_axis(categoryorder="array", categoryarray=[words.names.stage(stage) for stage in stages]),
        xaxis=look.hidden_axis(range=[0, most * 1.42]),
        annotations=[total_label(entered[stage], stage) for stage in stages],
    )


def inflow_bar(rows: Sequence[Row], inflow: str) -> Part:
    """The bars of one inflow."""
    stages = [row["stage"] for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "name": words.names.INFLOWS[inflow],
        "y": [words.names.stage(stage) for stage in stages],
        "x": [row["entered"] for row in rows],
        "customdata": stages,
        "marker": {
            "color": INFLOW_COLOURS[inflow],
            "cornerradius": 3,
            "pattern": look.pattern("/" if inflow == "sales" else "", INFLOW_COLOURS[inflow]),
        },
        "hoverinfo": "text",
        "hovertext": [
            f"{words.names.INFLOWS[inflow]}: {words.count(row['entered'])} entered, "
            f"{words.count(row['moved_on'])} moved on"
            for row in rows
        ],
    }


def total_label(entered: Mapping[str, int], stage: str) -> Part:
    """The number that entered a stage, and where both inflows meet, how many came by each."""
    total = sum(entered.values())
    text = f"<b>{words.count(total)}</b>"
    if entered.get("sales"):
        came = {inflow: number for inflow, number in entered.items() if number}
        parts = [f"{words.count(number)} {words.names.INFLOWS[inflow].lower()}" for inflow, number in came.items()]
        text += f"  <span style='color:{look.MUTED}'>{', '.join(parts)}</span>"
    return look.note(text, x=total, y=words.names.stage(stage), xshift=8, font=look.LOUD)


def step_conversion(funnel: pl.DataFrame, *, height: int = 430) -> Figure:
    """Share that moved on at each step with its 95 % interval, from `funnel_steps`; customdata is the stage.

    A flow ratio has no interval and may go beyond 100 %.
    """
    steps = funnel.filter(pl.col("stage").is_in(STEPS))
    stages = steps.get_column("stage").to_list()
    labels = [words.names.step(stage) for stage in stages]
    told = steps.with_columns(pl.when(pl.col("counted") >= words.FEWEST).then(pl.col("conversion")))
    shares = look.numbers(told, "conversion")
    dots: Part = {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "x": shares,
        "y": labels,
        "customdata": stages,
        "marker": {"size": 15, "color": look.ACCENT},
        "error_x": look.spread(told, "conversion", "ci_low", "ci_high", look.ACCENT),
        "hoverinfo": "text",
        "hovertext": [step_text(row) for row in steps.to_dicts()],
    }
    return look.figure(
        [dots],
        height=height,
        margin={"l": 8, "r": 195, "t": 8, "b": 30, "pad": 6},
        yaxis=look.names_axis(showgrid=True, gridcolor=look.CONTEXT),
        xaxis=look.percent_axis(max([1.0, *np.nan_to_num(shares)]), 0.25),
        annotations=[
            look.note(step_text(row), x=1, xref="paper", y=label, xshift=12, font=look.LOUD)
            for row, label in zip(steps.to_dicts(), labels, strict=True)
        ],
    )


def step_text(row: dict[str, Any]) -> str:
    """The conversion of one step with its interval, or why there is none to say."""
    said = words.share(row["reached_next"], row["counted"], row["conversion"])
    between = words.interval(row["ci_low"], row["ci_high"], "ratio")
    if row["conversion"] is None or row["counted"] < words.FEWEST:
        return f"<b>{said}</b>" if row["conversion"] is None else said
    return f"<b>{said}</b>  <span style='color:{look.MUTED}'>{between}</span>"
