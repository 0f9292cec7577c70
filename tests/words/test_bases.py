"""Every way of counting has its name and its meaning, and none is said of another."""

import polars as pl
import pytest

from tandem.words import bases


@pytest.mark.parametrize(
    ("counted", "given", "within"),
    [
        ("90", {"basis": "cohort", "within_days": "90"}, "within 90 days"),
        ("180", {"basis": "cohort", "within_days": "180"}, "within 180 days"),
        ("all", {"basis": "cohort", "within_days": "all"}, "to date"),
        ("in_period", {"basis": "in_period", "within_days": "all"}, "within 90 days"),
        ("flow", {"basis": "flow", "within_days": "all"}, "within 90 days"),
    ],
)
def test_each_way_of_counting_asks_for_itself(counted: str, given: dict[str, str], within: str) -> None:
    assert counted in bases.COUNTED.values()
    assert bases.given(counted) == given
    assert bases.within(counted) == within


def test_each_way_of_counting_has_its_own_heading_and_meaning() -> None:
    headings = {bases.heading(counted, label) for label, counted in bases.COUNTED.items()}
    assert headings == {
        "Moved on within 90 days", "Moved on within 180 days", "Moved on to date", "Moved on in the quarter",
        "Flow ratio of each step",
    }  # fmt: skip
    assert len({bases.meaning(counted) for counted in bases.COUNTED.values()}) == len(bases.COUNTED)
    assert "can exceed 100 %" in bases.meaning("flow")


def ages(*rows: tuple[str, int, int]) -> pl.DataFrame:
    """Rows of `funnel_maturity`: stage, entered, immature."""
    return pl.DataFrame(rows, schema=["stage", "entered", "immature"], orient="row")


def test_the_young_are_counted_and_those_already_won_are_not_among_them() -> None:
    young = ages(("lead", 100, 20), ("mql", 50, 30), ("won", 40, 40))
    assert bases.maturity(young) == "Too young, and left out of the share: 30 of 50 at MQL, the most of any stage."
    assert bases.maturity(ages(("lead", 100, 0), ("won", 4, 4))) == "Every record had the time to move on."
    assert bases.maturity(young.clear()) == "Every record had the time to move on."


def test_a_stage_says_how_many_are_old_enough() -> None:
    row = {"entered": 990, "mature": 303, "resolved_share": 0.6}
    assert bases.ripe(row).replace("\N{NO-BREAK SPACE}", " ") == "303 of 990, 60 % resolved"
    assert bases.ripe({"entered": 0, "mature": 0, "resolved_share": None}) == "nobody entered"


def steps(*rows: tuple[str, int, float | None]) -> pl.DataFrame:
    """Rows of `funnel_steps`: stage, counted, share."""
    schema = {"stage": pl.String, "counted": pl.Int64, "conversion": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_the_narrowest_step_is_named_with_what_its_share_is_of() -> None:
    known = steps(("lead", 300, 0.5), ("opportunity", 70, 0.2), ("sql", 3, 0.1))
    assert bases.narrowest(known, "90").replace("\N{NO-BREAK SPACE}", " ") == (
        "Narrowest: Opportunity → Won, 20 %. Of those that entered in the period and had the 90 days, those that "
        "moved on in them."
    )
    assert bases.narrowest(known.tail(1), "flow").startswith("Every step: too few to say. Entries to the next stage")


def test_a_region_that_stands_out_is_named_or_that_none_does() -> None:
    found = ("EMEA", {"stage": "mql", "conversion": 0.44}, {"stage": "mql", "conversion": 0.66})
    assert bases.regions(found).replace("\N{NO-BREAK SPACE}", " ") == (
        "EMEA stands out at MQL → SAL: 44 % against 66 % in the company (dotted). In colour: its 95 % interval leaves "
        "that out."
    )
    assert bases.regions(None) == "No region’s interval leaves the company (dotted) out."
