"""Models × channels: what share of the amount each model gives to each channel, and how far apart the models are."""

from typing import Any

import numpy as np
import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.look import Figure, Part

MOST_CHANNELS = 12
CELLS_END, SPREAD_START = 0.85, 0.88
UNTOUCHED = words.credit.UNTOUCHED


def models_by_channel(models: pl.DataFrame) -> Figure:
    """A cell per channel and model with the channel's share under it, darker for more, from `attribution_models`.

    Channels by their highest credit, the largest first, “(no touch)” last; models from those that love the first touch
    to those that love the last; beside each channel its least and most money. customdata is channel and model.
    """
    shown = [model for model in words.names.MODELS if model in models.get_column("model").to_list()]
    channels = channels_shown(models)
    cells = {(row["channel"], row["model"]): row for row in models.to_dicts()}
    names = [words.safe.in_chart(channel, 24) for channel in channels]
    spread = [spread_line(cells, channel, shown) for channel in channels]
    titles = [words.names.SHORT_MODELS[model] for model in shown]
    return look.figure(
        [heat(cells, channels, shown), clickable(cells, channels, shown), *spread],
        height=86 + 40 * max(1, len(channels)),
        margin={"l": 8, "r": 142, "t": 58, "b": 8, "pad": 6},
        yaxis=look.names_axis(categoryorder="array", categoryarray=names),
        xaxis=look.names_axis(
            categoryorder="array", categoryarray=titles, autorange=True, side="top", domain=[0, CELLS_END],
            tickfont={"size": look.TICK, "color": look.MUTED},
        ),
        xaxis2=look.hidden_axis(domain=[SPREAD_START, 1], anchor="y"),
        annotations=[*headings(), *(spread_label(cells, channel, shown) for channel in channels)],
    )  # fmt: skip


def channels_shown(models: pl.DataFrame) -> list[str]:
    """The channels with the most credit under any model, the largest first, and “(no touch)” beneath them."""
    touched = models.filter(pl.col("channel") != UNTOUCHED).group_by("channel").agg(pl.col("amount").max())
    largest = touched.sort("amount", "channel", descending=[True, False]).head(MOST_CHANNELS)
    untouched = [UNTOUCHED] if UNTOUCHED in models.get_column("channel").to_list() else []
    return [*largest.get_column("channel").to_list(), *untouched]


def heat(cells: dict[tuple[str, str], dict[str, Any]], channels: list[str], shown: list[str]) -> Part:
    """The cells, from paper for nothing to half the accent colour for the largest share: texts stay readable on it."""
    shares = np.array([[depth_of(cells, channel, model) for model in shown] for channel in channels], dtype=float)
    return {
        "type": "heatmap",
        "x": [words.names.SHORT_MODELS[model] for model in shown],
        "y": [words.safe.in_chart(channel, 24) for channel in channels],
        "z": shares.reshape(len(channels), len(shown)),
        "zmin": 0,
        "zmax": 2 * max([0.2, *shares.ravel()]),
        "text": [[cell_number(cells, channel, model) for model in shown] for channel in channels],
        "texttemplate": "%{text}",
        "textfont": look.LOUD,
        "colorscale": [[0, look.PAPER], [1, look.ACCENT]],
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
        "hoverinfo": "skip",
    }


def cell_share(cells: dict[tuple[str, str], dict[str, Any]], channel: str, model: str) -> float | None:
    """The share of a channel under a model; None when there is no amount."""
    row = cells.get((channel, model))
    return row["share"] if row else None


def cell_number(cells: dict[tuple[str, str], dict[str, Any]], channel: str, model: str) -> str:
    """The share of a channel under a model in whole per cent, without the sign: the heading of the rows says it."""
    return words.safe.in_chart(words.credit.whole(cell_share(cells, channel, model)))


def depth_of(cells: dict[tuple[str, str], dict[str, Any]], channel: str, model: str) -> float:
    """The share of a channel under a model as a number to colour a cell by; deals without a touch have no colour."""
    return 0.0 if channel == UNTOUCHED else max(0.0, cell_share(cells, channel, model) or 0.0)


def clickable(cells: dict[tuple[str, str], dict[str, Any]], channels: list[str], shown: list[str]) -> Part:
    """A mark without colour over every cell: cells of a heat map take no click."""
    places = [(channel, model) for channel in channels for model in shown if (channel, model) in cells]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [words.names.SHORT_MODELS[model] for _, model in places],
        "y": [words.safe.in_chart(channel, 24) for channel, _ in places],
        "customdata": [[channel, model] for channel, model in places],
        "marker": {"size": 34, "symbol": "square", "color": look.CLEAR, "line": {"width": 0}},
        "hoverinfo": "text",
        "hovertext": [cell_text(cells[place]) for place in places],
    }


def cell_text(row: dict[str, Any]) -> str:
    """What one cell stands for."""
    deals = words.credit.deals(row["credit"])
    return f"{words.names.MODELS[row['model']]}: {words.money(row['amount'])}, {deals} deals"


def headings() -> list[Part]:
    """What the cells and the column beside them say."""
    above = {"xref": "paper", "y": 1, "yref": "paper", "yshift": 8, "yanchor": "bottom", "font": look.QUIET}
    return [
        look.note("Share in %", x=0, xshift=-14, xanchor="right", **above),
        look.note("Least to most, any model", x=SPREAD_START, **above),
    ]


def spread_line(cells: dict[tuple[str, str], dict[str, Any]], channel: str, shown: list[str]) -> Part:
    """From the least to the most money of a channel, a mark at either end; one mark where all models agree."""
    amounts = [float(cells[channel, model]["amount"]) for model in shown if (channel, model) in cells]
    colour = look.CONTEXT_STRONG if channel == UNTOUCHED else look.ACCENT
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "xaxis": "x2",
        "x": np.array([min(amounts), max(amounts)]),
        "y": [words.safe.in_chart(channel, 24)] * 2,
        "cliponaxis": False,
        "line": {"color": colour, "width": 6},
        "marker": {"color": colour, "size": 12},
        "hoverinfo": "skip",
    }


def spread_label(cells: dict[tuple[str, str], dict[str, Any]], channel: str, shown: list[str]) -> Part:
    """The least and the most money that any model shown gives to a channel."""
    amounts = [cells[channel, model]["amount"] for model in shown if (channel, model) in cells]
    low, high = words.money(min(amounts)), words.money(max(amounts))
    text = high if low == high else f"{low} to <b>{high}</b>"
    return look.note(text, x=1, xref="paper", y=words.safe.in_chart(channel, 24), xshift=14, font=look.PLAIN)
