"""What is said of the value: up, down, flat, singular, plural, too few, nothing."""

from typing import Any

import polars as pl
import pytest

from tandem.words import value

QUOTA: dict[str, Any] = {
    "quarter": "2026Q4", "quota": 2.5e6, "booked": 1.9e5, "remaining": 2.3e6, "open_deals": 145, "open_amount": 8.6e6,
    "coverage": 3.7, "closed_deals": 780, "win_rate_value": 0.2166, "required_coverage": 4.6,
}  # fmt: skip
PROMISED, OPEN = "2026Q4: USD 190 k booked of USD 2.5 M promised", "USD 8.6 M open, 3.7× what remains"
NEEDED = "4.6× needed at a win rate of 22 % by value"
BROUGHT = "the quarter would have brought"
NO_DEAL = {"open_deals": 0, "coverage": None}


def said(text: str) -> str:
    """The text with plain spaces, as a test writes it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def quota(**other: Any) -> pl.DataFrame:
    """`coverage_of_quota` of one quarter."""
    return pl.DataFrame([QUOTA | other])


def worth(now: float | None, previous: float | None) -> dict[str, Any]:
    """The row of the headline."""
    return {"value": now, "previous": previous, "low": None, "high": None}


@pytest.mark.parametrize(
    ("row", "frame", "sentence"),
    [
        (
            worth(13.2e6, 12.6e6),
            quota(),
            "Open business is worth USD 13.2 M, up 4.8 %; 2026Q4 is covered 3.7× of the 4.6× it needs",
        ),
        (worth(12.6e6, 13.2e6), quota(coverage=None), "Open business is worth USD 12.6 M, down 4.5 %"),
        (worth(12.6e6, 12.6e6), quota(closed_deals=9), "Open business is worth USD 12.6 M, unchanged"),
        (worth(12.6e6, None), quota(required_coverage=None), "Open business is worth USD 12.6 M"),
        (worth(None, 1.0), quota(), "Nothing that is open can be valued yet"),
    ],
)
def test_the_finding_says_the_value_its_change_and_the_coverage(
    row: dict[str, Any], frame: pl.DataFrame, sentence: str
) -> None:
    assert said(value.finding(row, frame, "USD")) == sentence


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({}, f"{PROMISED}; 145 deals over {OPEN}, {NEEDED}."),
        ({"open_deals": 1}, f"{PROMISED}; 1 deal over {OPEN}, {NEEDED}."),
        ({"closed_deals": 3}, f"{PROMISED}; 145 deals over {OPEN}. What is needed: too few to say."),
        ({"remaining": 0.0}, f"{PROMISED}: reached."),
        (NO_DEAL, f"{PROMISED}; no open deal is expected to close in what is left of it."),
        ({"quota": None}, "2026Q4: USD 190 k booked; no quota is loaded."),
    ],
)  # fmt: skip
def test_a_quota_says_what_is_booked_open_and_needed(other: dict[str, Any], sentence: str) -> None:
    assert [said(text) for text in value.quotas(quota(**other), "USD")] == [sentence]


def stage(record: str, name: str, expected: float | None, previous: float | None, records: int = 91) -> dict[str, Any]:
    """One row of `value_by_stage`."""
    return {
        "record": record, "stage": name, "expected_value": expected, "previous": previous, "records": records,
        "chance": 0.358,
    }  # fmt: skip


STAGES = pl.DataFrame(
    [stage("deal", "Proposal", 2e6, 2.4e6), stage("lead", "lead", 1e6, None), stage("lead", "mql", None, None)]
)


def test_a_stage_says_its_value_change_and_chance() -> None:
    assert [value.stage_name(row) for row in STAGES.to_dicts()] == ["Proposal", "Leads", "MQL leads"]
    assert [said(value.stage_said(row, "USD")) for row in STAGES.to_dicts()] == [
        "USD 2.0 M, down 17 %, 91 open", "USD 1.0 M, 91 open", "91 open: too few to say",
    ]  # fmt: skip
    assert value.stage_said(stage("deal", "x", None, None, 0), "USD") == "–"
    assert said(value.stage_marked(STAGES.row(0, named=True), "USD", "q")).startswith("<b>USD 2.0 M</b>")
    assert value.stage_marked(STAGES.row(2, named=True), "USD", "q") == "91 open: too few to say"
    assert said(value.told(STAGES.head(1), "USD")) == "Proposal: USD 2.0 M, down 17 %, 91 open"


def test_the_stage_worth_most_is_named_and_the_interval_of_the_whole() -> None:
    assert said(value.split(worth(3e6, None), STAGES, "USD")) == "Most stands in Proposal: USD 2.0 M."
    whole = worth(3e6, None) | {"low": 2.8e6, "high": 3.3e6}
    assert said(value.split(whole, STAGES, "USD")).startswith("All together 2.8 M to 3.3 M (95 %). Most stands")
    assert value.split(whole, STAGES.tail(1), "USD").startswith("Nothing is open")


def test_what_was_made_and_booked_says_its_movement() -> None:
    schema = {"quarter": pl.String, "created_amount": pl.Float64, "booked_amount": pl.Float64}
    both = pl.DataFrame([("2026Q2", 10e6, 2e6), ("2026Q3", 11e6, 1e6)], schema=schema, orient="row")
    assert said(value.made(both, "USD")) == "USD 11.0 M made, up 10 %; USD 1.0 M booked, down 50 %."
    assert said(value.made(both.head(1), "USD")) == "USD 10.0 M made; USD 2.0 M booked."
    assert value.made(both.clear(), "USD") == "No quarter to show."
    whole = both.with_columns(quarter=pl.Series(["2026Q3", "all"]))
    assert said(value.made(whole, "USD")) == "USD 11.0 M made; USD 1.0 M booked."


def brought(before: float, after: float) -> pl.DataFrame:
    """`what_if` with this money before and after."""
    return pl.DataFrame([{"driver": "volume", "money_before": before, "money_after": after}])


@pytest.mark.parametrize(
    ("frame", "moved", "sentence"),
    [
        (
            brought(2e6, 2.2e6),
            {"volume": 10},
            f"With 10 % more leads and deals, {BROUGHT} USD 2.2 M in place of USD 2.0 M: USD 200 k more.",
        ),
        (
            brought(2e6, 1.8e6),
            {"deal_size": -10, "cycle": 5},
            f"With 10 % smaller deals and 5 % longer cycle, {BROUGHT} USD 1.8 M in place of USD 2.0 M: USD 200 k less.",
        ),
        (
            brought(2e6, 2e6),
            {"conversion": 10},
            f"With 10 % better SQL → Opportunity, {BROUGHT} USD 2.0 M as before.",
        ),
        (
            brought(2e6, 2.6e6),
            {"volume": 0},
            "The quarter brought USD 2.0 M, all four drivers a tenth better USD 2.6 M. Move one to see what it brings.",
        ),
        (brought(0, 0), {"volume": 10}, "Nothing was won in this quarter: there is no money to move."),
        (brought(0, 0).clear(), {}, "Nothing was won in this quarter: there is no money to move."),
    ],
)  # fmt: skip
def test_the_sentence_says_the_money(frame: pl.DataFrame, moved: dict[str, int], sentence: str) -> None:
    assert said(value.what_if(frame, moved, "sql", "USD")) == sentence


def test_all_quarters_together_are_said_as_such() -> None:
    assert said(value.what_if(brought(2.5e6, 3.7e6), {}, "sql", "USD", "whole time")).startswith(
        "The whole time brought"
    )
    assert value.is_movable(brought(2.5e6, 3.7e6))
    assert not value.is_movable(brought(0, 0)) and not value.is_movable(brought(0, 0).clear())


def test_three_levers_are_listed() -> None:
    assert value.joined(["a", "b", "c"]) == "a, b and c"
    worse = [said(value.lever(name, -5, "sql")) for name in value.LEVERS]
    assert worse == [
        "5 % fewer leads and deals",
        "5 % worse SQL → Opportunity",
        "5 % smaller deals",
        "5 % shorter cycle",
    ]


def test_each_driver_is_said_in_its_unit() -> None:
    rows = [("volume", 208.0), ("conversion", 0.25), ("deal_size", 48551.0), ("cycle", 52.0)]
    drivers = [said(value.driver({"driver": name, "after": number}, "after", "USD")) for name, number in rows]
    assert drivers == ["208", "25 %", "USD 48.6 k", "52 days"]


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (quota(), "2026Q4 is covered 3.7×, too little for the 4.6× that the win rate by value asks for."),
        (quota(coverage=5.0), "2026Q4 is covered 5.0×, enough for the 4.6× that the win rate by value asks for."),
        (quota(closed_deals=9), "2026Q4 is covered 3.7×; what it needs: too few to say."),
        (quota(required_coverage=None), "2026Q4 is covered 3.7×; what it needs: too few to say."),
        (quota(open_deals=0, coverage=0.0), "2026Q4 lacks USD 2.3 M of its quota and no open deal is to close in it."),
        (quota(coverage=None), "Nothing remains of a quota to be covered, or none is loaded."),
    ],
)
def test_the_coverage_is_held_against_what_the_win_rate_asks_for(frame: pl.DataFrame, sentence: str) -> None:
    assert said(value.covered(frame, "USD")) == sentence
