"""Who brought it: three rules, eight quarters, three lines."""

import polars as pl
import pytest

from tandem.charts import sourced_by_rule, sourced_trend
from tandem.charts.trend import apart, short_names
from tests.charts.valid import assert_sound, labels

RULES = pl.DataFrame(
    [
        ("crm_field", "marketing", 20, 230.0, 0.23),
        ("crm_field", "sales", 60, 700.0, 0.70),
        ("crm_field", "partner", 5, 50.0, 0.05),
        ("crm_field", "unknown", 1, 20.0, 0.02),
        ("first_touch", "marketing", 40, 500.0, 0.5),
        ("first_touch", "sales", 46, 500.0, 0.5),
        ("before_sales", "marketing", 0, 0.0, None),
    ],
    schema=["rule", "source_class", "opportunities", "amount", "share"],
    orient="row",
)


def test_every_rule_is_a_bar_of_a_hundred_per_cent() -> None:
    figure = sourced_by_rule(RULES)
    drawn = assert_sound(figure)
    assert [trace.name for trace in drawn.data] == ["Marketing", "Sales", "Partner", "Unknown"]
    whole = [sum(trace["x"][0] for trace in figure["data"])]
    assert whole == pytest.approx([1.0])
    assert drawn.layout.yaxis.categoryarray == ("Recorded source", "First touch", "Before sales’ first activity")
    assert drawn.layout.xaxis.range == (0, 1)


def test_a_piece_says_what_fits_into_it() -> None:
    texts = [trace["text"][0].replace("\N{NO-BREAK SPACE}", " ").strip() for trace in sourced_by_rule(RULES)["data"]]
    assert texts == ["<b>23 %</b>", "<b>70 %</b>", "", ""]


def test_the_reference_line_is_drawn_labelled_and_dated() -> None:
    figure = sourced_by_rule(RULES)
    assert figure["layout"]["shapes"][0]["x0"] == 0.18
    assert labels(figure)[0] == "18 % – SiriusDecisions, large B2B firms, 2007"


def test_a_piece_gives_back_its_rule_and_class() -> None:
    assert sourced_by_rule(RULES)["data"][1]["customdata"][0] == ["crm_field", "sales"]


TREND = pl.DataFrame(
    [
        (quarter, rule, share)
        for quarter, shares in (("2026Q2", (0.21, 0.50, None)), ("2026Q3", (0.24, 0.50, None)))
        for rule, share in zip(("crm_field", "first_touch", "before_sales"), shares, strict=True)
    ],
    schema={"quarter": pl.String, "rule": pl.String, "share": pl.Float64},
    orient="row",
)


def test_each_rule_is_a_line_with_its_name_at_its_end() -> None:
    figure = sourced_trend(TREND)
    drawn = assert_sound(figure)
    assert list(figure["data"][0]["y"]) == [0.21, 0.24]
    assert {trace.line.dash for trace in drawn.data} == {"solid", "dash", "dot"}
    assert labels(figure) == ["18 %, quoted 2007", "Recorded 24 %", "First touch 50 %"]
    assert drawn.layout.yaxis.range[0] == 0


def test_the_year_stands_where_it_starts() -> None:
    assert short_names(["2025Q4", "2026Q1", "2026Q2"]) == ["Q4<br>2025", "Q1<br>2026", "Q2"]


def test_labels_that_would_touch_are_moved_apart() -> None:
    placed = [label["y"] for label in apart([{"y": 0.5}, {"y": 0.49}, {"y": 0.1}], 0.05)]
    assert placed == pytest.approx([0.1, 0.49, 0.54])


def test_no_deals_are_still_a_figure() -> None:
    assert_sound(sourced_trend(TREND.clear()))
    assert_sound(sourced_by_rule(RULES.clear()))
