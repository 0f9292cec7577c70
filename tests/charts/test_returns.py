"""What comes back: what the spend and the costs draw."""

import numpy as np
import polars as pl

from tandem.charts import cost_per_step, look, spend_and_return
from tests.charts.valid import assert_sound, labels

QUARTERS = pl.DataFrame(
    [("2026Q2", 400.0, 600.0, 1000.0, 1400.0, 0.4), ("2026Q3", 450.0, 650.0, 1100.0, 0.0, None)],
    schema={
        "quarter": pl.String, "marketing_spend": pl.Float64, "sales_spend": pl.Float64, "spend": pl.Float64,
        "won_amount": pl.Float64, "return_on_spend": pl.Float64,
    },
    orient="row",
)  # fmt: skip


def test_spend_of_both_sides_is_stacked_in_their_colours_under_what_was_won() -> None:
    figure = spend_and_return(QUARTERS)
    assert_sound(figure)
    marketing, sales, won = figure["data"]
    assert (marketing["marker"]["color"], sales["marker"]["color"]) == (look.MARKETING, look.SALES)
    assert list(won["y"]) == [1400, 0] and won["customdata"] == ["2026Q2", "2026Q3"]
    assert figure["layout"]["barmode"] == "stack" and figure["layout"]["yaxis"]["range"][0] == 0
    assert labels(figure)[0] == "0.4×" and len(labels(figure)) == 2
    assert_sound(spend_and_return(QUARTERS.clear()))


def test_all_quarters_together_are_no_point_among_them() -> None:
    whole = pl.concat([QUARTERS, QUARTERS.tail(1).with_columns(quarter=pl.lit("all"))])
    assert spend_and_return(whole)["data"][2]["customdata"] == ["2026Q2", "2026Q3"]


COSTS = pl.DataFrame(
    [("mql", 478, 2204.0, 2015.0, 2411.0, 1733.0), ("won", 0, None, None, None, None)],
    schema={
        "step": pl.String, "reached": pl.Int64, "cost": pl.Float64, "low": pl.Float64, "high": pl.Float64,
        "previous": pl.Float64,
    },
    orient="row",
)  # fmt: skip


def test_a_step_has_its_cost_from_zero_and_the_quarter_before_as_a_mark() -> None:
    figure = cost_per_step(COSTS, "USD")
    assert_sound(figure)
    bars, marks = figure["data"]
    assert bars["y"] == ["MQL", "Win"] and bars["x"][0] == 2204 and np.isnan(bars["x"][1])
    assert bars["marker"]["color"] == [look.ACCENT, look.CONTEXT]
    assert (bars["error_x"]["arrayminus"].tolist(), bars["error_x"]["array"].tolist()) == ([189, 0], [207, 0])
    assert figure["layout"]["annotations"][0]["x"] == 2411, "the label stands behind the interval"
    assert marks["x"][0] == 1733 and figure["layout"]["xaxis"]["range"][0] == 0
    assert labels(figure)[0] == "USD 2.2 k  up 27 %, 478 reached" and labels(figure)[1] == "–"
    assert_sound(cost_per_step(COSTS.clear(), "USD"))


def test_without_a_quarter_before_there_is_no_mark_to_explain() -> None:
    assert "quarter before" in labels(cost_per_step(COSTS, "USD"))[-1]
    alone = COSTS.with_columns(previous=pl.lit(None, dtype=pl.Float64))
    assert "quarter before" not in labels(cost_per_step(alone, "USD"))[-1]
    assert "95 % interval" in labels(cost_per_step(alone, "USD"))[-1]
    unsure = COSTS.with_columns(low=pl.lit(None, dtype=pl.Float64), high=pl.lit(None, dtype=pl.Float64))
    assert "interval" not in labels(cost_per_step(unsure, "USD"))[-1]
