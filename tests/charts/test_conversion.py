"""How much turns into business: what the changes, cohorts, sources and leaks draw."""

import numpy as np
import polars as pl

from tandem.charts import cohort_map, leads_by, leak_bars, look, step_change
from tests.charts.valid import assert_sound, labels

COMPARED = pl.DataFrame(
    [
        ("lead", 300, 1100, 900, -0.1, -0.18, -0.02, 0.01, -0.05, 0.07),
        ("sql", 5, 9, 9, 0.5, 0.1, 0.9, None, None, None),
    ],
    schema=[
        "stage", "mature", "previous_mature", "year_ago_mature", "change", "change_low", "change_high",
        "change_on_year", "change_on_year_low", "change_on_year_high",
    ],
    orient="row",
)  # fmt: skip


def test_a_step_that_surely_moved_is_in_colour_and_a_diamond() -> None:
    figure = step_change(COMPARED, "previous")
    assert_sound(figure)
    dots = figure["data"][0]
    assert dots["x"][0] == -0.1 and np.isnan(dots["x"][1])
    assert dots["marker"]["symbol"] == ["diamond", "circle"] and dots["marker"]["color"][0] == look.ACCENT
    assert labels(figure) == ["−10 points  −18 to −2", "5 against 9: too few to say"]
    assert step_change(COMPARED, "year_ago")["data"][0]["marker"]["symbol"] == ["circle", "circle"]
    assert_sound(step_change(COMPARED.clear(), "previous"))


COHORTS = pl.DataFrame(
    [("2026-06", 1, 50, 2, 0.04), ("2026-06", 2, 50, 3, 0.06), ("2026-07", 1, 4, 1, 0.25)],
    schema=["month", "months_since", "leads", "converted", "share"],
    orient="row",
)


def test_a_cohort_has_a_cell_for_each_month_that_it_had() -> None:
    figure = cohort_map(COHORTS)
    assert_sound(figure)
    drawn = figure["data"][0]
    assert drawn["y"] == ["Jun 2026", "Jul 2026"]
    assert list(drawn["z"][0]) == [0.04, 0.06] and np.isnan(drawn["z"][1]).all()
    assert labels(figure)[1:] == ["4.0 %", "6.0 %"]
    assert figure["data"][1]["customdata"] == ["2026-06", "2026-06", "2026-07"]


def test_cells_that_are_too_young_are_hatched() -> None:
    figure = cohort_map(COHORTS)
    [hatch] = figure["layout"]["shapes"]
    assert hatch["path"].startswith("M0.58,1.36L0.76,0.64") and hatch["path"].count("M") == 4
    assert cohort_map(COHORTS.filter(pl.col("months_since") == 1))["layout"]["shapes"] == []
    assert_sound(cohort_map(COHORTS.clear()))


GROUPS = pl.DataFrame(
    [("<b>Fair</b>", 200, 3, 0.015), ("Web", 400, 40, 0.1), ("Tiny", 2, 1, 0.5)],
    schema=["source", "entered", "won", "conversion"],
    orient="row",
)


def test_the_groups_stand_by_their_leads_each_with_its_interval() -> None:
    figure = leads_by(GROUPS, "source", {"Web": 0, "<b>Fair</b>": 3})
    assert_sound(figure)
    dots = figure["data"][0]
    assert dots["customdata"] == ["Web", "<b>Fair</b>", "Tiny"]
    assert dots["marker"]["color"] == [look.ACCENT, look.PAPER, look.ACCENT]
    assert dots["x"][0] == 0.1 and np.isnan(dots["x"][2])
    assert dots["error_x"]["array"][0] > 0 and dots["error_x"]["array"][2] == 0
    assert labels(figure)[2] == "1 of 2: too few to say"
    assert_sound(leads_by(GROUPS.clear(), "source", {}))


LEAKS = pl.DataFrame(
    [("lost", "<b>Price</b>", 34, 399e3, 0.6), ("silent", "sal", 16, 81e3, 0.4), ("silent", "lead", 3, None, None)],
    schema=["place", "reason", "records", "expected_value", "share"],
    orient="row",
)


def test_the_leaks_are_money_from_zero_and_deals_are_told_from_leads() -> None:
    figure = leak_bars(LEAKS, "USD")
    assert_sound(figure)
    bars = figure["data"][0]
    assert bars["y"] == ["&lt;b&gt;Price&lt;/b&gt; (deal)", "Silent as SAL"]
    assert bars["marker"]["color"] == [look.ACCENT, look.CONTEXT_STRONG]
    assert bars["customdata"][1] == ["silent", "sal"] and figure["layout"]["xaxis"]["range"][0] == 0
    assert labels(figure)[0] == "USD 399 k  60 %, 34 records"
    assert_sound(leak_bars(LEAKS.clear(), "USD"))
