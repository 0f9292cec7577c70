"""How much each side touched, apart from what it brought."""

from typing import Any

import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.look import Figure, Part


def influence(sides: pl.DataFrame) -> Figure:
    """How much each side touched, each bar by itself of the whole, from `influenced`; customdata is the side."""
    rows = sides.sort("share", descending=True, nulls_last=True).to_dicts()
    names = [words.names.side(row["side"]) for row in rows]
    shares = look.numbers(sides.sort("share", descending=True, nulls_last=True), "share")
    whole: Part = {
        "type": "bar", "orientation": "h", "y": names, "x": [1.0] * len(names), "hoverinfo": "skip",
        "marker": {"color": look.CONTEXT, "cornerradius": 3},
    }  # fmt: skip
    touched: Part = {
        "type": "bar", "orientation": "h", "y": names, "x": shares, "customdata": [row["side"] for row in rows],
        "marker": {"color": [look.SIDE_COLOURS[row["side"]] for row in rows], "cornerradius": 3},
        "hoverinfo": "text", "hovertext": [influence_text(row) for row in rows],
    }  # fmt: skip
    labels = [
        look.note(influence_text(row), x=1, xref="paper", y=name, xshift=12, font=look.LOUD)
        for row, name in zip(rows, names, strict=True)
    ]
    return look.figure(
        [whole, touched],
        height=40 + 56 * max(1, len(names)),
        barmode="overlay",
        margin={"l": 8, "r": 330, "t": 8, "b": 8, "pad": 6},
        yaxis=look.names_axis(),
        xaxis=look.hidden_axis(range=[0, 1]),
        annotations=labels,
    )


def influence_text(row: dict[str, Any]) -> str:
    """The share of the amount that a side touched, and how many deals; these alone where too few for a share."""
    deals = f"{words.count(row['opportunities'])} of {words.counted(row['of_opportunities'], 'deal')}"
    if row["of_opportunities"] < words.FEWEST:
        return f"<b>{deals}</b>"
    said = f"of the amount, {deals}"
    return f"<b>{words.percent(row['share'])}</b>  <span style='color:{look.MUTED}'>{said}</span>"
