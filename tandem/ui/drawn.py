"""Figures for Streamlit as they are: it would have Plotly check each property at every run, as the tests have done."""

from functools import cache
from typing import Any

from plotly.basedatatypes import BaseFigure
from plotly.io import templates

from tandem.charts import Figure


@cache
def template() -> dict[str, Any]:
    """The look that Streamlit gives to every figure."""
    look: dict[str, Any] = templates[templates.default].to_plotly_json()
    return look


class Drawn(BaseFigure):  # type: ignore[misc]
    """A figure that Plotly takes for its own, checked already."""

    def __init__(self, figure: Figure) -> None:
        """Holds `figure`, and leaves all that a figure of Plotly would make of it undone."""
        self._plain = {**figure, "layout": {"template": template(), **figure["layout"]}}

    def to_dict(self) -> Figure:
        """The figure with Streamlit's look."""
        return self._plain
