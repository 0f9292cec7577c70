"""Where all that entered a stage is now, both inflows in one picture; and how much of it is old enough to judge."""

from typing import Any

import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.keys import marks_key
from tandem.charts.look import Figure, Part

ENDS = {"moved_on": look.ACCENT, "still_there": look.CONTEXT, "left_funnel": look.CONTEXT_STRONG}
# The least part of the longest bar in which a number has room.
ROOM = 0.07
ROW = 50


def conserving_funnel(flow: pl.DataFrame) -> Figure:
    """A bar per stage and inflow: entered = moved on + still there + left, from `funnel_flow`; customdata is the stage.

    Stages that both inflows reach have a bar for each; what was won stays won.
    """
    rows = [row for row in flow.to_dicts() if row["entered"] or row["inflow"] == "lead"]
    met = {row["stage"] for row in rows if row["inflow"] == "sales"}
    names = [words.conversion.inflow_name(row["stage"], row["inflow"], both=row["stage"] in met) for row in rows]
    most = max([1, *(row["entered"] for row in rows)])
    return look.figure(
        [end_bar(rows, names, end, most) for end in ENDS],
        height=60 + ROW * max(6, len(rows)),
        barmode="stack",
        margin={"l": 8, "r": 8, "t": 40, "b": 8, "pad": 6},
        yaxis=look.names_axis(categoryorder="array", categoryarray=names),
        xaxis=look.hidden_axis(range=[0, most * 1.62]),
        annotations=[
            *(
                look.note(words.conversion.summed(row, look.MUTED), x=row["entered"], y=name, xshift=10, font=look.LOUD)
                for row, name in zip(rows, names, strict=True)
            ),
            marks_key(
                {
                    words.conversion.ENDS[end]: ("▨" if end == "left_funnel" else "■", colour)
                    for end, colour in ENDS.items()
                }
            ),
        ],
    )


def end_bar(rows: list[dict[str, Any]], names: list[str], end: str, most: int) -> Part:
    """One piece of every bar, as a number of records; of the won ones all are drawn as having moved on."""
    numbers = [number_of(row, end) for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "name": words.conversion.ENDS[end],
        "y": names,
        "x": numbers,
        "customdata": [row["stage"] for row in rows],
        "text": [
            f"<b>{words.count(number)}</b>" if number / most >= ROOM and end != "left_funnel" else ""
            for number in numbers
        ],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": look.LOUD if end == "still_there" else look.ON_COLOUR,
        "marker": {
            "color": ENDS[end],
            "line": {"color": look.PAPER, "width": 2},
            "pattern": look.pattern("/" if end == "left_funnel" else "", ENDS[end]),
        },
        "hoverinfo": "text",
        "hovertext": [end_text(row, name, end) for row, name in zip(rows, names, strict=True)],
    }


def number_of(row: dict[str, Any], end: str) -> int:
    """How many records of a bar are in one of its pieces."""
    if row["stage"] == "won":
        return int(row["entered"]) if end == "moved_on" else 0
    return int(row[end])


def end_text(row: dict[str, Any], name: str, end: str) -> str:
    """What hovering over a piece says."""
    if row["stage"] == "won":
        return f"{name}: {words.count(row['entered'])}"
    return f"{name}: {words.count(row[end])} of {words.count(row['entered'])} {words.conversion.ENDS[end]}"


def maturity_bars(maturity: pl.DataFrame) -> Figure:
    """How much of each stage's cohort is old enough to judge, the rest hatched, from `funnel_maturity`.

    Beside each bar: how many that are, and the share that is resolved whatever its age; customdata is the stage.
    """
    stages = maturity.filter((pl.col("stage") != "won") & (pl.col("entered") > 0))
    rows = stages.to_dicts()
    names = [words.names.stage(row["stage"]) for row in rows]
    parts = {"mature": look.CONTEXT_STRONG, "immature": look.CONTEXT_STRONG}
    return look.figure(
        [age_bar(stages, names, part, colour) for part, colour in parts.items()],
        height=400,
        barmode="stack",
        barnorm="fraction",
        margin={"l": 8, "r": 240, "t": 40, "b": 8, "pad": 6},
        yaxis=look.names_axis(categoryorder="array", categoryarray=names),
        xaxis=look.hidden_axis(range=[0, 1]),
        annotations=[
            *(
                look.note(words.bases.ripe(row), x=1, xref="paper", y=name, xshift=12)
                for row, name in zip(rows, names, strict=True)
            ),
            marks_key({"old enough": ("■", look.CONTEXT_STRONG), "too young to say": ("▨", look.CONTEXT_STRONG)}),
        ],
    )


def age_bar(stages: pl.DataFrame, names: list[str], part: str, colour: str) -> Part:
    """The old enough or the hatched too young records of every stage."""
    young = part == "immature"
    hatch = {"shape": "/", "size": 7, "solidity": 0.25, "bgcolor": look.PAPER, "fgcolor": colour} if young else {}
    return {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": look.numbers(stages, part),
        "customdata": stages.get_column("stage").to_list(),
        "marker": {"color": colour, "line": {"color": colour, "width": 1}, "pattern": hatch},
        "hoverinfo": "text",
        "hovertext": [
            f"{words.names.stage(stage)}: {words.count(number)} {'too young to say' if young else 'old enough'}"
            for stage, number in stages.select("stage", part).iter_rows()
        ],
    }
