"""What open business is worth: what the stages and the quarters draw."""

import numpy as np
import polars as pl
import pytest

from tandem.charts import look, pipeline_made, value_by_stage
from tests.charts.valid import assert_sound, labels

STAGES = pl.DataFrame(
    [
        ("deal", "<b>Proposal</b>", 91, 0.36, 2e6, 1.7e6, 2.3e6, 2.4e6),
        ("lead", "mql", 383, None, None, None, None, None),
    ],
    schema={
        "record": pl.String, "stage": pl.String, "records": pl.Int64, "chance": pl.Float64,
        "expected_value": pl.Float64, "low": pl.Float64, "high": pl.Float64, "previous": pl.Float64,
    },
    orient="row",
)  # fmt: skip


def test_a_stage_has_its_value_from_zero_its_interval_and_a_quarter_ago() -> None:
    figure = value_by_stage(STAGES, "USD")
    assert_sound(figure)
    bars, lower, before = figure["data"]
    assert bars["x"][0] == 2e6 and np.isnan(bars["x"][1]) and before["x"][0] == 2.4e6
    assert bars["marker"]["color"] == [look.ACCENT, look.CONTEXT_STRONG]
    assert bars["error_x"]["array"] == pytest.approx([0.3e6, 0]) and bars["customdata"][1] == ["lead", "mql"]
    assert (lower["error_x"]["color"], list(lower["error_x"]["array"])) == (look.PAPER, [0, 0])
    assert lower["error_x"]["arrayminus"][0] == pytest.approx(2e6 - STAGES.item(0, "low"))
    assert figure["layout"]["xaxis"]["range"][0] == 0
    assert labels(figure)[:2] == ["USD 2.0 M  down 17 %, 91 open", "383 open: too few to say"]
    assert_sound(value_by_stage(STAGES.clear(), "USD"))


QUARTERS = pl.DataFrame(
    [("2026Q2", 9e6, 1.4e6, 2.3e6), ("2026Q3", 11e6, 2.5e6, None)],
    schema={
        "quarter": pl.String, "created_amount": pl.Float64, "booked_amount": pl.Float64, "booked_target": pl.Float64,
    },
    orient="row",
)  # fmt: skip


def test_made_and_booked_stand_on_one_zero_with_the_promise_as_a_line() -> None:
    figure = pipeline_made(QUARTERS)
    assert_sound(figure)
    made, booked, promised = figure["data"]
    assert list(made["y"]) == [9e6, 11e6] and list(booked["y"]) == [1.4e6, 2.5e6]
    assert promised["y"][0] == 2.3e6 and np.isnan(promised["y"][1])
    assert figure["layout"]["barmode"] == "overlay" and figure["layout"]["yaxis"]["range"][0] == 0
    assert "what was promised" in labels(figure)[0]


def test_without_a_promise_the_key_names_none() -> None:
    none = QUARTERS.with_columns(booked_target=pl.lit(None, pl.Float64))
    assert "promised" not in labels(pipeline_made(none))[0]
    assert_sound(pipeline_made(QUARTERS.clear()))


def test_all_quarters_together_are_no_bar_among_them() -> None:
    whole = pl.concat([QUARTERS, QUARTERS.tail(1).with_columns(quarter=pl.lit("all"), created_amount=pl.lit(99e6))])
    assert list(pipeline_made(whole)["data"][0]["y"]) == [9e6, 11e6]
