"""What comes back: spend of both sides against what was won, cost per step, return per channel under each model."""

from collections.abc import Collection
from typing import Any

import numpy as np
import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.keys import marks_key
from tandem.charts.look import Figure, Part
from tandem.charts.trend import each_quarter, quarter_axis

SPENDERS = {"marketing": look.MARKETING, "sales": look.SALES}
MOST_CHANNELS = 9


def spend_and_return(quarters: pl.DataFrame) -> Figure:
    """Spend of both sides as stacked bars, what was won as a line, one money axis, from `spend_and_return`.

    The return of each quarter stands at its point; customdata is the quarter.
    """
    quarters = each_quarter(quarters)
    names = quarters.get_column("quarter").to_list()
    most = max([1.0, *look.numbers(quarters, "won_amount"), *look.numbers(quarters, "spend")], key=np.nan_to_num)
    return look.figure(
        [
            *(spend_bar(quarters, names, side) for side in SPENDERS),
            won_line(quarters, names),
        ],
        height=400,
        barmode="stack",
        margin={"l": 8, "r": 8, "t": 40, "b": 8, "pad": 6},
        xaxis=quarter_axis(names) | {"range": [-0.6, len(names) - 0.4]},
        yaxis=look.value_axis(range=[0, float(most) * 1.2], tickformat="~s", nticks=5),
        annotations=[
            *(return_label(row) for row in quarters.to_dicts() if row["return_on_spend"] is not None),
            marks_key(
                {
                    "Won, with its net return on spend": ("●", look.ACCENT),
                    "Marketing’s spend": ("■", look.MARKETING),
                    "Sales’ spend": ("■", look.SALES),
                }
            ),
        ],
    )


def spend_bar(quarters: pl.DataFrame, names: list[str], side: str) -> Part:
    """The spend of one side by quarter."""
    spent = look.numbers(quarters, f"{side}_spend")
    return {
        "type": "bar",
        "name": words.names.side(side),
        "x": names,
        "y": spent,
        "customdata": names,
        "marker": {
            "color": SPENDERS[side],
            "line": {"color": look.PAPER, "width": 1.5},
            "pattern": look.pattern("/" if side == "sales" else "", SPENDERS[side]),
        },
        "hoverinfo": "text",
        "hovertext": [
            f"{name}: {words.names.side(side)} {words.money(amount)}"
            for name, amount in quarters.select("quarter", f"{side}_spend").iter_rows()
        ],
    }


