"""Figures that the browser draws without Plotly say nothing that it would leave out."""

from copy import deepcopy
from typing import Any

import pytest

from tandem.charts import Driver, driver_bars, is_rows, look
from tandem.charts.look import Figure

NAMES = ["Lead", "MQL"]


def bars(**more: Any) -> Figure:
    """Two traces of bars, a mark each, a label and a line."""
    figure = look.figure(
        [
            {"type": "bar", "orientation": "h", "y": NAMES, "x": [3, 2], "marker": {"color": look.ACCENT}},
            {"type": "bar", "orientation": "h", "y": NAMES, "x": [1, None], "marker": {"color": [look.SALES] * 2}},
            {"type": "scatter", "mode": "markers", "y": NAMES, "x": [1, 2], "marker": {"symbol": ["circle"] * 2}},
        ],
        height=200,
        barmode="stack",
        yaxis=look.names_axis(),
        xaxis=look.hidden_axis(range=[0, 5]),
        annotations=[look.note("<b>4</b>", x=4, y="Lead")],
        shapes=[look.rule(1, "one")[0]],
    )
    return {"data": figure["data"], "layout": figure["layout"] | more}


def test_bars_and_marks_along_names_are_drawn_without_plotly() -> None:
    assert is_rows(bars())
    assert is_rows(driver_bars([Driver("Deals", 3.0, "+3", "1 → 2", "volume")]))
    ticks = {"tickvals": [0, 5], "ticktext": ["0 %", "5 %"]}
    assert is_rows(bars(xaxis=look.value_axis(range=[0, 5], **ticks)))


@pytest.mark.parametrize(
    "unknown",
    [
        {"barmode": "group"},
        {"barnorm": "fraction"},
        {"xaxis": look.hidden_axis()},
        {"xaxis": look.value_axis(range=[0, 5])},
        {"xaxis": look.hidden_axis(range=[0, 5], type="log")},
        {"yaxis": look.names_axis(tickangle=30)},
        {"yaxis": look.value_axis()},
        {"yaxis": {"autorange": "reversed"}},
        {"xaxis2": look.hidden_axis(range=[0, 5])},
        {"annotations": [look.note("4", x=4, y="Lead", textangle=90)]},
        {"annotations": [look.note("4", x=4, y="Lead", xanchor="auto")]},
        {"annotations": [look.note("4", x=4, y="Lead") | {"showarrow": True}]},
        {"shapes": [{"type": "rect", "x0": 0, "x1": 1, "y0": 0, "y1": 1}]},
    ],
)
def test_a_layout_that_says_more_goes_to_plotly(unknown: dict[str, Any]) -> None:
    assert not is_rows(bars(**unknown))


@pytest.mark.parametrize(
    ("place", "unknown"),
    [
        (0, {"orientation": "v"}),
        (0, {"offset": 1}),
        (0, {"textposition": "outside"}),
        (0, {"marker": {"color": look.ACCENT, "pattern": {"shape": "x"}}}),
        (0, {"error_x": {"type": "percent"}}),
        (2, {"mode": "lines"}),
        (2, {"marker": {"symbol": ["circle", "star"]}}),
        (2, {"type": "heatmap"}),
    ],
)
def test_a_trace_that_says_more_goes_to_plotly(place: int, unknown: dict[str, Any]) -> None:
    figure = deepcopy(bars())
    figure["data"][place] |= unknown
    assert not is_rows(figure)


def test_bars_beside_each_other_go_to_plotly_because_nothing_says_how_they_stand() -> None:
    figure = bars()
    del figure["layout"]["barmode"]
    assert not is_rows(figure)
