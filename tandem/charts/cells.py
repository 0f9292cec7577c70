"""Cells of a map that can be clicked."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from tandem.charts import look
from tandem.charts.look import Part


class Cell(NamedTuple):
    """One cell: the names of its column and its line, what a click on it gives, what hovering over it says."""

    x: str
    y: str
    gives: Any
    said: str


def clickable(cells: Sequence[Cell], size: int = 34) -> Part:
    """A mark without colour over every cell: cells of a heat map take no click; all its texts are safe already."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [cell.x for cell in cells],
        "y": [cell.y for cell in cells],
        "customdata": [cell.gives for cell in cells],
        "marker": {"size": size, "symbol": "square", "color": look.CLEAR, "line": {"width": 0}},
        "hoverinfo": "text",
        "hovertext": [cell.said for cell in cells],
    }
