"""A figure that is handed over unchecked is the figure that Plotly would have made of it."""

import json
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from plotly.io import to_json

from tandem.ui import drawn
from tests.pages.conftest import Opener
from tests.pages.reading import figures

PAGES = ["quarter", "value", "conversion", "reach", "velocity", "return_", "attribution", "collateral"]


def filled(part: Any) -> Any:
    """The part of a figure without what is empty, which Plotly leaves out."""
    if not isinstance(part, dict):
        return part
    return {name: filled(value) for name, value in part.items() if value not in ([], {})}


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_is_as_plotly_would_check_and_dress_it(page: str, company: Path, open_app: Opener) -> None:
    shown = figures(open_app(company, page))
    assert shown
    for figure in shown:
        assert figure["layout"].pop("template") == drawn.template()
        checked = json.loads(to_json(go.Figure(figure, layout_template=None).to_plotly_json(), validate=False))
        checked["layout"].pop("template", None)
        assert filled(checked["layout"]) == filled(figure["layout"])
        assert [filled(trace) for trace in checked["data"]] == [filled(trace) for trace in figure["data"]]


def test_the_look_is_that_of_streamlit() -> None:
    assert "#000001" in json.dumps(drawn.template())
