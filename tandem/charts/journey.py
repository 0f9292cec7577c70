"""One deal's journey on one time axis: people as rows, touches, sales activities, collateral, changes of stage."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.look import Figure, Part

Event = dict[str, Any]
Stage = tuple[datetime, str, str, int]
STAGES, COLLATERAL, LEADS = "Stages", "Collateral shown", "Leads"
KEY = {
    "Marketing touch": look.MARKETING,
    "Sales activity": look.SALES,
    "Lead": look.ACCENT,
    "Collateral": look.INK,
}
LANES = (0.0, -0.24, 0.24, -0.12, 0.12)
MARKS_ACROSS, LETTERS_ACROSS = 60, 48
SYMBOLS = {"touch": "circle", "activity": "square", "lead": "diamond", "collateral": "triangle-up"}


def journey(events: pl.DataFrame, names: Mapping[str, str]) -> Figure:
    """The events of `journey` on one time axis, a row per person (named by `names`), the deal's stages on top.

    Filled marks share the credit, hollow ones do not (where any does); stages are lines across every row.
    """
    told = [event | {"row": row_of(event, names)} for event in events.to_dicts()]
    rows = rows_of(told)
    placed = apart(told, rows)
    stages = levelled(moments([event for event in told if event["kind"] == "stage"]), told)
    above = 22 * (1 + max((level for *_, level in stages), default=0))
    return look.figure(
        [marks(placed, kind) for kind in SYMBOLS if is_there(placed, kind)],
        height=106 + above + 58 * max(2, len(rows)),
        margin={"l": 8, "r": 24, "t": above + 48, "b": 52, "pad": 8},
        yaxis=look.names_axis(
            type="linear", autorange=False, range=[len(rows) - 0.45, -0.55], ticktext=rows,
            tickvals=list(range(len(rows))), showgrid=True, gridcolor=look.CONTEXT,
        ),
        xaxis=time_axis(told),
        shapes=[stage_line(at) for at, *_ in stages],
        annotations=[key_of(placed) | {"yshift": above + 14}, *map(stage_label, stages)],
    )  # fmt: skip


def key_of(events: list[Event]) -> Part:
    """What the marks stand for, of the kinds of event that there are."""
    there = [(name, mark) for kind, name, mark in zip(SYMBOLS, KEY, "●■◆▲", strict=True) if is_there(events, kind)]
    return look.key({name: KEY[name] for name, _ in there}, marks="".join(mark for _, mark in there))


def is_there(events: list[Event], kind: str) -> bool:
    """Whether any event is of that kind."""
    return any(event["kind"] == kind for event in events)


def apart(told: list[Event], rows: list[str]) -> list[Event]:
    """The events but stages with their height `at_row`: those that would hide each other stand on lanes of a row."""
    least = (told[-1]["at"] - told[0]["at"]) / MARKS_ACROSS if told else timedelta()
    taken: dict[tuple[str, float], datetime] = {}
    placed: list[Event] = []
    for event in told:
        if event["kind"] != "stage":
            free = (lane for lane in LANES if event["at"] - taken.get((event["row"], lane), datetime.min) > least)
            lane = next(free, LANES[len(placed) % len(LANES)])
            taken[event["row"], lane] = event["at"]
            placed.append(event | {"at_row": rows.index(event["row"]) + lane})
    return placed


def row_of(event: Event, names: Mapping[str, str]) -> str:
    """The row in which an event stands."""
    match event["kind"]:
        case "stage":
            return STAGES
        case "collateral":
            return COLLATERAL
        case "lead":
            return LEADS
        case _:
            return row_name(
                names.get(event["person"], words.journey.STRANGER) if event["person"] else words.journey.NOBODY
            )


def row_name(name: str) -> str:
    """The name of a person beside their row, what stands on its second line quieter."""
    first, *more = (words.safe.in_chart(line, 38) for line in name.split("\n"))
    return "<br>".join([first, *(f"<span style='color:{look.MUTED}'>{line}</span>" for line in more)])


def rows_of(told: list[Event]) -> list[str]:
    """The rows from top to bottom: leads, people in the order in which they were first met, collateral."""
    met = list(dict.fromkeys(event["row"] for event in told if event["row"] != STAGES))
    people = [row for row in met if row not in (LEADS, COLLATERAL)]
    return [*(row for row in (LEADS,) if row in met), *people, *(row for row in (COLLATERAL,) if row in met)]


def moments(stages: list[Event]) -> list[tuple[datetime, str]]:
    """The changes of stage, those of one day told together."""
    days: dict[object, tuple[datetime, list[str]]] = {}
    for event in stages:
        days.setdefault(event["at"].date(), (event["at"], []))[1].append(words.names.title_case(event["what"]))
    return [
        (at, words.safe.in_chart(" · ".join(sorted(dict.fromkeys(said), key=opening_first)), 34))
        for at, said in days.values()
    ]


def opening_first(stage: str) -> bool:
    """What to sort the stages of one day by: the opening comes before what it was opened as."""
    return stage != "Opened"


def time_axis(told: list[Event]) -> Part:
    """The axis of days, with room for the label of the last stage."""
    axis: Part = {
        "type": "date", "showgrid": False, "zeroline": False, "fixedrange": True, "title": {"text": ""},
        "tickformat": "%-d %b<br>%Y", "nticks": 7, "tickangle": 0, "tickfont": {"size": look.TICK, "color": look.MUTED},
    }  # fmt: skip
    if told:
        first, last = told[0]["at"], told[-1]["at"]
        room = max((last - first) * 0.07, (last - first) / 20)
        axis["range"] = [str(first - room / 3), str(last + room)]
    return axis


def marks(told: list[Event], kind: str) -> Part:
    """The events of one kind: filled where they share the credit, or where there is none to share."""
    events = [event for event in told if event["kind"] == kind]
    colours = [colour_of(event) for event in events]
    is_shared = any(event["credit_linear"] for event in told)
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "x": [str(event["at"]) for event in events],
        "y": [event["at_row"] for event in events],
        "customdata": [event["record_id"] for event in events],
        "marker": {
            "size": 14,
            "symbol": [SYMBOLS[kind] + ("" if is_filled(event) or not is_shared else "-open") for event in events],
            "color": colours,
            "line": {"width": 2, "color": colours},
        },
        "hoverinfo": "text",
        "hovertext": [event_text(event) for event in events],
    }


def is_filled(event: Event) -> bool:
    """Whether a touch shares the credit; what is no touch of a buyer is always filled."""
    return event["kind"] != "touch" or bool(event["credit_linear"])


def colour_of(event: Event) -> str:
    """Touches and activities in the colour of their side, leads and collateral in their own."""
    own = {"lead": look.ACCENT, "collateral": look.INK}
    return own.get(event["kind"]) or look.SIDE_COLOURS.get(event["side"], look.UNKNOWN)


def event_text(event: Event) -> str:
    """What happened, where and when."""
    known = [event["what"], event["channel"], event["campaign"]]
    said = ", ".join(words.safe.in_chart(part, 60) for part in known if part and not part.startswith("("))
    return f"{words.day(event['at'].date())}: {said}"


def stage_line(at: datetime) -> Part:
    """A line through every row at a change of stage."""
    line = {"color": look.CONTEXT_STRONG, "width": 1.5, "dash": "dot"}
    return {"type": "line", "x0": str(at), "x1": str(at), "y0": 0, "y1": 1, "yref": "paper", "line": line}


def levelled(stages: list[tuple[datetime, str]], told: list[Event]) -> list[Stage]:
    """The stages with the side on which their label stands, late ones to the left of their line, and its level.

    Labels that would touch each other even on a tablet stand on different levels.
    """
    if not told:
        return []
    first, whole = told[0]["at"], (told[-1]["at"] - told[0]["at"]) or timedelta(days=1)
    taken: list[float] = []
    placed: list[Stage] = []
    for at, text in stages:
        place, width = (at - first) / whole, len(text) / LETTERS_ACROSS
        anchor = "right" if place > 0.75 else "left"
        start, end = (place - width, place) if anchor == "right" else (place, place + width)
        level = next((level for level, last in enumerate(taken) if last < start), len(taken))
        taken[level : level + 1] = [end]
        placed.append((at, text, anchor, level))
    return placed


def stage_label(stage: Stage) -> Part:
    """The name of a stage above its line."""
    at, text, anchor, level = stage
    place: Part = {"x": str(at), "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 4 + 22 * level}
    return look.note(text, xanchor=anchor, font=look.PLAIN, **place)
