"""Figures in rows: names down the side, bars and marks along them. The browser draws these without Plotly.

What `tandem/ui/panels/rows.js` understands stands here, and nothing else is given to it.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from tandem.charts.look import CLEAR, FONT, Figure, Part

ANY = None
Known: TypeAlias = dict[str, Any]

FONT_OF = {"size": ANY, "color": ANY, "family": {FONT}}
LINE = {"color": ANY, "width": ANY, "dash": {"dot"}}
SPREAD = {
    "type": {"data"}, "symmetric": {False}, "array": ANY, "arrayminus": ANY, "color": ANY, "thickness": ANY,
    "width": ANY,
}  # fmt: skip
POINTS: Known = {
    "type": ANY, "name": ANY, "x": ANY, "y": ANY, "customdata": ANY, "hovertext": ANY, "hoverinfo": {"text", "skip"},
    "error_x": SPREAD,
}  # fmt: skip
PATTERN = {"shape": {"/"}, "size": ANY, "solidity": ANY, "bgcolor": ANY, "fgcolor": ANY}
BAR: Known = POINTS | {
    "orientation": {"h"},
    "text": ANY,
    "textposition": {"inside"},
    "insidetextanchor": {"start", "middle", "end"},
    "textangle": {0},
    "constraintext": {"none"},
    "textfont": FONT_OF,
    "marker": {"color": ANY, "cornerradius": ANY, "line": LINE, "pattern": PATTERN},
}
SYMBOLS = {"circle", "circle-open", "diamond", "diamond-open", "line-ns"}
MARKS: Known = POINTS | {
    "mode": {"markers"},
    "cliponaxis": {False},
    "marker": {"color": ANY, "size": ANY, "symbol": ANY, "line": LINE},
}
AXIS: Known = {
    "fixedrange": {True},
    "showgrid": ANY,
    "gridcolor": ANY,
    "gridwidth": ANY,
    "zeroline": {False},
    "ticks": {""},
    "title": {"text": {""}},
    "tickfont": FONT_OF,
}
NAMES: Known = AXIS | {
    "type": {"category"},
    "autorange": {"reversed"},
    "automargin": {True},
    "showticklabels": ANY,
    "categoryorder": {"array"},
    "categoryarray": ANY,
}
VALUES: Known = AXIS | {"visible": ANY, "rangemode": ANY, "range": ANY, "tickvals": ANY, "ticktext": ANY}
NOTE = {
    "text": ANY, "showarrow": {False}, "font": FONT_OF, "x": ANY, "y": ANY, "xref": {"paper"}, "yref": {"paper"},
    "xshift": ANY, "yshift": ANY, "xanchor": {"left", "center", "right"}, "yanchor": {"top", "middle", "bottom"},
}  # fmt: skip
SHAPE = {
    "type": {"line"}, "x0": ANY, "x1": ANY, "y0": ANY, "y1": ANY, "yref": {"paper"}, "xref": {"paper"}, "line": LINE,
    "layer": {"below", "above"},
}  # fmt: skip
LAYOUT: Known = {
    "height": ANY,
    "showlegend": {False},
    "margin": ANY,
    "font": FONT_OF,
    "paper_bgcolor": {CLEAR},
    "plot_bgcolor": {CLEAR},
    "bargap": ANY,
    "separators": ANY,
    "hoverlabel": ANY,
    "dragmode": {False},
    "barmode": {"stack", "overlay"},
    "xaxis": VALUES,
    "yaxis": NAMES,
    "annotations": ANY,
    "shapes": ANY,
}
TRACES: Mapping[str, Known] = {"bar": BAR, "scatter": MARKS}


def is_rows(figure: Figure) -> bool:
    """Whether the figure has names down the side, and nothing that is drawn by Plotly only."""
    traces, layout = figure["data"], figure["layout"]
    return (
        fits(layout, LAYOUT)
        and is_scaled(layout)
        and all(trace["type"] in TRACES and fits(trace, TRACES[trace["type"]]) for trace in traces)
        and all(symbols(trace) <= SYMBOLS for trace in traces)
        and all(fits(note, NOTE) for note in layout["annotations"])
        and all(fits(shape, SHAPE) for shape in layout["shapes"])
        and ("barmode" in layout or sum(trace["type"] == "bar" for trace in traces) < 2)
    )


def fits(part: Part, known: Known) -> bool:
    """Whether everything that a part says is known, and where it matters, has a value that is."""
    return all(name in known and is_understood(value, known[name]) for name, value in part.items())


def is_understood(value: Any, known: Any) -> bool:
    """Whether a value is one of those known, or a part of which everything is known."""
    if known is ANY:
        return True
    return fits(value, known) if isinstance(known, dict) else value in known


def is_scaled(layout: Part) -> bool:
    """Whether the figure says where its values begin and end, and which of them are written beneath it."""
    values, names = layout.get("xaxis", {}), layout.get("yaxis", {})
    says_ticks = values.get("visible") is False or "tickvals" in values
    return names.get("type") == "category" and "range" in values and says_ticks


def symbols(trace: Part) -> set[str]:
    """The symbols that the marks of a trace have."""
    symbol = trace.get("marker", {}).get("symbol", "circle")
    return {symbol} if isinstance(symbol, str) else set(symbol)
