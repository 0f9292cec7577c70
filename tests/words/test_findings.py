"""The title of each page says what was found, with the number in it."""

from typing import Any

import polars as pl
import pytest

from tandem import words
from tandem.words import findings


def said(text: str) -> str:
    """The text with plain spaces, as a test writes it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def headline(
    question: str, value: float | None, previous: float | None, year_ago: float | None = None
) -> dict[str, Any]:
    """One row of `questions`."""
    return {"question": question, "value": value, "previous": previous, "year_ago": year_ago, "records": 200}


def test_headlines_are_picked_from_the_trend() -> None:
    trend = pl.DataFrame(
        [
            {"question": question, "quarter": f"{year}Q{number}", "value": float(year * 10 + number), "low": None}
            for question in ("reach", "value")
            for year, number in ((2025, 3), (2025, 4), (2026, 1), (2026, 2), (2026, 3))
        ]
    ).with_columns(high=pl.lit(None, pl.Float64), records=pl.lit(7))
    picked = findings.headlines(trend)
    assert picked.get_column("question").to_list() == ["value", "reach"]
    assert picked.select("value", "previous", "year_ago").row(0) == (20263.0, 20262.0, 20253.0)
    first = findings.headlines(trend.filter(pl.col("quarter") == "2026Q3"))
    assert first.select("previous", "year_ago").row(0) == (None, None)
    assert findings.headlines(trend.clear()).is_empty()


def test_all_quarters_together_are_compared_with_none() -> None:
    trend = pl.DataFrame(
        [
            {"question": "reach", "quarter": quarter, "value": 0.5, "low": None}
            for quarter in ("2026Q2", "2026Q3", "all")
        ]
    ).with_columns(high=pl.lit(None, pl.Float64), records=pl.lit(7))
    assert findings.headlines(trend).select("value", "previous", "year_ago").row(0) == (0.5, None, None)


def test_without_a_quarter_before_the_first_two_headlines_are_said_as_they_stand() -> None:
    questions = pl.DataFrame([headline("value", 13.8e6, None), headline("conversion", 0.027, None)])
    assert said(findings.quarter(questions, "USD")) == "Expected value USD 13.8 M, conversion 2.7 %"
    few = pl.DataFrame([headline("conversion", 0.5, None) | {"records": 3}])
    assert findings.quarter(few, "USD") == "Too few records to say"


@pytest.mark.parametrize(
    ("row", "few", "moved"),
    [
        (headline("conversion", 0.5, 0.4), False, "up 10 points"),
        (headline("conversion", 0.5, 0.4) | {"records": 9}, True, "no comparison"),
        (headline("velocity", 80.0, 90.0) | {"records": 3}, True, "no comparison"),
        (headline("value", 120.0, 100.0) | {"records": 3}, False, "up 20 %"),
        (headline("reach", None, None) | {"records": 0}, False, "no comparison"),
    ],
)
def test_a_share_or_a_median_of_too_few_records_moves_nowhere(row: dict[str, Any], few: bool, moved: str) -> None:
    assert findings.has_too_few(row) is few
    assert said(findings.change_of(row).spoken()) == moved


@pytest.mark.parametrize(
    ("question", "value", "target", "distance", "turn"),
    [
        ("conversion", 0.026, 0.03, "▼ 0.4 points", "worse"),
        ("velocity", 97.0, 85.0, "▲ 12 days", "worse"),
        ("return", 1.4, 1.0, "▲ 0.4×", "better"),
        ("reach", 0.75, 0.75, "on target", "better"),
        ("reach", None, 0.75, "no comparison", "unknown"),
    ],
)
def test_a_headline_is_held_against_its_target(
    question: str, value: float | None, target: float, distance: str, turn: str
) -> None:
    against = findings.against_target(headline(question, value, None), target)
    assert (said(str(against)), against.turn) == (distance, turn)


def steps(*rows: tuple[str, int, float | None, float, float]) -> pl.DataFrame:
    """Rows of `funnel_steps`: stage, entered, conversion, and its interval."""
    return pl.DataFrame(
        [
            {"stage": stage, "counted": counted, "conversion": share, "ci_low": low, "ci_high": high}
            for stage, counted, share, low, high in rows
        ],
        schema_overrides={"conversion": pl.Float64},
    )


def test_the_quarter_names_the_best_and_the_worst_movement() -> None:
    questions = pl.DataFrame(
        [
            headline("value", 120.0, 100.0),
            headline("reach", 0.38, 0.42),
            headline("velocity", 90.0, 99.0),
            headline("return", 1.4, 0.4),
        ]
    )
    assert said(findings.quarter(questions, "USD")) == "Return up 1.0× to 1.4×, reach down 4 points to 38 %"


def test_a_quarter_with_too_few_records_is_none_to_compare_with() -> None:
    rows = [("2026Q2", 0.5, 9), ("2026Q3", 0.4, 20)]
    trend = pl.DataFrame(
        [
            {"question": "reach", "quarter": quarter, "value": value, "low": None, "high": None, "records": number}
            for quarter, value, number in rows
        ],
        schema_overrides={"low": pl.Float64, "high": pl.Float64},
    )
    assert findings.headlines(trend).item(0, "previous") is None
    assert findings.headlines(trend.with_columns(records=pl.lit(10))).item(0, "previous") == 0.5


def test_a_quarter_in_which_nothing_moved_says_so() -> None:
    questions = pl.DataFrame([headline("reach", 0.38, 0.38), headline("value", 1.0, None)])
    assert findings.quarter(questions, "USD") == "No headline moved since the quarter before"


def test_movements_come_with_the_largest_first() -> None:
    questions = pl.DataFrame([headline("value", 101.0, 100.0), headline("reach", 0.2, 0.4)])
    assert [row["question"] for row in findings.movements(questions)] == ["reach", "value"]


def test_the_conversion_names_the_region_that_stands_out() -> None:
    company = steps(("mql", 400, 0.66, 0.6, 0.72), ("sal", 260, 0.5, 0.44, 0.56))
    regions = {
        "EMEA": steps(("mql", 100, 0.44, 0.35, 0.54), ("sal", 40, 0.45, 0.3, 0.6)),
        "APAC": steps(("mql", 100, 0.70, 0.6, 0.78), ("sal", 70, 0.2, 0.1, 0.3)),
    }
    assert said(findings.conversion(company, "within 90 days", regions)) == (
        "APAC: 20 % move from SAL → SQL within 90 days, 30 points below the company"
    )


def test_without_a_region_that_stands_out_the_conversion_names_the_narrowest_step() -> None:
    company = steps(("lead", 400, 0.5, 0.45, 0.55), ("mql", 200, 0.3, 0.25, 0.35), ("won", 3, None, 0, 0))
    one = {"EMEA": steps(("lead", 400, 0.1, 0.0, 0.2))}
    assert said(findings.conversion(company, "within 90 days", one)) == (
        "MQL → SAL is the narrowest step: 30 % move on within 90 days"
    )


def test_a_flow_ratio_is_never_said_to_move_on() -> None:
    company = steps(("lead", 400, 0.5, 0.45, 0.55), ("mql", 200, 0.3, 0.25, 0.35))
    assert said(findings.conversion(company, "flow ratio", {})) == "MQL → SAL has the lowest flow ratio: 30 %"


def test_too_few_records_say_nothing_about_conversion() -> None:
    assert findings.conversion(steps(("lead", 3, 0.5, 0.1, 0.9)), "to date", {}).startswith("Too few records")


@pytest.mark.parametrize(
    ("row", "overall", "out"),
    [
        ({"conversion": 0.2, "counted": 50, "ci_low": 0.1, "ci_high": 0.3}, {"conversion": 0.5}, True),
        ({"conversion": 0.2, "counted": 9, "ci_low": 0.1, "ci_high": 0.3}, {"conversion": 0.5}, False),
        ({"conversion": 0.2, "counted": 50, "ci_low": 0.1, "ci_high": 0.6}, {"conversion": 0.5}, False),
        ({"conversion": None, "counted": 50, "ci_low": None, "ci_high": None}, {"conversion": 0.5}, False),
        ({"conversion": 0.2, "counted": 50, "ci_low": 0.1, "ci_high": 0.3}, {}, False),
        ({"conversion": 0.2, "counted": 50, "ci_low": None, "ci_high": None}, {"conversion": 0.5}, False),
    ],
)
def test_a_region_stands_out_when_its_interval_leaves_out_the_company(
    row: dict[str, Any], overall: dict[str, Any], out: bool
) -> None:
    assert findings.stands_out(row, overall) is out


def test_disputed_deals_are_counted_and_the_largest_come_first() -> None:
    deals = pl.DataFrame({"opportunity_id": ["a", "b", "c"], "amount": [1.0, None, 2_000_000.0]})
    assert said(findings.disputed(deals, "USD")).startswith("3 deals over USD 2.0 M")
    assert said(findings.disputed(deals.head(1), "USD")) == (
        "1 deal over USD 1: the two sides’ rules give it different sources."
    )
    assert findings.disputed(deals.clear(), "USD") == "The two sides’ rules agree on every deal."
    assert findings.largest(deals, 2).get_column("opportunity_id").to_list() == ["c", "a"]


def test_the_collateral_says_share_and_cost() -> None:
    summary = {"available": 344, "unused_share": 0.72, "unused_cost": 1_000_000.0}
    assert said(findings.collateral(summary, "USD")) == "72 % of 344 assets reached no buyer: USD 1.0 M of work unused"
    assert said(findings.collateral(summary | {"unused_cost": None}, "USD")) == "72 % of 344 assets reached no buyer"
    assert findings.collateral({"available": 0, "unused_share": None}, "USD").startswith("No collateral")


def test_the_data_page_says_whether_the_checks_hold() -> None:
    assert findings.data(3, 0, 10) == "All 10 checks hold in version 3"
    assert findings.data(3, 1, 10) == "1 of 10 checks fail in version 3"
    assert findings.data(3, 0, 0) == "Version 3 has no checks"


def test_every_headline_has_a_subject_and_every_stage_a_step() -> None:
    assert set(findings.SUBJECTS) == set(words.HEADLINES)
    assert [words.names.step(stage) for stage in words.names.STAGES][-2:] == ["Opportunity → Won", "Won"]
    assert words.names.short_step("sql") == "SQL → Opp."


@pytest.mark.parametrize(
    ("question", "value", "ends", "records", "text"),
    [
        ("return", 1.4, (0.5, 2.3), 217, "0.5× to 2.3× (95 %)"),
        ("return", 1.4, (None, None), 40, "too few to say how sure"),
        ("agreement", 0.44, (0.34, 0.54), 195, "34 % to 54 % (95 %)"),
        ("agreement", 0.44, (0.1, 0.8), 9, "9 records: too few to say"),
        ("agreement", None, (None, None), 0, ""),
    ],
)
def test_every_headline_says_how_sure_it_is(
    question: str, value: float | None, ends: tuple[float | None, float | None], records: int, text: str
) -> None:
    row = {"question": question, "value": value, "low": ends[0], "high": ends[1], "records": records}
    assert findings.between(row).replace("\N{NO-BREAK SPACE}", " ") == text
