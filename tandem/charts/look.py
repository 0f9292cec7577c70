"""How every figure looks: colours by role, type sizes, axes, labels; a figure is a plain dictionary for Plotly.

Colours are places in the theme's list of chart colours (.streamlit/config.toml): the browser fills in the light or the
dark one, so a figure is the same for every reader and follows them when they switch.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import polars as pl

Figure: TypeAlias = dict[str, Any]
Part: TypeAlias = dict[str, Any]

MARKETING, SALES, PARTNER, UNKNOWN = "#000001", "#000002", "#000003", "#000004"
ACCENT, CONTEXT, CONTEXT_STRONG = "#000005", "#000006", "#000007"
INK, MUTED, PAPER = "#000008", "#000009", "#000010"
COLOURS = (MARKETING, SALES, PARTNER, UNKNOWN, ACCENT, CONTEXT, CONTEXT_STRONG, INK, MUTED, PAPER)
SIDE_COLOURS = {"marketing": MARKETING, "sales": SALES, "partner": PARTNER, "unknown": UNKNOWN}
CLEAR = "rgba(0,0,0,0)"

FONT = "Inter, sans-serif"
GAP = "\N{NO-BREAK SPACE}" * 2
LABEL, TICK = 16, 15
LOUD: Part = {"size": LABEL, "color": INK}
PLAIN: Part = {"size": TICK, "color": INK}
QUIET: Part = {"size": 14, "color": MUTED}
ON_COLOUR: Part = {"size": LABEL, "color": PAPER}

QUIET_AXIS: Part = {
    "gridcolor": CONTEXT,
    "zerolinecolor": CONTEXT,
    "tickcolor": CONTEXT,
    "tickfont": {"color": MUTED, "size": 12},
}
# How a figure looks where it says nothing; the browser holds it once, for all figures.
TEMPLATE: Part = {
    "data": {"scatter": [{"marker": {"line": {"width": 0}}}]},
    "layout": {
        "font": {"family": FONT, "size": 12, "color": MUTED, "weight": 400},
        "colorway": list(COLOURS),
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": CONTEXT, "font": {"family": FONT, "size": TICK, "color": INK}},
        "xaxis": {"showgrid": False, "zeroline": False, "automargin": True, **QUIET_AXIS},
        "yaxis": {"automargin": True, **QUIET_AXIS},
    },
}


def figure(data: Sequence[Part], *, height: int, **layout: Any) -> Figure:
    """A figure without ornaments: no legend, no tools, no margins but those that labels need."""
    base: Part = {
        "height": height,
        "showlegend": False,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8, "pad": 6},
        "font": {"family": FONT, "size": TICK, "color": INK},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "bargap": 0.38,
        "separators": ".,",
        "hoverlabel": {"font": {"family": FONT, "size": TICK}},
        "dragmode": False,
        "annotations": [],
        "shapes": [],
    }
    return {"data": list(data), "layout": base | layout}


def names_axis(**more: Any) -> Part:
    """An axis of names, first one on top, with nothing but the names."""
    base = {
        "type": "category",
        "autorange": "reversed",
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "automargin": True,
        "fixedrange": True,
        "title": {"text": ""},
        "tickfont": {"size": LABEL, "color": INK},
    }
    return base | more


def hidden_axis(**more: Any) -> Part:
    """An axis of values that start at zero, not drawn: the labels say the values."""
    base = {"visible": False, "rangemode": "tozero", "fixedrange": True, "showgrid": False, "zeroline": False}
    return base | more


def value_axis(**more: Any) -> Part:
    """An axis of values that start at zero, with a quiet grid."""
    base = {
        "rangemode": "tozero",
        "showgrid": True,
        "gridcolor": CONTEXT,
        "gridwidth": 1,
        "zeroline": False,
        "ticks": "",
        "fixedrange": True,
        "title": {"text": ""},
        "tickfont": {"size": TICK, "color": MUTED},
    }
    return base | more


def percent_axis(top: float, step: float) -> Part:
    """An axis of shares from zero to `top`, a tick at every `step`."""
    ticks = np.arange(0, top + step / 100, step)
    return value_axis(range=[0, top * 1.02], tickvals=ticks, ticktext=[f"{tick * 100:.0f} %" for tick in ticks])


def note(text: str, **more: Any) -> Part:
    """A label at a point of the figure; `text` is safe already."""
    base = {"text": text, "showarrow": False, "font": PLAIN, "xanchor": "left", "yanchor": "middle"}
    return base | more


def pattern(shape: str, colour: str) -> Part:
    """A pattern that tells an area apart without its colour; an empty shape is a plain area."""
    if not shape:
        return {}
    return {"shape": shape, "size": 8, "solidity": 0.12, "bgcolor": colour, "fgcolor": PAPER}


def rule(x: float, label: str, *, above: bool = True) -> tuple[Part, Part]:
    """A labelled vertical reference line at `x`: the line, and the label above or below it."""
    line = {
        "type": "line",
        "x0": x,
        "x1": x,
        "y0": -0.02,
        "y1": 1.02,
        "yref": "paper",
        "line": {"color": INK, "width": 1.5, "dash": "dot"},
    }
    place = {"y": 1.02, "yanchor": "bottom"} if above else {"y": -0.02, "yanchor": "top"}
    side = "right" if x > 0.5 else "left"
    return line, note(label, x=x, yref="paper", xanchor=side, font=QUIET, **place)


def key(colours: Mapping[str, str], marks: str = "") -> Part:
    """What the colours stand for, in one line above the figure, each name in its colour after its mark."""
    shapes = marks or "■" * len(colours)
    said = [
        f"<span style='color:{colour}'>{mark} {name}</span>"
        for mark, (name, colour) in zip(shapes, colours.items(), strict=True)
    ]
    return note("     ".join(said), x=0, xref="paper", y=1, yref="paper", yanchor="bottom", yshift=10)


def numbers(frame: pl.DataFrame, column: str) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """A column as floats, null as not a number."""
    return np.array(frame.get_column(column).to_list(), dtype=np.float64)


def spread(frame: pl.DataFrame, middle: str, low: str, high: str, colour: str, thickness: float = 2.5) -> Part:
    """The 95 % interval around each point as a bar; none where there is no interval."""
    points = numbers(frame, middle)
    return {
        "type": "data",
        "symmetric": False,
        "array": np.nan_to_num(numbers(frame, high) - points),
        "arrayminus": np.nan_to_num(points - numbers(frame, low)),
        "color": colour,
        "thickness": thickness,
        "width": 0,
    }
