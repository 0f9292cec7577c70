"""What is said of one deal."""

from datetime import date, datetime
from typing import Any

import polars as pl
import pytest

from tandem.words import journey


def said(text: str) -> str:
    """The text with plain spaces, as a test writes it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def deal(**more: Any) -> dict[str, Any]:
    """One row of `deal_summary`."""
    base = {
        "name": "Acme – Plan", "account_name": "Acme", "owner": "Jo", "region": "EMEA", "segment": "SMB",
        "stage": "Proposal", "state": "open", "amount": 120_000.0, "created_on": date(2026, 7, 1), "closed_on": None,
        "people": 2,
    }  # fmt: skip
    return base | more


def test_the_title_says_what_became_of_the_deal() -> None:
    assert said(journey.title(deal(), "USD")) == "Acme – Plan is open for USD 120 k"
    won = deal(state="won", closed_on=date(2026, 8, 1))
    assert said(journey.title(won, "USD")) == "Acme – Plan was won for USD 120 k, 31 days after it was opened"
    odd = deal(state="lost", amount=None, closed_on=date(2026, 6, 1))
    assert said(journey.title(odd, "USD")) == "Acme – Plan was lost"


def test_the_facts_of_a_deal() -> None:
    assert journey.about(deal())[-2:] == ["opened 1 Jul 2026", "2 people on it"]
    facts = journey.about(deal(created_on=None, closed_on=date(2026, 8, 1), people=1))
    assert facts[-3:] == ["no date of opening", "closed 1 Aug 2026", "1 person on it"]
    assert journey.about(deal(people=0))[-1] == "nobody known on it"


def test_a_deal_that_is_not_there_is_a_sentence() -> None:
    assert journey.unknown("").startswith("The address names no deal.")
    assert journey.unknown("O9").startswith("There is no deal O9 in this version, or not in the regions picked.")


MEMBERS = pl.DataFrame(
    [
        ("P1", "Controller", "ann@acme.example", "User"),
        ("P2", "Controller", None, "User"),
        ("P3", None, "bo@acme.example", None),
        ("P4", None, None, None),
        ("P5", None, None, None),
    ],
    schema=["person", "title", "email", "role"],
    orient="row",
)


def test_people_are_named_by_what_is_known_and_never_twice_the_same() -> None:
    named = journey.names(MEMBERS)
    assert named == {
        "P1": "Controller\nann · User", "P2": "Controller\nUser", "P3": "bo", "P4": "Not among the contacts",
        "P5": "Not among the contacts (2)",
    }  # fmt: skip
    assert journey.inline(named["P1"]) == "Controller, ann · User"


def events(*kinds: str) -> pl.DataFrame:
    """Rows of `journey` by kind, a touch with some credit under one model."""
    rows = [(kind, 5.0 if kind == "touch" else None, None) for kind in kinds]
    schema = {"kind": pl.String, "credit_first": pl.Float64, "credit_last": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_a_journey_is_counted_by_kind() -> None:
    text = journey.journey(events("touch", "touch", "activity", "collateral", "stage"))
    assert text.startswith("2 touches, 1 sales activity, 1 use of collateral. Filled")
    assert journey.journey(events("stage")).startswith("Nobody’s touch on this deal is known: export")
    assert journey.journey(events("collateral")).endswith(" 1 use of collateral.")


def test_only_touches_with_money_are_listed() -> None:
    shares = journey.shares(events("touch", "activity"))
    assert shares.get_column("kind").to_list() == ["touch"]
    assert said(journey.credit(shares, deal(), "USD")).startswith("Every column adds up to USD 120,000.00. ")
    assert said(journey.credit(shares.clear(), deal(), "USD")).startswith(
        "No eligible touch: under every model USD 120,000.00"
    )
    assert journey.credit(shares, deal(amount=None), "USD").startswith("No amount is recorded")


def rules(*classes: str) -> pl.DataFrame:
    """Rows of `deal_rules`."""
    return pl.DataFrame(
        {
            "rule": ["before_sales", "crm_field", "first_touch"],
            "source_class": classes,
            "why": ["nobody came", "the source", "the touch"],
            "at": [None, None, datetime(2026, 9, 4, 10)],
            "channel": [None, None, "Webinar"],
            "what": [None, None, "attended"],
            "days_before": [None, None, 13],
        }
    )


@pytest.mark.parametrize(
    ("classes", "text"),
    [
        (("sales", "sales", "sales"), "All three rules agree: sales."),
        (("sales", "marketing", "sales"), "The rules disagree about who brought this deal."),
    ],
)
def test_the_rules_agree_or_not(classes: tuple[str, ...], text: str) -> None:
    assert journey.verdict(rules(*classes)) == text


def test_each_rule_says_why_and_who_holds_to_it() -> None:
    first, _, last = journey.rules(rules("sales", "marketing", "unknown"), {"crm_field": "Sales"})
    assert first == {"rule": "Recorded source", "held_by": "Sales", "source": "Marketing", "why": "The source."}
    assert (last["rule"], last["held_by"]) == ("Before sales’ first activity", "–")


def test_a_rule_names_the_touch_that_decides() -> None:
    last = journey.rules(rules("sales", "marketing", "marketing"), {})[1]
    assert said(last["why"]) == "The touch: Webinar, attended, 4 Sep 2026, 13 days before the opening."


@pytest.mark.parametrize(
    ("days_before", "text"),
    [
        (1, ", 1 day before the opening"),
        (0, ", on the day of the opening"),
        (-3, ", 3 days after the opening"),
        (None, ""),
    ],
)
def test_how_far_a_touch_lies_from_the_opening(days_before: int | None, text: str) -> None:
    assert said(journey.distance(days_before)) == text


@pytest.mark.parametrize(
    ("deals", "called", "text"),
    [
        (10, "", "The largest deals of these regions:"),
        (0, "", "There is no deal in these regions."),
        (2, "acme", "The 2 largest that match."),
        (0, "acme", "No deal is called “acme” in these regions."),
    ],
)
def test_what_was_found(deals: int, called: str, text: str) -> None:
    assert journey.found(deals, called) == text
