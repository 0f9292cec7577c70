"""What the spend on each channel brings back, under every model at once."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.look import Figure, Part

MOST_CHANNELS = 9
Row = Mapping[str, Any]


def channel_return(channels: pl.DataFrame) -> Figure:
    """Net return of each channel under every model as dots on their range, from `channel_return`; customdata is both.

    In the accent colour where the model decides whether the channel pays, else the one that it moves most; hollow where
    the model credits the channel with fewer than ten deals.
    """
    known = channels.filter(pl.col("return_on_spend").is_not_null())
    top = sorted(words.channels.ranges(channels)[:MOST_CHANNELS], key=lambda row: -row["high"])
    most, least = max([1.0, *(row["high"] for row in top)]), min([0.0, *(row["low"] for row in top)])
    wide = most - least
    telling = words.channels.telling(top)
    return look.figure(
        [range_lines(top), *(model_dots(known, row, row["channel"] in telling) for row in top)],
        height=98 + 46 * max(1, len(top)),
        margin={"l": 8, "r": 8, "t": 52, "b": 34, "pad": 6},
        yaxis=look.names_axis(
            categoryorder="array", categoryarray=[words.safe.in_chart(row["channel"]) for row in top]
        ),
        xaxis=look.value_axis(
            range=[least - 0.02 * wide, most + 0.4 * wide], ticksuffix="×", nticks=7, rangemode="normal"
        ),
        shapes=[
            {"type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper",
             "line": {"color": look.INK, "width": 1.5, "dash": "dot"}}
        ],
        annotations=[*(range_label(row) for row in top), *keys(top)],
    )  # fmt: skip


def keys(top: Sequence[Row]) -> list[Part]:
    """How to read the dots, above them."""
    above = {"y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 4, "font": look.QUIET}
    few = f"<br>{words.channels.HOLLOW}" if any(words.channels.are_few(row["fewest"]) for row in top) else ""
    return [
        look.note(f"a dot per model; right of the line more came back than was spent{few}", x=0, align="left", **above)
    ]


def range_lines(top: Sequence[Row]) -> Part:
    """A quiet line per channel from its lowest to its highest return."""
    names, ends = [], []
    for row in top:
        names += [words.safe.in_chart(row["channel"])] * 3
        ends += [row["low"], row["high"], None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": look.numbers(pl.DataFrame({"x": pl.Series(ends, dtype=pl.Float64)}), "x"),
        "y": names,
        "line": {"color": look.CONTEXT, "width": 7},
        "hoverinfo": "skip",
    }


def model_dots(known: pl.DataFrame, row: Row, decided: bool) -> Part:
    """The return of one channel under every model."""
    channel, colour = row["channel"], look.ACCENT if decided else look.CONTEXT_STRONG
    part = known.filter(pl.col("channel") == channel)
    few = [words.channels.are_few(credit) for credit in part.get_column("credit")]
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
            "color": [look.PAPER if one else colour for one in few],
            "line": {
                "width": [2 if one else 1 for one in few],
                "color": [colour if one else look.PAPER for one in few],
            },
        },
        "hoverinfo": "text",
        "hovertext": [
            f"{words.channels.model(model)}: {words.times(value)}, {words.credit.deals(credit)} deals"
            for model, value, credit in part.select("model", "return_on_spend", "credit").iter_rows()
        ],
    }


def range_label(row: Row) -> Part:
    """From where to where the return of a channel goes, and from how many deals."""
    text = words.channels.between(row).replace(" · ", "<br>")
    return look.note(
        text, x=row["high"], y=words.safe.in_chart(row["channel"]), xshift=14, align="left", font=look.QUIET
    )
