"""What is said of conversion: against another quarter, cohorts, sources, leaks; up, down, too few, nothing."""

from typing import Any

import polars as pl
import pytest

from tandem.stats import wilson
from tandem.words import conversion

FURTHEST = "every interval holds zero. Furthest: MQL → SAL, +10 points."
NOTHING = "No step moved further than chance would bring"


def said(text: str) -> str:
    """The text with plain spaces, as a test writes it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def compare(change: float | None, low: float | None, high: float | None, mature: int = 100) -> dict[str, Any]:
    """One row of `funnel_compare`, the change on the year being the opposite one."""
    back = [None if value is None else -value for value in (change, high, low)]
    return {
        "stage": "mql", "mature": mature, "previous_mature": 90, "year_ago_mature": 80, "change": change,
        "change_low": low, "change_high": high, "change_on_year": back[0], "change_on_year_low": back[1],
        "change_on_year_high": back[2],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "against", "sentence"),
    [
        (compare(0.1, 0.02, 0.18), "previous", "MQL → SAL rose 10 points: more than chance would bring."),
        (compare(0.1, 0.02, 0.18), "year_ago", "MQL → SAL fell 10 points: more than chance would bring."),
        (compare(0.1, -0.02, 0.22), "previous", f"{NOTHING}: {FURTHEST}"),
        (compare(0.1, 0.02, 0.18, 9), "previous", "Too few records to compare the steps."),
        (compare(None, None, None), "previous", "Too few records to compare the steps."),
    ],
)  # fmt: skip
def test_the_step_that_surely_moved_is_named(row: dict[str, Any], against: str, sentence: str) -> None:
    assert said(conversion.compared(pl.DataFrame([row], infer_schema_length=None), against)) == sentence


def test_a_change_says_its_interval_or_its_counts() -> None:
    told = conversion.change_row(compare(0.022, -0.065, 0.104), "previous")
    assert said(conversion.change_said(told)) == "+2.2 points, −6.5 to +10.4"
    assert said(conversion.change_marked(told, "q")).startswith("<b>+2.2 points</b>")
    few = conversion.change_row(compare(0.5, 0.1, 0.9, 3), "previous")
    assert conversion.change_marked(few, "q") == "3 against 90: too few to say"
    assert said(conversion.points_of(0.0)) == "0 points"


def flow(*rows: tuple[str, str, int, int]) -> pl.DataFrame:
    """Rows of `funnel_flow`: stage, inflow, entered, still there."""
    return pl.DataFrame(rows, schema=["stage", "inflow", "entered", "still_there"], orient="row")


def test_it_is_said_where_most_are_waiting() -> None:
    rows = flow(("lead", "lead", 99, 39), ("opportunity", "lead", 120, 85), ("opportunity", "sales", 75, 60))
    assert conversion.conserved(rows) == (
        "At every stage, entered = moved on + still there + left. Most still wait at Opportunity: 145."
    )
    assert conversion.conserved(flow(("lead", "lead", 9, 0))).endswith("nothing is waiting.")
    assert conversion.conserved(rows.clear()).endswith("nothing is waiting.")


def test_a_bar_of_the_funnel_says_its_sum_and_its_inflow() -> None:
    row = {"stage": "mql", "entered": 478, "moved_on": 311, "still_there": 83, "left_funnel": 84}
    assert said(conversion.summed(row, "q")) == "<b>478</b>  <span style='color:q'>= 311 + 83 + 84</span>"
    assert conversion.summed(row | {"stage": "won"}, "q") == "<b>478</b>"
    assert conversion.inflow_name("won", "sales", both=True) == "Won, by sales"
    assert conversion.inflow_name("won", "lead", both=False) == "Won"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [("lead", "lead", 990), ("opportunity", "lead", 120), ("opportunity", "sales", 75), ("won", "sales", 1)],
            "990 leads came, 195 opportunities (75 by sales without a lead) opened, 1 deal won.",
        ),
        ([("lead", "lead", 1), ("opportunity", "lead", 1)], "1 lead came, 1 opportunity opened, 0 deals won."),
        ([], "0 leads came, 0 opportunities opened, 0 deals won."),
    ],
)
def test_what_came_was_opened_and_won_is_said(rows: list[tuple[str, str, int]], sentence: str) -> None:
    frame = pl.DataFrame(rows, schema={"stage": pl.String, "inflow": pl.String, "entered": pl.Int64}, orient="row")
    assert conversion.entered(frame) == sentence


def cohorts(*rows: tuple[str, int, int, float]) -> pl.DataFrame:
    """Rows of `cohorts`: month, months since, leads, share."""
    return pl.DataFrame(rows, schema=["month", "months_since", "leads", "share"], orient="row")


def test_the_best_and_the_worst_month_are_compared_after_as_many_months() -> None:
    rows = cohorts(("2026-05", 3, 50, 0.04), ("2026-06", 3, 50, 0.01), ("2026-07", 2, 50, 0.5))
    assert said(conversion.cohorts(rows)) == "After 3 months: 4.0 % of May 2026, 1.0 % of Jun 2026."
    first = cohorts(("2026-05", 1, 50, 0.04), ("2026-06", 1, 50, 0.01))
    assert said(conversion.cohorts(first)).startswith("After 1 month: ")
    same = cohorts(("2026-05", 3, 50, 0.0), ("2026-06", 3, 50, 0.0))
    assert said(conversion.cohorts(same)) == "After 3 months: 0 % of the leads of every month."
    assert conversion.cohorts(rows.tail(1)).startswith("One month has had the time so far")
    assert conversion.cohorts(cohorts(("2026-05", 3, 9, 0.04))) == "Too few leads a month: too few to say."


def test_a_cell_says_its_counts() -> None:
    row = {"month": "2026-07", "months_since": 3, "leads": 50, "converted": 2, "share": 0.04}
    assert said(conversion.cell(row)) == "Jul 2026, 3 months on: 4.0 %, 2 of 50"
    assert conversion.cell(None) == "" and said(conversion.months_on(3)) == "3 mo"


def test_a_group_says_its_share_unless_it_has_too_few_leads() -> None:
    row = conversion.group_row(
        {"source": "Fair", "entered": 200, "won": 3, "conversion": 0.015}, "source", wilson(3, 200)
    )
    assert said(conversion.group_said(row)) == "1.5 %, 3 of 200 leads"
    assert said(conversion.group_marked(row, "q")).startswith("<b>1.5 %</b>")
    few = conversion.group_row({"source": "Fair", "entered": 2, "won": 1, "conversion": 0.5}, "source", wilson(1, 2))
    assert conversion.group_marked(few, "q") == "1 of 2: too few to say" and few["low"] is None


def won(*rows: tuple[str, int, float | None]) -> pl.DataFrame:
    """Rows of `funnel_by`: source, leads, share won."""
    schema = {"source": pl.String, "entered": pl.Int64, "conversion": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (won(("Web", 50, 0.02), ("Fair", 20, 0.1), ("Tiny", 9, 0.9)), "Most: Fair, 10 %; least: Web, 2.0 %."),
        (won(("Web", 50, 0.02), ("Fair", 20, 0.02)), "2.0 % of every group’s leads."),
        (won(("Web", 50, 0.02)), "2.0 % of Web, the only one with enough leads to say."),
        (won(("Web", 9, 0.02)), "Too few leads: too few to say."),
        (won(), "Too few leads: too few to say."),
    ],
)
def test_the_groups_won_most_and_least_are_named(frame: pl.DataFrame, sentence: str) -> None:
    assert said(conversion.groups(frame, "source")) == sentence


def test_a_quarter_without_records_is_nothing_to_compare_with() -> None:
    row = compare(0.1, 0.02, 0.18)
    assert conversion.is_comparable(pl.DataFrame([row]), "previous")
    none = row | {"previous_mature": 0, "year_ago_mature": None}
    assert not conversion.is_comparable(pl.DataFrame([none]), "previous")
    assert not conversion.is_comparable(pl.DataFrame([none]), "year_ago")
    assert conversion.incomparable(has_quarter=True) == "That quarter has no records to compare with."
    assert conversion.incomparable(has_quarter=False).startswith("Choose a quarter")


def leak(place: str, reason: str, worth: float) -> dict[str, Any]:
    """One row of `leaks`."""
    return {"place": place, "reason": reason, "records": 44, "expected_value": worth, "share": 0.12}


def test_the_largest_leak_is_named_in_money() -> None:
    one = leak("lost", "Price", 531e3) | {"records": 1}
    assert said(conversion.leak_said(one, "USD")) == "USD 531 k, 12 %, 1 record"
    rows = pl.DataFrame([leak("lost", "Price", 531e3), leak("rejected", "No budget", 4e3)])
    assert said(conversion.leaks(rows, "USD")) == (
        "The largest leak: Price (deal), USD 531 k of expected value, 12 % of all."
    )
    assert conversion.leaks(rows.clear(), "USD") == "Nothing leaked in this period."
    assert said(conversion.leak_marked(rows.row(0, named=True), "USD", "q")).startswith("<b>USD 531 k</b>")


def test_every_leak_has_a_name() -> None:
    places = [("silent", "sal"), ("undecided", "(no decision)"), ("rejected", "No budget"), ("lost", "Price")]
    assert [conversion.leak_name(leak(*place, 1.0)) for place in places] == [
        "Silent as SAL", "No decision on an MQL", "No budget (lead)", "Price (deal)",
    ]  # fmt: skip


def test_leads_too_young_to_judge_are_counted() -> None:
    groups = pl.DataFrame({"source": ["Web", "Fair"], "entered": [60, 40]})
    assert conversion.still_rising(groups, {"Web": 0, "Fair": 0}) == ""
    assert said(conversion.still_rising(groups, {"Web": 30, "Fair": 3})) == (
        "Hollow: 33 % of these leads are younger than 90 days, their shares still rise."
    )
