"""The paths that most deals walked, as bars: how many closed after each, and how many of those were won."""

from typing import Any

import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.look import Figure, Part


def top_paths(paths: pl.DataFrame) -> Figure:
    """A bar per path, its won part in colour, the most walked on top, from `top_paths`; customdata is its steps."""
    told = words.walks.ranked(paths)
    names = [name_of(row) for row in told]
    return look.figure(
        [
            bar(told, names, [row["won"] for row in told], look.ACCENT),
            bar(told, names, [row["deals"] - row["won"] for row in told], look.CONTEXT),
        ],
        height=48 + 54 * max(1, len(names)),
        barmode="stack",
        bargap=0.66,
        margin={"l": 8, "r": 150, "t": 40, "b": 2, "pad": 0},
        yaxis=look.names_axis(categoryorder="array", categoryarray=names, showticklabels=False),
        xaxis=look.hidden_axis(),
        annotations=[
            look.key({"Won": look.ACCENT, "Lost": look.MUTED}),
            *(look.note(name, x=0, y=name, yshift=20, font=look.PLAIN) for name in names),
            *(
                look.note(label(row), x=row["deals"], y=name, xshift=10, font=look.PLAIN)
                for row, name in zip(told, names, strict=True)
            ),
        ],
    )


def bar(told: list[dict[str, Any]], names: list[str], deals: list[int], colour: str) -> Part:
    """One part of every bar."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": deals,
        "customdata": [[row["first_step"], row["second_step"], row["third_step"]] for row in told],
        "marker": {"color": colour},
        "hoverinfo": "text",
        "hovertext": [f"{label(row)}, {words.money(row['amount'])}" for row in told],
    }


def name_of(row: dict[str, Any]) -> str:
    """The steps of a path in one line."""
    return words.walks.ARROW.join(words.safe.in_chart(step, 20) for step in words.walks.steps(row))


def label(row: dict[str, Any]) -> str:
    """How many deals closed after a path, and how many of those were won."""
    return f"<b>{words.count(row['deals'])}</b> {'deal' if row['deals'] == 1 else 'deals'}, {words.walks.won(row)}"
