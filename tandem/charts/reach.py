"""Whom we reach: target accounts by who reached them, regions by segments, people on open and won deals."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.cells import Cell, clickable
from tandem.charts.keys import marks_key
from tandem.charts.look import Figure, Part

REACHED = {
    "marketing": look.MARKETING,
    "both": look.ACCENT,
    "sales": look.SALES,
    "partner": look.PARTNER,
    "nobody": look.CONTEXT,
}
ROOM = 0.045
# Above one, so that ink stays readable on the strongest cell.
STRONGEST = 1.4
LABELLED = 0.0995


def reach_by_side(sides: pl.DataFrame, bars: Mapping[str, str]) -> Figure:
    """100 % bars of target accounts by who reached them, from `reach_by_side`; customdata is who.

    `bars` names each bar after the column with its shares.
    """
    shown = {name: column for name, column in bars.items() if sides.get_column(column).is_not_null().any()}
    there = [name for name in REACHED if any(part(sides, name, column) for column in shown.values())]
    return look.figure(
        [side_bar(sides, name, shown) for name in there],
        height=70 + 62 * max(1, len(shown)),
        barmode="stack",
        margin={"l": 8, "r": 8, "t": 38, "b": 8, "pad": 6},
        yaxis=look.names_axis(categoryorder="array", categoryarray=list(shown)),
        xaxis=look.hidden_axis(range=[0, 1]),
        annotations=[marks_key({words.reach.SIDES[name]: ("■", REACHED[name]) for name in there})],
    )


def part(sides: pl.DataFrame, name: str, column: str) -> float:
    """The share of one class in one bar; none where it is not known."""
    found = sides.filter(pl.col("engaged_by") == name).get_column(column).to_list()
    return float(found[0] or 0) if found else 0.0


def side_bar(sides: pl.DataFrame, name: str, bars: Mapping[str, str]) -> Part:
    """The piece of one class in every bar, labelled where there is room."""
    shares = [part(sides, name, column) for column in bars.values()]
    targets = int(sides.get_column("accounts").sum())
    return {
        "type": "bar",
        "orientation": "h",
        "name": words.reach.SIDES[name],
        "y": list(bars),
        "x": shares,
        "customdata": [name] * len(shares),
        "text": [f"<b>{side_label(share, targets)}</b>" if share >= ROOM else "" for share in shares],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": look.LOUD if name == "nobody" else look.ON_COLOUR,
        "marker": {
            "color": REACHED[name],
            "line": {"color": look.PAPER, "width": 2},
            "pattern": look.pattern("/" if name == "both" else "", REACHED[name]),
        },
        "hoverinfo": "text",
        "hovertext": [
            f"{bar}, {words.reach.SIDES[name].lower()}: {words.percent(share)}"
            for bar, share in zip(bars, shares, strict=True)
        ],
    }


def side_label(share: float, targets: int) -> str:
    """The share of one class of the target accounts; their number where all are too few for a share."""
    return words.count(share * targets) if targets < words.FEWEST else words.percent(share)


def reach_map(cells: pl.DataFrame) -> Figure:
    """Engaged share of target accounts by region and segment, from `reach_map`; counts where there are too few.

    Customdata is region and segment.
    """
    regions, segments = (sorted(set(cells.get_column(name))) for name in ("region", "segment"))
    rows = {(row["region"], row["segment"]): row for row in cells.to_dicts()}
    names = {region: words.safe.in_chart(region, 22) for region in regions}
    columns = {segment: words.safe.in_chart(segment, 18) for segment in segments}
    shares = [[cell_share(rows.get((region, segment))) for segment in segments] for region in regions]
    return look.figure(
        [
            {
                "type": "heatmap", "z": np.array(shares, dtype=np.float64), "x": list(columns.values()),
                "y": list(names.values()), "zmin": 0, "zmax": STRONGEST, "xgap": 3, "ygap": 3, "showscale": False,
                "colorscale": [[0, look.PAPER], [1, look.ACCENT]], "hoverongaps": False, "hoverinfo": "skip",
            },
            clickable(
                [Cell(columns[s], names[r], [r, s], words.reach.cell(row)) for (r, s), row in rows.items()], size=44
            ),
        ],
        height=70 + 52 * max(1, len(regions)),
        margin={"l": 8, "r": 8, "t": 40, "b": 8, "pad": 6},
        yaxis=look.names_axis(),
        xaxis=look.names_axis(autorange=True, side="top"),
        annotations=[
            cell_label(rows[region, segment], columns[segment], names[region])
            for region in regions for segment in segments if (region, segment) in rows
        ],
    )  # fmt: skip


def cell_share(row: dict[str, Any] | None) -> float:
    """The share that colours a cell; not a number where there are too few targets to say."""
    if row is None or row["share"] is None or row["targets"] < words.FEWEST:
        return float("nan")
    return float(row["share"])


def cell_label(row: dict[str, Any], x: str, y: str) -> Part:
    """What a cell says: its share, or its counts where there are too few."""
    share = cell_share(row)
    if np.isnan(share):
        return look.note(f"{row['engaged']} of {row['targets']}", x=x, y=y, xanchor="center", font=look.QUIET)
    return look.note(f"<b>{words.percent(share)}</b>", x=x, y=y, xanchor="center", font=look.LOUD)


def buying_group(depth: pl.DataFrame) -> Figure:
    """Share of open and of won deals by people on them, from `buying_group`; customdata is state and people."""
    most = max([0.1, *look.numbers(depth, "open_share"), *look.numbers(depth, "won_share")], default=0.1)
    states = {"open": look.CONTEXT_STRONG, "won": look.ACCENT}
    return look.figure(
        [depth_bar(depth, state, colour) for state, colour in states.items()],
        height=380,
        barmode="group",
        bargap=0.25,
        margin={"l": 8, "r": 8, "t": 40, "b": 34, "pad": 6},
        xaxis=look.names_axis(autorange=True),
        yaxis=look.hidden_axis(range=[0, float(np.nan_to_num(most)) * 1.15]),
        annotations=[
            marks_key({words.reach.STATES[state]: ("■", colour) for state, colour in states.items()}),
            look.note("people on the deal", x=1, xref="paper", y=0, yref="paper", yshift=-30, xanchor="right",
                      yanchor="top", font=look.QUIET),
        ],
    )  # fmt: skip


def depth_bar(depth: pl.DataFrame, state: str, colour: str) -> Part:
    """The columns of the open or of the won deals."""
    rows = depth.to_dicts()
    return {
        "type": "bar",
        "name": words.reach.STATES[state],
        "x": [row["people"] for row in rows],
        "y": look.numbers(depth, f"{state}_share"),
        "customdata": [[state, row["people"]] for row in rows],
        "text": [depth_label(row, state, int(depth.get_column(f"{state}_deals").sum())) for row in rows],
        "textposition": "outside",
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
        "textfont": {"size": 13, "color": look.INK if state == "won" else look.MUTED},
        "marker": {"color": colour, "cornerradius": 3, "pattern": look.pattern("/" if state == "won" else "", colour)},
        "hoverinfo": "text",
        "hovertext": [
            f"{words.count(row[f'{state}_deals'])} {words.reach.STATES[state].lower()} with {row['people']}"
            for row in rows
        ],
    }


def depth_label(row: dict[str, Any], state: str, deals: int) -> str:
    """The share of a column that is high enough to be read with it; the deals where all are too few for a share."""
    share = row[f"{state}_share"]
    if share is None or share < LABELLED:
        return ""
    return words.count(row[f"{state}_deals"]) if deals < words.FEWEST else words.percent(share)
