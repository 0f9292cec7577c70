"""What buyers get to see: the unused share by count and by cost, and by kind of asset."""

import numpy as np
import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.look import Figure

LINE = 0.70
LINE_LABEL = "70 % – discarded by sales (opinion surveyed, undated)"


def unused_share(shares: pl.DataFrame) -> Figure:
    """Two 100 % bars, of assets and of their cost, unused in the accent colour, with the 70 % line.

    From columns label, share, text: one row per bar.
    """
    line, label = look.rule(LINE, LINE_LABEL)
    unused = look.numbers(shares, "share")
    names = shares.get_column("label").to_list()
    texts = [look.GAP + text for text in shares.get_column("text")]
    return look.figure(
        [
            {
                "type": "bar", "orientation": "h", "name": "Unused", "y": names, "x": unused, "text": texts,
                "textposition": "inside", "insidetextanchor": "start", "constraintext": "none",
                "textfont": look.ON_COLOUR,
                "marker": {"color": look.ACCENT, "cornerradius": 3}, "hoverinfo": "text", "hovertext": texts,
            },
            {
                "type": "bar", "orientation": "h", "name": "Used", "y": names, "x": np.nan_to_num(1 - unused),
                "text": ["used"] * len(names), "textposition": "inside", "insidetextanchor": "end",
                "textfont": {"size": look.TICK, "color": look.MUTED}, "constraintext": "none",
                "marker": {"color": look.CONTEXT, "cornerradius": 3}, "hoverinfo": "skip",
            },
        ],
        height=210,
        barmode="stack",
        margin={"l": 8, "r": 8, "t": 34, "b": 8, "pad": 6},
        yaxis=look.names_axis(),
        xaxis=look.hidden_axis(range=[0, 1]),
        shapes=[line],
        annotations=[label],
    )  # fmt: skip


def unused_by_kind(kinds: pl.DataFrame) -> Figure:
    """Per kind of asset, how many are available and how many unused, from `unused_by_kind`; customdata is the kind."""
    shown = kinds.sort("available", "kind", descending=[True, False])
    names = [words.safe.in_chart(words.names.title_case(kind)) for kind in shown.get_column("kind")]
    most = max([1, *shown.get_column("available").to_list()])
    bars = [("available", look.CONTEXT), ("unused", look.ACCENT)]
    texts = [
        f"{words.assets.unused_marked(unused, available, share, look.MUTED)}<span style='color:{look.MUTED}'>, "
        f"{words.money(cost)}</span>"
        for unused, available, share, cost in shown.select(
            "unused", "available", "unused_share", "unused_cost"
        ).iter_rows()
    ]
    return look.figure(
        [
            {
                "type": "bar", "orientation": "h", "name": name, "y": names, "x": look.numbers(shown, name),
                "customdata": shown.get_column("kind").to_list(), "hoverinfo": "text", "hovertext": texts,
                "marker": {"color": colour, "cornerradius": 3},
            }
            for name, colour in bars
        ],
        height=40 + 44 * max(1, shown.height),
        barmode="overlay",
        yaxis=look.names_axis(),
        xaxis=look.hidden_axis(range=[0, most * 1.6]),
        annotations=[
            look.note(text, x=available, y=name, xshift=10)
            for text, available, name in zip(texts, shown.get_column("available"), names, strict=True)
        ],
    )  # fmt: skip
