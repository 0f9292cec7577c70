"""What is said of models, influence, paths and coverage."""

import polars as pl
import pytest

from tandem.words import credit


def said(text: str) -> str:
    """The text with plain spaces, as a test writes it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def models(*rows: tuple[str, str, float, int | None, bool | None]) -> pl.DataFrame:
    """Rows of `attribution_models`: channel, model, amount, rank, is_same."""
    frame = pl.DataFrame(rows, schema=["channel", "model", "amount", "rank", "is_same"], orient="row")
    return frame.with_columns(
        lowest=pl.col("amount").min().over("channel"),
        highest=pl.col("amount").max().over("channel"),
        share=pl.col("amount") / pl.col("amount").sum().over("model"),
        credit=pl.lit(10.0),
    )


ARGUED = models(
    ("Email", "first", 100e3, 2, False), ("Email", "last", 900e3, 1, False),
    ("Event", "first", 500e3, 1, False), ("Event", "last", 400e3, 2, False),
    ("(no touch)", "first", 400e3, None, None), ("(no touch)", "last", 400e3, None, None),
)  # fmt: skip
AGREED = models(
    ("Email", "first", 600e3, 1, True), ("Email", "last", 900e3, 1, True),
    ("Event", "first", 500e3, 2, True), ("Event", "last", 200e3, 2, True),
)  # fmt: skip


def test_the_surest_channel_and_the_most_contested_one_are_named() -> None:
    assert said(credit.same(ARGUED, "USD")) == (
        "Whatever the model, Event brings at least USD 400 k: no other channel is as sure. "
        "Email is what the models argue about: USD 100 k or USD 900 k, first or second place."
    )


def test_places_that_no_model_changes_are_the_finding() -> None:
    assert said(credit.same(AGREED, "USD")) == (
        "Under every model: Email is first, Event is second. "
        "Event is what the models argue about: USD 200 k or USD 500 k."
    )


def test_a_channel_that_some_model_gives_nothing_is_not_sure() -> None:
    torn = models(
        ("Email", "first", 0.0, 2, False), ("Email", "last", 900e3, 1, False),
        ("Event", "first", 500e3, 1, False), ("Event", "last", 0.0, 2, False),
    )  # fmt: skip
    assert said(credit.same(torn, "USD")).startswith("No channel is credited under every model. Email is what")


def test_few_deals_say_nothing_of_channels() -> None:
    assert credit.same(ARGUED.with_columns(credit=pl.lit(0.25)), "USD") == (
        "1 deal to share out: too few to say which channel brings most."
    )


def test_models_that_agree_to_the_cent_have_nothing_to_argue_about() -> None:
    assert said(credit.same(models(("Email", "first", 5.0, 1, True)), "USD")) == "Under every model: Email is first."


def test_without_a_touch_there_is_nothing_to_share() -> None:
    assert credit.same(ARGUED.filter(pl.col("channel") == "(no touch)"), "USD").startswith("No touch of these deals")
    assert said(credit.untouched(ARGUED)).startswith("40 % has no eligible touch")
    assert credit.untouched(AGREED) == ""


@pytest.mark.parametrize(("place", "words"), [(1, "first"), (3, "third"), (11, "11th")])
def test_places_are_said_in_words(place: int, words: str) -> None:
    assert credit.ordinal(place) == words


def sides(*rows: tuple[str, int, float]) -> pl.DataFrame:
    """Rows of `influenced`."""
    frame = pl.DataFrame(rows, schema=["side", "opportunities", "share"], orient="row")
    return frame.with_columns(of_opportunities=pl.lit(10))


def test_influence_is_said_not_to_add_up() -> None:
    text = said(credit.influenced(sides(("marketing", 8, 0.81), ("sales", 9, 0.99), ("partner", 0, 0.0))))
    assert text.startswith("Sales touched 99 % of the amount and marketing touched 81 % of the amount.")
    assert "do not add up" in text
    few = sides(("marketing", 8, 0.81), ("sales", 1, 0.1)).with_columns(of_opportunities=pl.lit(9))
    assert said(credit.influenced(few)).startswith("Marketing touched 8 of 9 deals and sales touched 1 of 9 deals.")
    assert credit.influenced(sides(("marketing", 0, 0.0))) == "Neither side’s touches are known on these deals."


def test_few_wins_are_counted() -> None:
    assert said(credit.few_wins(32)).startswith("Markov and Shapley: too few to say from 32 won deals (100 are needed)")
    assert "1 won deal " in said(credit.few_wins(1))


def test_paths_say_how_many_deals_were_won() -> None:
    flows = pl.DataFrame(
        {"first_step": ["Email", "Event", "(no touch)"], "deals": [5, 7, 3], "state": ["won", "lost", "won"]}
    )
    assert credit.paths(flows) == (
        "12 deals closed after a touch; in colour: the 5 that were won. 3 more closed without one."
    )
    assert credit.paths(flows.head(2)).endswith("A step is a run on one channel.")
    assert credit.paths(flows.clear()) == "No deal closed in this period."


@pytest.mark.parametrize(
    ("won", "touched", "median", "text"),
    [
        (52, 43, 8.0, "Half of the 43 won deals with a touch took 8 touches or fewer."),
        (9, 9, 8.0, "9 won deals with a touch: too few to say."),
        (9, 1, 8.0, "1 won deal with a touch: too few to say."),
        (9, 0, None, "No won deal has a touch."),
        (0, 0, None, "No deal was won in this period."),
    ],
)
def test_touches_to_a_win(won: int, touched: int, median: float | None, text: str) -> None:
    histogram = pl.DataFrame(
        {"measure": ["touches"], "of": [won], "touched": [touched], "median": [median]},
        schema_overrides={"median": pl.Float64},
    )
    assert said(credit.to_win(histogram, "touches")) == text


COVERAGE = pl.DataFrame(
    {"measure": ["a person", "a touch", "a source"], "share": [1.0, 0.4, None], "remedy": ["x", "y", "z"]}
)


def test_the_weakest_link_comes_first_with_what_mends_it() -> None:
    assert said(credit.coverage(COVERAGE)).startswith("40 % of the pipeline has a touch")
    assert credit.coverage(COVERAGE.clear()) == "–"
    assert credit.coverage(COVERAGE.head(1)) == "Nothing is missing: every deal has touches, a person and a source."
    rows = credit.evidence(COVERAGE)
    assert [(row["measure"], row["remedy"]) for row in rows] == [("A touch", "y"), ("A person", ""), ("A source", "")]


@pytest.mark.parametrize(("share", "text"), [(0.294, "29"), (0.004, "<1"), (0.0, "0"), (-0.02, "−2"), (None, "–")])
def test_shares_in_whole_per_cent(share: float | None, text: str) -> None:
    assert credit.whole(share) == text


@pytest.mark.parametrize(("weight", "text"), [(12.0, "12"), (4.55, "4.5"), (1234.0, "1,234"), (None, "–")])
def test_weights_are_deals(weight: float | None, text: str) -> None:
    assert credit.deals(weight) == text


def test_how_far_the_rules_agree() -> None:
    agreement = pl.DataFrame({"share": [0.46], "deals": [10], "agreed": [4]})
    assert said(credit.agreed(agreement)) == "All three rules agree on 46 % of it."
    few = agreement.with_columns(deals=pl.lit(9), agreed=pl.lit(1))
    assert credit.agreed(few) == "All three rules agree on 1 of 9 deals."
    assert credit.agreed(agreement.with_columns(share=None)) == "Three rules over the same deals."
    assert credit.disagreed({"disagreed": 1200}) == "Show the 1,200 deals on which the rules disagree"
    assert credit.disagreed({"disagreed": 0}) == ""
    assert credit.disagreed({"disagreed": 1}) == "Show the deal on which the rules disagree"


GAPS = pl.DataFrame(
    {
        "gap": ["of no side", "of 0.00", "below 0.00"],
        "of_what": ["touches", "deals", "deals"],
        "records": [5, 1, 0],
        "share": [0.05, 0.5, 0.0],
    }
)


def test_gaps_are_said_with_the_most_frequent_first() -> None:
    assert [row["gap"] for row in credit.gap_rows(GAPS)] == ["Deals of 0.00", "Touches of no side"]
    assert credit.gaps(GAPS).startswith("2 kinds of gaps in this period.")
    assert credit.gaps(GAPS.head(1)).startswith("1 kind of gap in")
    assert credit.gaps(GAPS.tail(1)).startswith("Nothing is missing")
