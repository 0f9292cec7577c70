"""What is said of who sourced: under every rule with its interval, over eight quarters, in regions and segments."""

from typing import Any

import polars as pl
import pytest

from tandem.words import sourcing
from tandem.words.credit import LINE_LABEL


def said(text: str) -> str:
    """The text with plain spaces, as a test writes it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def rules(*rows: tuple[str, str, int, int, float | None, float | None, float | None]) -> pl.DataFrame:
    """Rows of `sourced_rules`: rule, source class, deals, all deals, share and its interval."""
    columns = ("rule", "source_class", "opportunities", "of", "share", "low", "high")
    floats = dict.fromkeys(columns[4:], pl.Float64)
    return pl.DataFrame(rows, schema=columns, schema_overrides=floats, orient="row")


def test_what_marketing_sourced_is_said_under_every_rule_with_its_interval() -> None:
    found = rules(
        ("crm_field", "marketing", 50, 195, 0.23, 0.157, 0.329),
        ("crm_field", "sales", 145, 195, 0.77, 0.67, 0.84),
        ("first_touch", "marketing", 100, 195, 0.5, 0.4, 0.6),
    )
    assert said(sourcing.now(found)) == (
        "Marketing, with 95 % intervals: 23 % (16 % to 33 %) by the recorded source, "
        "50 % (40 % to 60 %) by first touch."
    )
    assert sourcing.now(found.clear()) == "No pipeline was created in this period."
    assert sourcing.now(found.clear(), "won revenue") == "There is no won revenue in this period."


def test_a_rule_under_which_marketing_sourced_nothing_says_so() -> None:
    found = rules(("crm_field", "sales", 20, 20, 1.0, 0.8, 1.0), ("first_touch", "marketing", 20, 20, 1.0, 0.8, 1.0))
    assert said(sourcing.now(found)) == (
        "Marketing, with 95 % intervals: 0 % by the recorded source, 100 % (80 % to 100 %) by first touch."
    )


def test_fewer_than_ten_deals_are_counted_in_place_of_a_share() -> None:
    found = rules(("crm_field", "marketing", 1, 5, 0.41, 0.1, 0.8), ("first_touch", "sales", 5, 5, 1.0, 0.5, 1.0))
    assert said(sourcing.now(found)) == (
        "Marketing: 1 of 5 deals by the recorded source, 0 of 5 deals by first touch: too few to say as a share."
    )
    assert sourcing.deals_of({"opportunities": 1, "of": 1}) == "1 of 1 deal"


def test_deals_without_an_amount_have_no_share() -> None:
    assert sourcing.now(rules(("crm_field", "sales", 20, 20, None, None, None))).startswith("No pipeline")


def point(quarter: str, rule: str, share: float | None, of: int = 100) -> dict[str, Any]:
    """A row of `sourced_trend`."""
    return {"quarter": quarter, "rule": rule, "share": share, "of": of, "opportunities": 3}


TREND = [
    point("2026Q2", "crm_field", 0.21),
    point("2026Q3", "crm_field", 0.24),
    point("2026Q3", "first_touch", 0.47),
    point("2026Q3", "before_sales", 0.30),
]
ALL = [point("all", "crm_field", 0.23), point("all", "first_touch", 0.48)]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (TREND, "Marketing sourced 24 % of pipeline, up 3 points; 47 % by first touch"),
        (TREND[1:], "Marketing sourced 24 % of pipeline; 47 % by first touch"),
        (TREND[:2], "Marketing sourced 24 % of pipeline, up 3 points"),
        ([*TREND, *ALL], "Marketing sourced 23 % of pipeline; 48 % by first touch"),
        ([point("2026Q2", "crm_field", 0.24), TREND[1]], "Marketing sourced 24 % of pipeline, unchanged"),
        ([point("2026Q2", "crm_field", 0.9, of=9), TREND[1]], "Marketing sourced 24 % of pipeline"),
        ([point("2026Q3", "crm_field", 0.9, of=9)],
         "Marketing sourced 3 of 9 deals: too few to say as a share of pipeline"),
        ([point("2026Q3", "crm_field", None)], "No pipeline was created in this period"),
        (TREND[2:], "No pipeline was created in this period"),
    ],
)  # fmt: skip
def test_the_title_says_share_movement_and_the_rule_furthest_from_it(rows: list[dict[str, Any]], text: str) -> None:
    assert said(sourcing.finding(pl.DataFrame(rows))) == text


def test_no_won_revenue_is_said_as_such() -> None:
    nothing = pl.DataFrame([point("2026Q3", "crm_field", None)])
    assert sourcing.finding(nothing, "won revenue") == "There is no won revenue in this period"


def split(dimension: str, *places: tuple[str, int, float]) -> pl.DataFrame:
    """Rows of `sourced_split` of marketing by the recorded source and by first touch, which gives a tenth more."""
    return pl.DataFrame(
        [
            {"dimension": dimension, "place": place, "rule": rule, "source_class": "marketing", "of": of,
             "share": share}
            for place, of, least in places
            for rule, share in (("crm_field", least), ("first_touch", least + 0.1))
        ],
        schema_overrides={"of": pl.Int64, "share": pl.Float64},
    )  # fmt: skip


def test_eight_quarters_say_from_where_to_where_it_went() -> None:
    quarters = split("quarter", ("2025Q4", 5, 0.9), ("2026Q1", 20, 0.15), ("2026Q2", 20, 0.3), ("2026Q3", 20, 0.23))
    text = said(sourcing.eight_quarters(quarters, LINE_LABEL))
    assert text.startswith("Marketing from 2026Q1 to 2026Q3: recorded 15 % to 23 %, first touch 25 % to 33 %. Pale:")
    assert text.endswith("Dotted: 18 % of pipeline, SiriusDecisions, large B2B firms, 2007, no target.")
    assert said(sourcing.eight_quarters(quarters.head(2), LINE_LABEL)).startswith("Pale: fewer than ten deals")


@pytest.mark.parametrize(
    ("places", "text"),
    [
        ((("EMEA", 20, 0.1), ("APAC", 10, 0.3), ("DACH", 9, 0.9)),
         "Marketing, by the recorded source: from 10 % in EMEA to 30 % in APAC."),
        ((("EMEA", 20, 0.1),), "Marketing, by the recorded source: 10 % in EMEA."),
        ((("EMEA", 9, 0.1),), "No region has ten deals: too few to say."),
    ],
)  # fmt: skip
def test_where_marketing_sources_most_and_least(places: tuple[tuple[str, int, float], ...], text: str) -> None:
    assert said(sourcing.places(split("region", *places), "region")) == text
