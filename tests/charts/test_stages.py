"""Where everything that entered a stage is now, and how much of it is old enough: what the two pictures draw."""

import polars as pl

from tandem.charts import conserving_funnel, look, maturity_bars
from tests.charts.test_funnel import FLOW
from tests.charts.valid import assert_sound, labels

ENDS = FLOW.with_columns(left_funnel=pl.lit(3), still_there=pl.col("entered") - pl.col("moved_on") - 3)
AGES = pl.DataFrame(
    [
        ("lead", 990, 303, 687, 0.6),
        ("mql", 0, 0, 0, None),
        ("opportunity", 195, 70, 125, 0.26),
        ("won", 52, 52, 0, 1.0),
    ],
    schema=["stage", "entered", "mature", "immature", "resolved_share"],
    orient="row",
)


def test_every_bar_is_what_moved_on_is_still_there_and_left() -> None:
    figure = conserving_funnel(ENDS)
    assert_sound(figure)
    moved, still, left = figure["data"]
    sums = [sum(parts) for parts in zip(moved["x"], still["x"], left["x"], strict=True)]
    assert sums == ENDS.get_column("entered").to_list()
    assert figure["layout"]["barmode"] == "stack" and figure["layout"]["xaxis"]["range"][0] == 0
    assert left["marker"]["pattern"]["shape"] == "/"


def test_where_both_inflows_meet_each_has_its_bar_and_what_was_won_stays_won() -> None:
    figure = conserving_funnel(ENDS)
    moved, still, _ = figure["data"]
    assert moved["y"][3:] == [
        "SQL", "Opportunity, from leads", "Opportunity, by sales", "Won, from leads", "Won, by sales",
    ]  # fmt: skip
    assert list(moved["x"])[-2:] == [36, 16] and list(still["x"])[-2:] == [0, 0]
    assert moved["hovertext"][-1] == "Won, by sales: 16"
    assert labels(figure)[0].replace("\N{NO-BREAK SPACE}", " ") == "990  = 480 + 507 + 3"
    assert labels(figure)[-2] == "16"


def test_without_a_second_inflow_a_stage_keeps_its_name() -> None:
    from_leads = ENDS.with_columns(entered=pl.when(pl.col("inflow") == "lead").then(pl.col("entered")).otherwise(0))
    assert conserving_funnel(from_leads)["data"][0]["y"][-2:] == ["Opportunity", "Won"]
    assert_sound(conserving_funnel(ENDS.clear()))


def test_the_young_are_hatched_beside_the_old_enough() -> None:
    figure = maturity_bars(AGES)
    assert_sound(figure)
    old, young = figure["data"]
    assert old["y"] == ["Lead", "Opportunity"] and old["marker"]["pattern"] == {}
    assert list(young["x"]) == [687, 125] and young["marker"]["pattern"]["shape"] == "/"
    assert young["marker"]["pattern"]["bgcolor"] == look.PAPER
    assert labels(figure)[0].replace("\N{NO-BREAK SPACE}", " ") == "303 of 990, 60 % resolved"
    assert_sound(maturity_bars(AGES.clear()))