def won_line(quarters: pl.DataFrame, names: list[str]) -> Part:
    """What was won by quarter."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": "Won",
        "cliponaxis": False,
        "x": names,
        "y": look.numbers(quarters, "won_amount"),
        "customdata": names,
        "line": {"color": look.ACCENT, "width": 3},
        "marker": {"size": 11, "color": look.ACCENT, "line": {"color": look.PAPER, "width": 2}},
        "hoverinfo": "text",
        "hovertext": [f"{row['quarter']}: {words.money(row['won_amount'])} won" for row in quarters.to_dicts()],
    }


def return_label(row: dict[str, Any]) -> Part:
    """The net return of a quarter above what was won in it."""
    return look.note(
        f"<b>{words.times(row['return_on_spend'])}</b>",
        x=row["quarter"],
        y=float(row["won_amount"]),
        yshift=18,
        xanchor="center",
    )


def cost_per_step(costs: pl.DataFrame, currency: str) -> Figure:
    """What each step cost, with the quarter before as a mark, from `cost_per_step`; customdata is the step."""
    rows = costs.to_dicts()
    names = [words.returns.STEPS[row["step"]] for row in rows]
    ends = np.fmax(np.nan_to_num(look.numbers(costs, "cost")), np.nan_to_num(look.numbers(costs, "previous")))
    return look.figure(
        [
            {
                "type": "bar", "orientation": "h", "y": names, "x": look.numbers(costs, "cost"),
                "customdata": [row["step"] for row in rows],
                "marker": {"color": look.ACCENT, "cornerradius": 3},
                "hoverinfo": "text", "hovertext": [words.returns.cost(row, currency) for row in rows],
            },
            {
                "type": "scatter", "mode": "markers", "y": names, "x": look.numbers(costs, "previous"),
                "customdata": [row["step"] for row in rows],
                "marker": {"symbol": "line-ns", "size": 26, "line": {"width": 3, "color": look.INK}},
                "hoverinfo": "text",
                "hovertext": [f"quarter before: {words.money(row['previous'], currency)}" for row in rows],
            },
        ],
        height=400,
        margin={"l": 8, "r": 8, "t": 40, "b": 8, "pad": 6},
        yaxis=look.names_axis(),
        xaxis=look.hidden_axis(range=[0, max([1.0, *ends]) * 2]),
        annotations=[
            *(
                look.note(words.returns.cost_marked(row, currency, look.MUTED), x=float(end), y=name, xshift=12)
                for row, name, end in zip(rows, names, ends, strict=True)
            ),
            marks_key({"this quarter": ("■", look.ACCENT), "quarter before": ("|", look.INK)}),
        ],
    )  # fmt: skip


def channel_return(channels: pl.DataFrame) -> Figure:
    """Net return of each channel under every model as dots on their range, from `channel_return`; customdata is both.

    In the accent colour where the model decides whether the channel pays, else the one that it moves most.
    """
    known = channels.filter(pl.col("return_on_spend").is_not_null())
    wide = known.group_by("channel").agg(
        low=pl.col("return_on_spend").min(), high=pl.col("return_on_spend").max(), spend=pl.col("spend").max()
    )
    top = wide.sort("spend", "channel", descending=[True, False]).head(MOST_CHANNELS).sort("high", descending=True)
    most, least = max([1.0, *top.get_column("high")]), min([0.0, *top.get_column("low")])
    telling = words.returns.telling(top.to_dicts())
    return look.figure(
        [range_lines(top), *(model_dots(known, row["channel"], telling) for row in top.to_dicts())],
        height=80 + 46 * max(1, top.height),
        margin={"l": 8, "r": 8, "t": 34, "b": 34, "pad": 6},
        yaxis=look.names_axis(
            categoryorder="array", categoryarray=[words.safe.in_chart(name) for name in top.get_column("channel")]
        ),
        xaxis=look.value_axis(range=[least - 0.02 * most, most * 1.4], ticksuffix="×", nticks=7, rangemode="normal"),
        shapes=[
            {"type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper",
             "line": {"color": look.INK, "width": 1.5, "dash": "dot"}}
        ],
        annotations=[
            *(range_label(row) for row in top.to_dicts()),
            look.note("to the right: more came back than was spent", x=0, y=1, yref="paper", yanchor="bottom",
                      yshift=8, font=look.QUIET),
        ],
    )  # fmt: skip


def range_lines(top: pl.DataFrame) -> Part:
    """A quiet line per channel from its lowest to its highest return."""
    names, ends = [], []
    for channel, low, high in top.select("channel", "low", "high").iter_rows():
        names += [words.safe.in_chart(channel)] * 3
        ends += [low, high, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": look.numbers(pl.DataFrame({"x": pl.Series(ends, dtype=pl.Float64)}), "x"),
        "y": names,
        "line": {"color": look.CONTEXT, "width": 7},
        "hoverinfo": "skip",
    }


def model_dots(known: pl.DataFrame, channel: str, telling: Collection[str]) -> Part:
    """The return of one channel under every model."""
    part, decided = known.filter(pl.col("channel") == channel), channel in telling
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "x": look.numbers(part, "return_on_spend"),
        "y": [words.safe.in_chart(channel)] * part.height,
        "customdata": [[channel, model] for model in part.get_column("model")],
        "marker": {
            "size": 12,
            "symbol": "diamond" if decided else "circle",
            "color": look.ACCENT if decided else look.CONTEXT_STRONG,
            "line": {"width": 1, "color": look.PAPER},
        },
        "hoverinfo": "text",
        "hovertext": [
            f"{words.returns.model(model)}: {words.times(value)}"
            for model, value in part.select("model", "return_on_spend").iter_rows()
        ],
    }


def range_label(row: dict[str, Any]) -> Part:
    """From where to where the return of a channel goes."""
    low, high = words.times(row["low"]), words.times(row["high"])
    said = high if low == high else f"{low} to {high}"
    return look.note(said, x=row["high"], y=words.safe.in_chart(row["channel"]), xshift=14, font=look.QUIET)
