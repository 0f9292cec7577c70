"""The share of pipeline that marketing sourced, over eight quarters, under three rules."""

import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.attribution import LINE, RULES
from tandem.charts.look import Figure, Part

TREND = {
    "crm_field": ("solid", "circle", 3.5),
    "first_touch": ("dash", "square", 2),
    "before_sales": ("dot", "diamond", 2),
}


def sourced_trend(trend: pl.DataFrame) -> Figure:
    """Marketing sourced share of pipeline by quarter, one line per rule, with the 18 % line, from `sourced_trend`."""
    quarters = trend.get_column("quarter").unique().sort().to_list()
    lines = [rule_line(trend.filter(pl.col("rule") == rule), rule) for rule in RULES]
    ends = [end_label(trend.filter((pl.col("rule") == rule) & pl.col("share").is_not_null()), rule) for rule in RULES]
    most = max([LINE, *trend.get_column("share").drop_nulls().to_list()])
    return look.figure(
        lines,
        height=340,
        margin={"l": 8, "r": 150, "t": 20, "b": 8, "pad": 6},
        xaxis=quarter_axis(quarters),
        yaxis=look.percent_axis(most * 1.15, 0.1 if most < 0.5 else 0.25),
        shapes=[
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": LINE,
                "y1": LINE,
                "line": {"color": look.INK, "width": 1.5, "dash": "dot"},
            }
        ],
        annotations=apart([end for end in (*ends, line_end()) if end], 0.1 * most),
    )


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


def rule_line(part: pl.DataFrame, rule: str) -> Part:
    """The line of one rule; the recorded source is drawn strongest."""
    dash, symbol, width = TREND[rule]
    quarters = part.get_column("quarter").to_list()
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": words.names.RULES[rule],
        "x": quarters,
        "y": look.numbers(part, "share"),
        "customdata": [[rule, quarter] for quarter in quarters],
        "line": {"color": look.MARKETING, "width": width, "dash": dash},
        "marker": {"symbol": symbol, "size": 8, "color": look.MARKETING},
        "hoverinfo": "text",
        "hovertext": [
            f"{quarter}: {words.percent(share)} by {words.names.SHORT_RULES[rule].lower()}"
            for quarter, share in part.select("quarter", "share").iter_rows()
        ],
    }


def end_label(part: pl.DataFrame, rule: str) -> Part | None:
    """The name and last value of a line, beside its end."""
    if part.is_empty():
        return None
    share = part.sort("quarter").row(-1, named=True)["share"]
    text = f"{words.names.SHORT_RULES[rule]} <b>{words.percent(share)}</b>"
    return look.note(text, x=1, xref="paper", y=share, xshift=10, font={"size": look.LABEL, "color": look.MARKETING})


def line_end() -> Part:
    """The name of the reference line, beside its end."""
    return look.note("18 %, quoted 2007", x=1, xref="paper", y=LINE, xshift=10, font=look.QUIET)


def apart(labels: list[Part], least: float) -> list[Part]:
    """The labels from bottom to top, each moved up where it would touch the one below."""
    placed: list[Part] = []
    for label in sorted(labels, key=lambda one: float(one["y"])):
        lowest = placed[-1]["y"] + least if placed else label["y"]
        placed.append(label | {"y": max(label["y"], lowest)})
    return placed
