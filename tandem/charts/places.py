"""Where marketing sources: its share under three rules in each region or segment; and how much each side touched."""

from typing import Any

import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.attribution import LINE, RULES
from tandem.charts.look import Figure, Part

MARKS = {"crm_field": "circle", "first_touch": "square-open", "before_sales": "diamond-open"}


def sourced_places(places: pl.DataFrame, dimension: str) -> Figure:
    """Marketing's share under each rule by region or segment, with the 18 % line; customdata is rule and place.

    From `sourced_places`; places with fewer than ten deals are named without a mark.
    """
    part = places.filter(pl.col("dimension") == dimension).sort("place")
    enough = part.filter(pl.col("of") >= words.FEWEST)
    names = [words.safe.in_chart(place) for place in part.get_column("place").unique(maintain_order=True)]
    few = part.filter(pl.col("of") < words.FEWEST).unique("place", maintain_order=True).to_dicts()
    line, label = look.rule(LINE, "18 %")
    colours = {words.names.SHORT_RULES[rule]: look.MARKETING for rule in RULES}
    return look.figure(
        [span(enough), *[rule_marks(enough.filter(pl.col("rule") == rule), rule) for rule in RULES]],
        height=140 + 42 * max(1, len(names)),
        margin={"l": 8, "r": 16, "t": 62, "b": 30, "pad": 6},
        yaxis=look.names_axis(categoryorder="array", categoryarray=names),
        xaxis=look.percent_axis(1.0, 0.25),
        shapes=[line],
        annotations=[label, look.key(colours, marks="●□◇") | {"yshift": 30}, *map(too_few, few)],
    )


def span(part: pl.DataFrame) -> Part:
    """A quiet line per place from its lowest to its highest share."""
    names: list[str] = []
    ends: list[float | None] = []
    wide = part.group_by("place", maintain_order=True).agg(low=pl.col("share").min(), high=pl.col("share").max())
    for place, low, high in wide.iter_rows():
        names += [words.safe.in_chart(place)] * 3
        ends += [low, high, None]
    return {
        "type": "scatter", "mode": "lines", "y": names, "hoverinfo": "skip",
        "x": look.numbers(pl.DataFrame({"x": pl.Series(ends, dtype=pl.Float64)}), "x"),
        "line": {"color": look.CONTEXT, "width": 6},
    }  # fmt: skip


def rule_marks(part: pl.DataFrame, rule: str) -> Part:
    """The share of every place under one rule."""
    rows = part.to_dicts()
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "name": words.names.RULES[rule],
        "x": look.numbers(part, "share"),
        "y": [words.safe.in_chart(row["place"]) for row in rows],
        "customdata": [[rule, row["place"]] for row in rows],
        "marker": {
            "symbol": MARKS[rule],
            "size": 13,
            "color": look.MARKETING,
            "line": {"width": 2.5, "color": look.MARKETING},
        },
        "hoverinfo": "text",
        "hovertext": [
            f"{words.names.SHORT_RULES[rule]}: {words.percent(row['share'])}, "
            f"{words.count(row['opportunities'])} of {words.count(row['of'])} deals"
            for row in rows
        ],
    }


def too_few(row: dict[str, Any]) -> Part:
    """That a place has too few deals for a share."""
    deals = "deal" if row["of"] == 1 else "deals"
    text = f"{words.count(row['of'])} {deals}: {words.TOO_FEW}"
    return look.note(text, x=LINE + 0.02, y=words.safe.in_chart(row["place"]), font=look.QUIET)


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
        margin={"l": 8, "r": 235, "t": 8, "b": 8, "pad": 6},
        yaxis=look.names_axis(),
        xaxis=look.hidden_axis(range=[0, 1]),
        annotations=labels,
    )


def influence_text(row: dict[str, Any]) -> str:
    """The share that a side touched, and of how many deals."""
    deals = f"{words.count(row['opportunities'])} of {words.count(row['of_opportunities'])} deals"
    return f"<b>{words.percent(row['share'])}</b>  <span style='color:{look.MUTED}'>{deals}</span>"
