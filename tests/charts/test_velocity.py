"""How fast: what the curves, ranges, ages and drivers draw."""

import numpy as np
import polars as pl
import pytest

from tandem.charts import Driver, ageing, days_in_stage, driver_bars, look, time_to_convert
from tests.charts.valid import assert_sound, labels

CURVES = pl.DataFrame(
    [
        ("lead", 0, 0.9, 0.8, 0.95),
        ("lead", 38, 0.5, 0.4, 0.6),
        ("lead", 400, 0.3, 0.2, 0.4),
        ("opportunity", 90, 0.8, None, None),
    ],
    schema=["stage", "days", "survival", "low", "high"],
    orient="row",
)
SUMMARY = pl.DataFrame(
    [("lead", 50, 38.0, 3.0), ("mql", 50, 2.0, 1.0), ("opportunity", 50, None, 175.0)],
    schema=["stage", "entered", "median_days", "p25_days"],
    orient="row",
)


def test_a_curve_rises_in_steps_from_nothing_to_what_moved_on() -> None:
    figure = time_to_convert(CURVES, SUMMARY)
    assert_sound(figure)
    lead = next(trace for trace in figure["data"] if trace.get("customdata", [""])[0] == "lead")
    assert lead["line"]["shape"] == "hv"
    assert list(lead["x"]) == [0, 0, 38, 180]
    assert list(lead["y"]) == pytest.approx([0, 0.1, 0.5, 0.5])
    assert figure["layout"]["yaxis"]["range"][0] == 0


def test_only_the_slowest_step_is_in_colour_and_has_its_interval() -> None:
    figure = time_to_convert(CURVES, SUMMARY)
    lines = {trace["customdata"][0]: trace["line"]["color"] for trace in figure["data"] if trace.get("name")}
    assert lines == {"lead": look.CONTEXT_STRONG, "opportunity": look.ACCENT}
    assert [trace["fillcolor"] for trace in figure["data"] if "fill" in trace] == [look.CONTEXT]


def test_each_curve_is_told_at_its_end_and_its_median_is_marked() -> None:
    figure = time_to_convert(CURVES, SUMMARY)
    assert sorted(labels(figure)) == ["Lead → MQL  half in 38 days", "Opp. → Won  half never do"]
    dots = figure["data"][-1]
    assert (dots["x"], dots["y"], dots["customdata"]) == ([38.0], [0.5], ["lead"])


def test_no_record_at_all_is_still_a_figure() -> None:
    assert_sound(time_to_convert(CURVES.clear(), SUMMARY.clear()))


STAYS = pl.DataFrame(
    [("lead", 40, 11.0, 89.0, 174.0), ("<b>Proposal</b>", 3, 5.0, 6.0, 7.0)],
    schema=["stage", "stays", "median_days", "p75_days", "p90_days"],
    orient="row",
)


def test_a_stage_has_its_median_and_its_ranges_unless_too_few_left_it() -> None:
    figure = days_in_stage(STAYS)
    assert_sound(figure)
    outer, inner, dots = figure["data"]
    assert list(outer["x"][:2]) == [89, 174] and list(inner["x"][:2]) == [11, 89]
    assert np.isnan(outer["x"][3:]).all()
    assert dots["x"][0] == 11 and np.isnan(dots["x"][1])
    assert labels(figure)[:2] == ["11 days  nine in ten within 174 days", "3 left: too few to say"]
    assert_sound(days_in_stage(STAYS.clear()))


AGES = pl.DataFrame(
    [("lead", "usual", 484, 0.41), ("lead", "stuck", 412, 0.35), ("sql", "unknown", 5, 1.0)],
    schema=["stage", "band", "records", "share"],
    orient="row",
)


def test_open_records_stand_in_their_stage_by_age_and_what_is_stuck_is_hatched() -> None:
    figure = ageing(AGES)
    assert_sound(figure)
    assert [trace["name"] for trace in figure["data"]] == ["as usual", "stuck (over P90)", "not known"]
    assert figure["data"][1]["customdata"] == [["lead", "stuck"]]
    assert figure["data"][1]["marker"]["pattern"]["shape"] == "/"
    assert labels(figure)[:2] == ["412 stuck  of 896", "0 stuck  of 5"]
    assert_sound(ageing(AGES.clear()))


def test_a_driver_goes_to_the_side_of_what_it_did() -> None:
    figure = driver_bars(
        [Driver("Win rate", 8.8, "+8.8", "19 % → 25 %", "win"), Driver("Cycle", -2.0, "−2.0", "1 → 2")]
    )
    assert_sound(figure)
    bars = figure["data"][0]
    assert bars["x"] == [8.8, -2.0] and bars["customdata"] == ["win", ""]
    assert bars["marker"]["color"] == [look.ACCENT, look.CONTEXT_STRONG]
    assert [note["xanchor"] for note in figure["layout"]["annotations"]] == ["left", "right"]
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < -2.0 and high > 8.8


def test_no_driver_is_still_a_figure() -> None:
    assert_sound(driver_bars([]))
    assert_sound(driver_bars([Driver("Deals", 0.0, "0", "1 → 1")]))
