"""What is said of speed: up, down, flat, singular, plural, too few, nothing."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from tandem.words import velocity


def said(text: str) -> str:
    """The text with plain spaces, as a test writes it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def stuck(*amounts: float | None) -> pl.DataFrame:
    """Stuck deals of these amounts."""
    return pl.DataFrame({"amount": amounts}, schema={"amount": pl.Float64})


def test_every_step_has_its_quartiles_or_says_why_not() -> None:
    schema = {
        "stage": pl.String,
        "entered": pl.Int64,
        "p25_days": pl.Float64,
        "median_days": pl.Float64,
        "p75_days": pl.Float64,
    }
    rows = [("mql", 478, 1.0, 3.0, None), ("sal", 9, 1.0, 2.0, 3.0)]
    told, few = velocity.quartile_table(pl.DataFrame(rows, schema=schema, orient="row"))
    assert {name: said(text) for name, text in told.items()} == {
        "Step": "MQL → SAL", "Entered": "478", "A quarter within": "1 day", "Half within": "3 days",
        "Three quarters within": "never",
    }  # fmt: skip
    assert few["Half within"] == "too few to say" and few["Entered"] == "9"


def stays(*rows: tuple[str, int, float | None]) -> pl.DataFrame:
    """Rows of `days_in_stage`: stage, ended stays, median; nine in ten take thrice as long."""
    schema = {"stage": pl.String, "stays": pl.Int64, "median_days": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(p90_days=pl.col("median_days") * 3)


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (
            stays(("lead", 50, 11.0), ("opportunity", 40, 155.0), ("mql", 9, 900.0)),
            "Longest in Opportunity: half leave within 155 days, nine in ten within 465 days.",
        ),
        (stays(("lead", 50, 1.0)), "Longest in Lead: half leave within 1 day, nine in ten within 3 days."),
        (stays(("lead", 9, 11.0)), "Too few stays ended in these four quarters: too few to say."),
        (stays(), "Too few stays ended in these four quarters: too few to say."),
    ],
)
def test_the_stage_of_the_longest_stays_is_named(frame: pl.DataFrame, sentence: str) -> None:
    assert said(velocity.longest_stay(frame)) == sentence


def test_whose_deals_are_stuck_is_said() -> None:
    rows = [("Ann", 5e5), ("Ben", 2e5), ("Ann", 1e5), (None, 9e5)]
    frame = pl.DataFrame(rows, schema={"owner": pl.String, "amount": pl.Float64}, orient="row")
    assert said(velocity.stuck_list(frame, "USD")) == (
        "4 deals over USD 1.7 M are stuck: in their stage for longer than nine in ten were. Most is Ann’s: USD 600 k."
    )
    assert said(velocity.stuck_list(frame.tail(1), "USD")).startswith("1 deal over USD 900 k is stuck: ")
    assert velocity.stuck_list(frame.clear(), "USD") == "No deal is stuck."


