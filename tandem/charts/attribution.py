"""Who brought it: the shares of the sides under three rules."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.look import Figure, Part

Row = dict[str, Any]
LINE = 0.18
LINE_LABEL = words.credit.LINE_LABEL
CLASSES = ("marketing", "sales", "partner", "unknown")
RULES = ("crm_field", "first_touch", "before_sales")


def sourced_by_rule(rules: pl.DataFrame) -> Figure:
    """Three 100 % bars by source class with the 18 % line, from `sourced_rules`; customdata is rule and class."""
    rows = rules.to_dicts()
    line, label = look.rule(LINE, LINE_LABEL, above=False)
    return look.figure(
        [class_bar([row for row in rows if row["source_class"] == name], name) for name in CLASSES],
        height=340,
        barmode="stack",
        margin={"l": 8, "r": 8, "t": 38, "b": 34, "pad": 6},
        yaxis=look.names_axis(categoryorder="array", categoryarray=[words.names.RULES[rule] for rule in RULES]),
        xaxis=look.hidden_axis(range=[0, 1]),
        shapes=[line | {"layer": "below"}],
        annotations=[label, look.key({words.names.side(name): look.SIDE_COLOURS[name] for name in CLASSES})],
    )


def class_bar(rows: Sequence[Row], name: str) -> Part:
    """The piece of one source class in every bar, labelled where there is room."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": words.names.side(name),
        "y": [words.names.RULES[row["rule"]] for row in rows],
        "x": [row["share"] for row in rows],
        "customdata": [[row["rule"], name] for row in rows],
        "text": [class_label(row) for row in rows],
        "textposition": "inside",
        "insidetextanchor": "end",
        "textangle": 0,
        "textfont": look.ON_COLOUR,
        "constraintext": "none",
        "marker": {
            "color": look.SIDE_COLOURS[name],
            "line": {"color": look.PAPER, "width": 2},
        },
        "hoverinfo": "text",
        "hovertext": [
            f"{words.names.side(name)}: {words.sourcing.marketing(row)}, {words.sourcing.deals_of(row)}, "
            f"{words.money(row['amount'])}"
            for row in rows
        ],
    }


def class_label(row: Row) -> str:
    """The share of a piece, where it has room for it; the number of its deals where all are too few for a share."""
    if row["share"] is None or row["share"] < 0.11:
        return ""
    said = words.count(row["opportunities"]) if words.sourcing.is_few(row) else words.percent(row["share"])
    return f"<b>{said}</b>{look.GAP}"
