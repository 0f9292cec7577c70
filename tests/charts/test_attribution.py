"""Who brought it: three rules over the same deals, over eight quarters, by region and segment."""

import polars as pl
import pytest

from tandem.charts import sourced_by_rule, sourced_places, sourced_quarters
from tandem.charts.trend import apart, short_names
from tests.charts.valid import assert_sound, labels

RULES = pl.DataFrame(
    [
        ("crm_field", "marketing", 20, 86, 230.0, 0.23, 0.15, 0.33),
        ("crm_field", "sales", 60, 86, 700.0, 0.70, 0.6, 0.79),
        ("crm_field", "partner", 5, 86, 50.0, 0.05, 0.02, 0.11),
        ("crm_field", "unknown", 1, 86, 20.0, 0.02, 0.01, 0.08),
        ("first_touch", "marketing", 40, 86, 500.0, 0.5, 0.4, 0.6),
        ("first_touch", "sales", 46, 86, 500.0, 0.5, 0.4, 0.6),
        ("before_sales", "marketing", 0, 0, 0.0, None, None, None),
    ],
    schema=["rule", "source_class", "opportunities", "of", "amount", "share", "low", "high"],
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
    few = sourced_by_rule(RULES.with_columns(of=pl.lit(9)))["data"]
    assert [trace["text"][0].strip() for trace in few] == ["<b>20</b>", "<b>60</b>", "", ""]


def test_hovering_over_a_piece_says_its_interval_and_its_deals() -> None:
    [said, *_] = sourced_by_rule(RULES)["data"][0]["hovertext"]
    assert said.replace("\N{NO-BREAK SPACE}", " ") == "Marketing: 23 % (15 % to 33 %), 20 of 86 deals, 230"


def test_the_reference_line_is_drawn_labelled_and_dated() -> None:
    figure = sourced_by_rule(RULES)
    assert figure["layout"]["shapes"][0]["x0"] == 0.18
    assert labels(figure)[0] == "18 % – SiriusDecisions, large B2B firms, 2007"


def test_a_piece_gives_back_its_rule_and_class() -> None:
    assert sourced_by_rule(RULES)["data"][1]["customdata"][0] == ["crm_field", "sales"]


HOSTILE = "<a href='https://evil.test'>x</a>"
SPLIT = pl.DataFrame(
    [
        (dimension, place, rule, side, round(share * of), of, share)
        for dimension, places in (
            ("quarter", (("2025Q4", 5), ("2026Q1", 20))),
            ("region", (("EMEA", 20), (HOSTILE, 9))),
        )
        for place, of in places
        for rule in ("crm_field", "first_touch", "before_sales")
        for side, share in (("marketing", 0.25), ("sales", 0.7), ("partner", 0.05), ("unknown", 0.0))
    ],
    schema=["dimension", "place", "rule", "source_class", "opportunities", "of", "share"],
    orient="row",
)


def test_every_quarter_is_a_hundred_per_cent_in_the_panel_of_each_rule() -> None:
    figure = sourced_quarters(SPLIT)
    drawn = assert_sound(figure)
    assert [trace["xaxis"] for trace in figure["data"]] == [axis for axis in ("x", "x2", "x3") for _ in range(4)]
    assert sum(trace["y"][1] for trace in figure["data"][:4]) == pytest.approx(1)
    assert drawn.layout.xaxis2.domain == (0.35, 0.65)
    assert drawn.layout.barmode == "stack"


def test_the_reference_line_crosses_every_panel() -> None:
    upright, lying = sourced_quarters(SPLIT)["layout"]["shapes"], sourced_places(SPLIT, "region")["layout"]["shapes"]
    assert [shape["y0"] for shape in upright] == [0.18] * 3
    assert [round(shape["x0"], 3) for shape in lying] == [0.054, 0.404, 0.754]
    assert labels(sourced_quarters(SPLIT))[-1] == "18 %"


def test_quarters_with_few_deals_are_pale_and_without_a_number() -> None:
    marketing = sourced_quarters(SPLIT)["data"][0]
    assert marketing["text"] == ["", "25"]
    assert marketing["marker"]["opacity"] == [0.3, 1.0]
    assert marketing["hovertext"][0].startswith("2025Q4, marketing: 25")


def test_a_piece_of_a_panel_gives_back_its_rule_class_and_place() -> None:
    assert sourced_quarters(SPLIT)["data"][5]["customdata"][1] == ["first_touch", "sales", "2026Q1"]


def test_a_place_with_few_deals_is_named_without_bars() -> None:
    figure = sourced_places(SPLIT, "region")
    drawn = assert_sound(figure)
    assert labels(figure)[-1] == "9 deals: too few to say"
    assert list(figure["data"][0]["y"]) == ["EMEA"] and len(drawn.layout.yaxis.categoryarray) == 2
    assert_sound(sourced_places(SPLIT, "segment"))


def test_the_year_stands_where_it_starts() -> None:
    assert short_names(["2025Q4", "2026Q1", "2026Q2"]) == ["Q4<br>2025", "Q1<br>2026", "Q2"]
    assert sourced_quarters(SPLIT)["layout"]["xaxis"]["ticktext"] == ["Q4", "Q1<br>2026"]


def test_labels_that_would_touch_are_moved_apart() -> None:
    placed = [label["y"] for label in apart([{"y": 0.5}, {"y": 0.49}, {"y": 0.1}], 0.05)]
    assert placed == pytest.approx([0.1, 0.49, 0.54])


def test_no_deals_are_still_a_figure() -> None:
    assert_sound(sourced_quarters(SPLIT.clear()))
    assert_sound(sourced_by_rule(RULES.clear()))
