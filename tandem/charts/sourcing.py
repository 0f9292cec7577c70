"""Who sources, in small: the same bars of four sides by quarter, by region and by segment, a panel for each rule."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.attribution import CLASSES, LINE, RULES
from tandem.charts.look import Figure, Part

PANELS = ((0.0, 0.3), (0.35, 0.65), (0.7, 1.0))
PALE = 0.3
ROOM_ACROSS, ROOM_UP = 0.13, 0.08
Rows: TypeAlias = Sequence[dict[str, Any]]


def sourced_quarters(split: pl.DataFrame) -> Figure:
    """Shares of the sides quarter by quarter, a panel per rule, with the 18 % line, from `sourced_split`.

    customdata is rule, class and quarter; quarters with fewer than ten deals are pale and without a number.
    """
    part = split.filter(pl.col("dimension") == "quarter").sort("place")
    quarters = part.get_column("place").unique(maintain_order=True).to_list()
    axes: dict[str, Any] = {name_of("xaxis", number): quarter_axis(quarters, number) for number in range(len(RULES))}
    return look.figure(
        [bar for number in range(len(RULES)) for bar in bars(part, number, is_upright=True)],
        height=370,
        barmode="stack",
        bargap=0.22,
        margin={"l": 8, "r": 52, "t": 70, "b": 8, "pad": 4},
        yaxis=look.hidden_axis(range=[0, 1]),
        shapes=[line(number, is_upright=True) for number in range(len(RULES))],
        annotations=[*titles(), sides_key(), look.note("18 %", x=1, y=LINE, xref="paper", xshift=8, font=look.QUIET)],
        **axes,
    )


def sourced_places(split: pl.DataFrame, dimension: str) -> Figure:
    """Shares of the sides by region or segment, a panel per rule, with the 18 % line, from `sourced_split`.

    customdata is rule, class and place; places with fewer than ten deals are named without bars.
    """
    part = split.filter(pl.col("dimension") == dimension).sort("place")
    places = [words.safe.in_chart(place, 20) for place in part.get_column("place").unique(maintain_order=True)]
    enough = part.filter(pl.col("of") >= words.FEWEST)
    few = part.filter(pl.col("of") < words.FEWEST).unique("place", maintain_order=True).to_dicts()
    axes: dict[str, Any] = {
        name_of("xaxis", number): look.hidden_axis(range=[0, 1], domain=PANELS[number], anchor="y")
        for number in range(len(RULES))
    }
    return look.figure(
        [bar for number in range(len(RULES)) for bar in bars(enough, number, is_upright=False)],
        height=112 + 46 * max(1, len(places)),
        barmode="stack",
        bargap=0.3,
        margin={"l": 8, "r": 8, "t": 70, "b": 30, "pad": 6},
        yaxis=look.names_axis(categoryorder="array", categoryarray=places),
        shapes=[line(number, is_upright=False) for number in range(len(RULES))],
        annotations=[*titles(), sides_key(), *below(), *map(too_few, few)],
        **axes,
    )


def name_of(axis: str, number: int) -> str:
    """How Plotly calls the axis of a panel, as “xaxis2”."""
    return axis + (str(number + 1) if number else "")


def quarter_axis(quarters: list[str], number: int) -> Part:
    """The quarters beneath one panel."""
    return {
        "type": "category", "domain": PANELS[number], "anchor": "y", "categoryorder": "array",
        "categoryarray": quarters, "tickvals": quarters, "ticktext": quarter_names(quarters), "tickangle": 0,
        "fixedrange": True, "showgrid": False, "title": {"text": ""},
        "tickfont": {"size": 14, "color": look.MUTED},
    }  # fmt: skip


def quarter_names(quarters: list[str]) -> list[str]:
    """The quarters as Q3, the year beneath each that starts one; there is no room for more."""
    return [f"Q1<br>{quarter[:4]}" if quarter.endswith("Q1") else quarter[4:] for quarter in quarters]


def bars(part: pl.DataFrame, number: int, *, is_upright: bool) -> list[Part]:
    """The pieces of the four sides in one panel."""
    of_rule = part.filter(pl.col("rule") == RULES[number])
    return [piece(of_rule.filter(pl.col("source_class") == side), side, number, is_upright) for side in CLASSES]


def piece(part: pl.DataFrame, side: str, number: int, is_upright: bool) -> Part:
    """The piece of one side in every bar of a panel, with its share where there is room."""
    rows, shares = part.to_dicts(), look.numbers(part, "share")
    places = [row["place"] if is_upright else words.safe.in_chart(row["place"], 20) for row in rows]
    room = ROOM_UP if is_upright else ROOM_ACROSS
    return {
        "type": "bar",
        "orientation": "v" if is_upright else "h",
        "name": words.names.side(side),
        "x": places if is_upright else shares,
        "y": shares if is_upright else places,
        "xaxis": name_of("x", number),
        "customdata": [[row["rule"], side, row["place"]] for row in rows],
        "text": [number_in(row, room) for row in rows],
        "textposition": "inside",
        "insidetextanchor": "start" if side == "marketing" else "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": look.ON_COLOUR | {"size": 14},
        "marker": {
            "color": look.SIDE_COLOURS[side],
            "opacity": [1.0 if row["of"] >= words.FEWEST else PALE for row in rows],
            "line": {"color": look.PAPER, "width": 1},
        },
        "hoverinfo": "text",
        "hovertext": [hover(row, side) for row in rows],
    }


def number_in(row: dict[str, Any], room: float) -> str:
    """The share of a piece in whole per cent, where it has room and there are deals enough."""
    if row["of"] < words.FEWEST or (row["share"] or 0) < room or row["source_class"] not in ("marketing", "sales"):
        return ""
    return words.credit.whole(row["share"])


def hover(row: dict[str, Any], side: str) -> str:
    """What one piece stands for."""
    place = words.safe.in_chart(row["place"])
    return (
        f"{place}, {words.names.side(side).lower()}: {words.percent(row['share'])} of the amount, "
        f"{words.count(row['opportunities'])} of {words.count(row['of'])} deals"
    )


def line(number: int, *, is_upright: bool) -> Part:
    """The 18 % line across one panel."""
    start, end = PANELS[number]
    drawn = {"type": "line", "line": {"color": look.INK, "width": 1.5, "dash": "dot"}}
    if is_upright:
        return drawn | {"xref": "paper", "x0": start, "x1": end, "y0": LINE, "y1": LINE}
    at = start + LINE * (end - start)
    return drawn | {"xref": "paper", "x0": at, "x1": at, "yref": "paper", "y0": -0.02, "y1": 1}


def titles() -> list[Part]:
    """The rule of each panel, above it."""
    return [
        look.note(words.names.RULES[rule], x=start, xref="paper", y=1, yref="paper", yanchor="bottom", yshift=6)
        for rule, (start, _) in zip(RULES, PANELS, strict=True)
    ]


def sides_key() -> Part:
    """What the colours stand for, in the first line."""
    return look.key({words.names.side(side): look.SIDE_COLOURS[side] for side in CLASSES}) | {"yshift": 38}


def below() -> list[Part]:
    """The name of the line, beneath it in every panel."""
    return [
        look.note("18 %", x=start + LINE * (end - start), xref="paper", y=0, yref="paper", yanchor="top", yshift=-6,
                  xanchor="center", font=look.QUIET)
        for start, end in PANELS
    ]  # fmt: skip


def too_few(row: dict[str, Any]) -> Part:
    """That a place has too few deals for a share."""
    deals = "deal" if row["of"] == 1 else "deals"
    text = f"{words.count(row['of'])} {deals}: {words.TOO_FEW}"
    return look.note(
        text, x=0, xref="paper", xshift=4, y=words.safe.in_chart(row["place"], 20), font=look.QUIET, bgcolor=look.PAPER
    )
