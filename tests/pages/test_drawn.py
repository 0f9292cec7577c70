"""A figure is handed to the browser as it is, and is one that Plotly takes, under a look that Plotly takes."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from plotly.io import to_json

from tandem.charts import COLOURS, TEMPLATE, look
from tandem.ui import drawn
from tests.pages.conftest import Opener
from tests.pages.reading import charts, figures

PAGES = ["quarter", "value", "conversion", "reach", "velocity", "return_", "attribution", "collateral"]


def filled(part: Any) -> Any:
    """The part of a figure without what is empty, which Plotly leaves out."""
    if not isinstance(part, dict):
        return part
    return {name: filled(value) for name, value in part.items() if value not in ([], {})}


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_is_as_plotly_would_check_it(page: str, company: Path, open_app: Opener) -> None:
    shown = figures(open_app(company, page))
    assert shown
    for figure in shown:
        checked = json.loads(to_json(go.Figure(figure, layout_template=None).to_plotly_json(), validate=False))
        checked["layout"].pop("template", None)
        assert filled(checked["layout"]) == filled(figure["layout"])
        assert [filled(trace) for trace in checked["data"]] == [filled(trace) for trace in figure["data"]]


def test_every_chart_says_its_name_and_its_height(company: Path, open_app: Opener) -> None:
    told = charts(open_app(company, "quarter"))
    assert [one["key"] for one in told] == ["quarter_funnel", "quarter_sourced"]
    assert all(one["opens"] and one["height"] == one["figure"]["layout"]["height"] > 100 for one in told)


def test_only_a_chart_that_plotly_draws_says_where_plotly_is_and_how_it_looks(company: Path, open_app: Opener) -> None:
    assert all("program" not in one and "look" not in one for one in charts(open_app(company, "quarter")))
    [curves] = [one for one in charts(open_app(company, "velocity")) if one["key"] == "curves"]
    assert curves["program"] == "_stcore/bidi-components/tandem.plotly/plotly.min.js"
    assert json.loads(curves["look"]) == TEMPLATE


def test_the_look_is_one_that_plotly_takes_and_names_colours_by_their_place() -> None:
    figure = go.Figure(layout={"template": TEMPLATE}).to_plotly_json()
    dressed = json.loads(to_json(figure, validate=False))["layout"]["template"]
    assert dressed["layout"] == TEMPLATE["layout"]
    assert {"type": "scatter", **TEMPLATE["data"]["scatter"][0]} in dressed["data"]["scatter"]
    named = {value for name, value in leaves(TEMPLATE) if "color" in name}
    assert named <= set(COLOURS)


def leaves(part: Any, name: str = "") -> list[tuple[str, Any]]:
    """Every value inside a part of a figure, under the name that it has."""
    if isinstance(part, dict):
        return [leaf for key, value in part.items() for leaf in leaves(value, key)]
    return [leaf for value in part for leaf in leaves(value, name)] if isinstance(part, list) else [(name, part)]


def test_what_is_not_a_number_is_left_open() -> None:
    figure = look.figure([{"type": "bar", "x": np.array([1.5, np.nan]), "y": ["a", "b"]}], height=100)
    assert json.loads(drawn.as_text(figure))["data"][0]["x"] == [1.5, None]
