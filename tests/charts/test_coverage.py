"""Coverage of the quota: what is booked and open stands from zero, beside what was promised and what it takes."""

from typing import Any

import numpy as np
import polars as pl
import pytest

from tandem.charts import coverage_bars
from tests.charts.valid import assert_sound, labels
from tests.words.test_value_words import QUOTA

REACHED: dict[str, Any] = QUOTA | {"quarter": "2026Q3", "remaining": 0.0, "booked": 2.6e6, "coverage": None}


def test_booked_and_open_are_stacked_and_the_quota_and_the_need_are_marked() -> None:
    figure = coverage_bars(pl.DataFrame([REACHED, QUOTA]))
    assert_sound(figure)
    booked, opened, promised, needed = figure["data"]
    assert list(booked["x"]) == [2.6e6, 1.9e5] and list(opened["x"]) == [8.6e6, 8.6e6]
    assert figure["layout"]["barmode"] == "stack" and figure["layout"]["xaxis"]["range"][0] == 0
    assert list(promised["x"]) == [2.5e6, 2.5e6]
    assert np.isnan(needed["x"][0]) and needed["x"][1] == pytest.approx(1.9e5 + 2.3e6 * 4.6)
    assert needed["hovertext"][1].replace("\N{NO-BREAK SPACE}", " ") == "2026Q4: needed 10.8 M"
    assert labels(figure)[:2] == ["reached", "3.7× covered  of 4.6× needed"]


@pytest.mark.parametrize(
    ("other", "label"),
    [
        ({"quota": None, "remaining": None, "coverage": None}, "no quota is loaded"),
        ({"closed_deals": 9}, "3.7× covered  needed: too few to say"),
        ({"required_coverage": None}, "3.7× covered  needed: too few to say"),
        ({"open_deals": 0, "coverage": None}, "–"),
    ],
)
def test_what_cannot_be_said_is_not_drawn(other: dict[str, Any], label: str) -> None:
    figure = coverage_bars(pl.DataFrame([QUOTA | other], infer_schema_length=None))
    assert_sound(figure)
    assert labels(figure)[0] == label
    if label != "–":
        assert np.isnan(figure["data"][3]["x"][0])


def test_without_a_quarter_it_is_still_a_figure() -> None:
    assert_sound(coverage_bars(pl.DataFrame([QUOTA]).clear()))


def test_a_quarter_that_nothing_open_is_to_close_in_says_so() -> None:
    figure = coverage_bars(pl.DataFrame([QUOTA | {"open_deals": 0, "coverage": 0.0}]))
    assert labels(figure)[0] == "nothing open to close in it"
