"""The joint funnel: what is drawn, in which order, on which axis."""

import numpy as np
import polars as pl
import pytest

from tandem.charts import joint_funnel, step_conversion, steps_by_region
from tests.charts.valid import assert_sound, labels

FLOW = pl.DataFrame(
    [
        ("lead", "lead", 990, 480),
        ("mql", "lead", 478, 300),
        ("sal", "lead", 311, 200),
        ("sql", "lead", 215, 120),
        ("opportunity", "lead", 120, 36),
        ("opportunity", "sales", 75, 16),
        ("won", "lead", 36, 0),
        ("won", "sales", 16, 0),
    ],
    schema=["stage", "inflow", "entered", "moved_on"],
    orient="row",
)
FUNNEL = pl.DataFrame(
    [
        ("lead", 990, 150, 0.5, 0.44, 0.55),
        ("mql", 478, 100, 0.66, 0.58, 0.73),
        ("sal", 6, 3, 0.5, 0.2, 0.8),
        ("sql", 0, 0, None, None, None),
        ("opportunity", 195, 14, 0.2, 0.12, 0.31),
        ("won", 52, None, None, None, None),
    ],
    schema=["stage", "counted", "reached_next", "conversion", "ci_low", "ci_high"],
    orient="row",
)


def test_both_inflows_are_drawn_from_zero_in_the_order_of_the_stages() -> None:
    figure = joint_funnel(FLOW)
    drawn = assert_sound(figure)
    from_leads, by_sales = figure["data"]
    assert list(from_leads["x"]) == [990, 478, 311, 215, 120, 36]
    assert list(by_sales["x"]) == [75, 16]
    assert by_sales["customdata"] == ["opportunity", "won"]
    assert drawn.layout.yaxis.categoryarray == ("Lead", "MQL", "SAL", "SQL", "Opportunity", "Won")
    assert drawn.layout.yaxis.autorange == "reversed"
    assert drawn.layout.xaxis.range[0] == 0 and drawn.layout.barmode == "stack"


def test_the_second_inflow_is_told_apart_without_colour() -> None:
    from_leads, by_sales = joint_funnel(FLOW)["data"]
    assert from_leads["marker"]["pattern"] == {}
    assert by_sales["marker"]["pattern"]["shape"] == "/"


def test_every_bar_says_its_number_and_where_the_inflows_meet_both() -> None:
    said = labels(joint_funnel(FLOW))
    assert said[0] == "990"
    assert said[4] == "195  120 from leads, 75 opened by sales"


def test_a_funnel_of_nothing_is_still_a_figure() -> None:
    assert_sound(joint_funnel(FLOW.with_columns(entered=pl.lit(0))))
    assert_sound(joint_funnel(FLOW.clear()))


def test_each_step_says_its_share_with_its_interval_or_why_not() -> None:
    figure = step_conversion(FUNNEL)
    drawn = assert_sound(figure)
    assert drawn.data[0].y[0] == "Lead → MQL"
    assert labels(figure) == [
        "50 %  44 % to 55 %",
        "66 %  58 % to 73 %",
        "3 of 6: too few to say",
        "–",
        "20 %  12 % to 31 %",
    ]


def test_the_interval_is_drawn_around_the_share() -> None:
    error = step_conversion(FUNNEL)["data"][0]["error_x"]
    assert error["array"][0] == pytest.approx(0.05)
    assert error["arrayminus"][0] == pytest.approx(0.06)
    assert not np.isnan(error["array"]).any()


def region(share: float, low: float, high: float) -> pl.DataFrame:
    """A funnel of one region with the same share at each step."""
    return FUNNEL.filter(pl.col("stage").is_in(["lead", "mql"])).with_columns(
        conversion=pl.lit(share), ci_low=pl.lit(low), ci_high=pl.lit(high), counted=pl.lit(100)
    )


def test_only_the_region_that_stands_out_is_in_colour_and_a_diamond() -> None:
    regions = {"EMEA": region(0.2, 0.1, 0.3), "<b>APAC</b>": region(0.6, 0.45, 0.7)}
    figure = steps_by_region(FUNNEL.filter(pl.col("stage").is_in(["lead", "mql"])), regions)
    assert_sound(figure)
    symbols = {trace["marker"]["symbol"]: trace["y"] for trace in figure["data"] if trace["xaxis"] == "x2"}
    assert symbols == {"diamond": ["EMEA"], "circle": ["&lt;b&gt;APAC&lt;/b&gt;"]}
    assert figure["data"][0]["customdata"] == [["EMEA", "lead"]]
    assert [line["x0"] for line in figure["layout"]["shapes"]] == [0.5, 0.66]


def test_a_step_without_a_figure_has_a_panel_and_no_line() -> None:
    company = FUNNEL.filter(pl.col("stage").is_in(["lead", "sql"]))
    figure = steps_by_region(company, {"EMEA": company})
    assert_sound(figure)
    assert len(figure["layout"]["shapes"]) == 1
    assert labels(figure)[1] == "SQL → Opp.–"
