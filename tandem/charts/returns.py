"""What comes back: spend of both sides against what was won, and cost per step."""

from typing import Any

import numpy as np
import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.keys import marks_key
from tandem.charts.look import Figure, Part
from tandem.charts.trend import each_quarter, quarter_axis

SPENDERS = {"marketing": look.MARKETING, "sales": look.SALES}


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
        bgcolor=look.PAPER,
    )


KEY_OF_COSTS = {
    "cost": ("this quarter", ("■", look.ACCENT)),
    "low": ("95 % interval", ("━", look.CONTEXT_STRONG)),
    "previous": ("quarter before", ("|", look.INK)),
}


def cost_per_step(costs: pl.DataFrame, currency: str) -> Figure:
    """What each step cost and its interval, with the quarter before as a mark, from `cost_per_step`.

    Customdata is the step.
    """
    rows = costs.to_dicts()
    names = [words.returns.STEPS[row["step"]] for row in rows]
    ends = np.fmax.reduce([np.nan_to_num(look.numbers(costs, end)) for end in ("cost", "high", "previous")])
    return look.figure(
        [
            {
                "type": "bar", "orientation": "h", "y": names, "x": look.numbers(costs, "cost"),
                "customdata": [row["step"] for row in rows],
                "marker": {
                    "color": [look.CONTEXT if row["reached"] < words.FEWEST else look.ACCENT for row in rows],
                    "cornerradius": 3,
                },
                "hoverinfo": "text", "hovertext": [words.returns.cost_between(row, currency) for row in rows],
                "error_x": look.spread(costs, "cost", "low", "high", look.CONTEXT_STRONG, 3),
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
            marks_key(dict(said for column, said in KEY_OF_COSTS.items() if costs.get_column(column).count())),
        ],
    )  # fmt: skip
