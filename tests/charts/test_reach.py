"""Whom we reach: what the bars, the map and the columns draw."""

import numpy as np
import polars as pl
import pytest

from tandem.charts import buying_group, look, reach_by_side, reach_map
from tests.charts.valid import assert_sound, labels

SIDES = pl.DataFrame(
    [
        ("both", 26, 0.26, 0.27, None),
        ("marketing", 15, 0.15, 0.16, None),
        ("sales", 4, 0.04, 0.1, None),
        ("partner", 0, 0.0, 0.0, None),
        ("nobody", 55, 0.55, 0.47, None),
    ],
    schema={
        "engaged_by": pl.String,
        "accounts": pl.Int64,
        "share": pl.Float64,
        "previous": pl.Float64,
        "year_ago": pl.Float64,
    },
    orient="row",
)
BARS = {"2026Q3": "share", "2026Q2": "previous", "2025Q3": "year_ago"}


def test_the_bars_are_whole_and_in_the_colours_of_the_sides() -> None:
    figure = reach_by_side(SIDES, BARS)
    assert_sound(figure)
    assert [trace["name"] for trace in figure["data"]] == ["Marketing only", "Both sides", "Sales only", "Nobody"]
    assert [trace["marker"]["color"] for trace in figure["data"]] == [
        look.MARKETING, look.ACCENT, look.SALES, look.CONTEXT,
    ]  # fmt: skip
    assert sum(trace["x"][0] for trace in figure["data"]) == pytest.approx(1)
    assert figure["layout"]["barmode"] == "stack"


def test_a_quarter_without_a_figure_has_no_bar_and_a_narrow_piece_no_label() -> None:
    marketing, _, sales, _ = reach_by_side(SIDES, BARS)["data"]
    assert marketing["y"] == ["2026Q3", "2026Q2"]
    assert sales["text"][0] == "" and sales["customdata"] == ["sales", "sales"]
    assert_sound(reach_by_side(SIDES.clear(), BARS))


def test_fewer_than_ten_target_accounts_are_counted_in_place_of_shares() -> None:
    few = SIDES.with_columns(accounts=pl.Series([2, 1, 0, 0, 4]), share=pl.Series([2, 1, 0, 0, 4]) / 7)
    assert [trace["text"][0] for trace in reach_by_side(few, {"2026Q3": "share"})["data"]] == [
        "<b>1</b>", "<b>2</b>", "<b>4</b>",
    ]  # fmt: skip


CELLS = pl.DataFrame(
    [("<b>EMEA</b>", "SMB", 26, 11, 0.42), ("DACH", "SMB", 2, 1, 0.5), ("DACH", "Enterprise", 20, 15, 0.75)],
    schema=["region", "segment", "targets", "engaged", "share"],
    orient="row",
).with_columns(low=pl.lit(0.1), high=pl.lit(0.9))


def test_a_cell_says_its_share_or_its_counts_where_there_are_too_few() -> None:
    figure = reach_map(CELLS)
    assert_sound(figure)
    drawn = figure["data"][0]
    assert drawn["x"] == ["Enterprise", "SMB"] and drawn["y"] == ["&lt;b&gt;EMEA&lt;/b&gt;", "DACH"]
    assert drawn["z"][0][1] == 0.42 and np.isnan(drawn["z"][0][0]) and np.isnan(drawn["z"][1][1])
    assert labels(figure) == ["42 %", "75 %", "1 of 2"]
    marks = figure["data"][1]
    assert ["DACH", "Enterprise"] in marks["customdata"] and len(marks["hovertext"]) == CELLS.height
    assert_sound(reach_map(CELLS.clear()))


DEPTH = pl.DataFrame(
    [("0", 16, 0.04, 6, 0.03), ("1", 134, 0.32, 62, 0.31), ("8+", 0, 0.0, 0, None)],
    schema=["people", "open_deals", "open_share", "won_deals", "won_share"],
    orient="row",
)


def test_open_and_won_deals_stand_beside_each_other_from_zero() -> None:
    figure = buying_group(DEPTH)
    assert_sound(figure)
    opened, won = figure["data"]
    assert opened["x"] == ["0", "1", "8+"] and opened["y"][1] == 0.32
    assert won["customdata"][1] == ["won", "1"]
    assert won["text"][0] == "" and won["text"][1].startswith("31")
    assert won["marker"]["pattern"]["shape"] == "/"
    assert figure["layout"]["yaxis"]["range"][0] == 0
    assert_sound(buying_group(DEPTH.clear()))