def summary(*rows: tuple[str, int, float | None, float | None]) -> pl.DataFrame:
    """Rows of `time_to_convert_summary`: stage, entered, median, first quartile."""
    schema = {"stage": pl.String, "entered": pl.Int64, "median_days": pl.Float64, "p25_days": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


@pytest.mark.parametrize(
    ("value", "previous", "records", "sentence"),
    [
        (97.0, 85.0, 40, "Lead to won takes 97 days, up 12 days"),
        (84.0, 85.0, 40, "Lead to won takes 84 days, down 1 day"),
        (85.0, 85.0, 40, "Lead to won takes 85 days, unchanged"),
        (85.0, None, 40, "Lead to won takes 85 days"),
        (85.0, 80.0, 9, "9 deals won from leads: too few to say how fast"),
        (85.0, 80.0, 1, "1 deal won from leads: too few to say how fast"),
        (None, 80.0, 0, "No lead was won in this period"),
    ],
)
def test_the_way_from_lead_to_won_says_its_days_and_its_change(
    value: float | None, previous: float | None, records: int, sentence: str
) -> None:
    assert said(velocity.won_in({"value": value, "previous": previous, "records": records})) == sentence


def test_the_finding_says_what_is_stuck() -> None:
    row: dict[str, Any] = {"value": 97.0, "previous": None, "records": 40}
    assert said(velocity.finding(row, stuck(1e6, 2e6), "USD")).endswith("; 2 deals over USD 3.0 M are stuck")
    assert said(velocity.finding(row, stuck(1e6), "USD")).endswith("; 1 deal over USD 1.0 M is stuck")
    assert velocity.finding(row, stuck(), "USD").endswith("; no deal is stuck")


def test_the_slowest_step_is_the_one_where_half_never_move_on() -> None:
    never = summary(("lead", 50, 38.0, 3.0), ("opportunity", 50, None, 175.0))
    assert velocity.slowest(never) == "opportunity"
    assert said(velocity.curves(never)) == (
        "Opportunity → Won: fewer than half ever move on; a quarter do within 175 days."
    )
    assert velocity.curves(summary(("sql", 50, None, None))).endswith("fewer than half ever move on.")


def test_else_it_is_the_one_with_the_longest_median_among_those_with_enough_records() -> None:
    rows = summary(("lead", 50, 38.0, 3.0), ("mql", 50, 1.0, 1.0), ("sql", 9, 400.0, 100.0))
    assert said(velocity.curves(rows)) == "Lead → MQL is the slowest step: half move on within 38 days."
    assert [said(velocity.half(row)) for row in rows.to_dicts()] == [
        "half in 38 days",
        "half in 1 day",
        "too few to say",
    ]
    assert said(velocity.medians(rows)).startswith("Lead → MQL: half in 38 days; MQL → SAL: half in 1 day")


def test_too_few_records_have_no_slowest_step() -> None:
    assert velocity.curves(summary(("lead", 9, 5.0, 1.0))) == "Too few records to say how long each step takes."
    assert velocity.curves(summary()).startswith("Too few records")


def test_a_stay_says_its_median_and_what_nine_in_ten_take() -> None:
    row = {"stays": 40, "median_days": 11.0, "p90_days": 174.0}
    assert said(velocity.stay(row)) == "11 days, nine in ten within 174 days"
    assert said(velocity.stay_marked(row, "q")).startswith("<b>11 days</b>")
    assert velocity.stay(row | {"stays": 3}) == "3 left: too few to say"
    assert velocity.stay_marked(row | {"stays": 0, "median_days": None}, "q") == "–"


AGES = pl.DataFrame(
    [
        ("Proposal", "usual", 9, 0.9),
        ("Proposal", "stuck", 1, 0.1),
        ("Discovery", "stuck", 4, 0.4),
        ("Discovery", "usual", 6, 0.6),
    ],
    schema=["stage", "band", "records", "share"],
    orient="row",
)


def test_the_stage_with_most_stuck_records_is_named() -> None:
    assert said(velocity.ageing(AGES)) == "Most are stuck in Discovery: 4, 40 % of those there."
    few = AGES.with_columns(records=pl.when(pl.col("stage") == "Discovery").then(4).otherwise(1))
    assert said(velocity.ageing(few)) == "Most are stuck in Discovery: 4 of 8 there."
    assert velocity.ageing(AGES.filter(pl.col("band") == "usual")).startswith("Nothing is over the time")
    assert velocity.ageing(AGES.clear()) == "Nothing was open on the last day."
    assert said(velocity.stuck_of(AGES, "Proposal", 10, "q")).startswith("<b>1 stuck</b>")


def test_the_table_of_stuck_deals_is_short_and_readable() -> None:
    deal = {
        "opportunity_id": "O1", "name": None, "owner": None, "stage": "Proposal", "amount": 406090.0, "days": 392,
        "p90_days": 141.5, "expected_close_on": None, "state": "lost",
    }  # fmt: skip
    table = velocity.stuck_table(pl.DataFrame([deal | {"expected_close_on": date(2027, 8, 27)}, *[deal] * 9]), "USD")
    assert len(table) == velocity.SHORT_LIST
    assert {name: said(text) for name, text in table[0].items()} == {
        "Deal": "O1", "Owner": "–", "Stage": "Proposal", "Amount": "USD 406 k", "Days there": "392",
        "Nine in ten leave within": "142 days", "Expected to close": "27 Aug 2027", "Now": "lost since",
    }  # fmt: skip
    assert table[1]["Expected to close"] == "–"
