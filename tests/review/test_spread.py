"""Every model side by side, the two solved ones among them."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from tandem.domain import Filters
from tandem.review import Review, with_solved
from tandem.review.spread import side_by_side

CREDITS = pl.DataFrame(
    [
        ("(no touch)", "first", 1.0, Decimal(40)),
        ("Email", "first", 1.0, Decimal(50)),
        ("Event", "first", 1.0, Decimal(10)),
        ("(no touch)", "markov", 1.0, Decimal(40)),
        ("Email", "markov", 1.0, Decimal(30)),
        ("Event", "markov", 1.0, Decimal(30)),
    ],
    schema={"channel": pl.String, "model": pl.String, "credit": pl.Float64, "amount": pl.Decimal(18, 2)},
    orient="row",
)


def of(channel: str, column: str) -> list[object]:
    """The values of a column of one channel, by model."""
    return side_by_side(CREDITS).filter(pl.col("channel") == channel).get_column(column).to_list()


def test_shares_are_of_all_channels_under_the_model() -> None:
    assert of("Email", "share") == pytest.approx([0.5, 0.3])
    nothing = side_by_side(CREDITS.with_columns(amount=pl.lit(0).cast(pl.Decimal(18, 2))))
    assert nothing.get_column("share").null_count() == nothing.height


def test_spread_and_places_are_those_over_every_model() -> None:
    assert of("Event", "rank") == [2, 1]
    assert of("Event", "is_same") == [False, False]
    assert of("Event", "lowest") == [10, 10] and of("Event", "highest") == [30, 30]
    assert of("Email", "rank") == [1, 1] and of("Email", "is_same") == [True, True]
    assert of("(no touch)", "rank") == [None, None] and of("(no touch)", "is_same") == [None, None]


class Answers(Review):
    """A review that answers from memory and notes what it was asked."""

    def __init__(self) -> None:
        """Remembers no question yet."""
        self.asked: list[tuple[str, dict[str, object]]] = []
        self.as_of = date(2026, 9, 30)

    def ask(self, name: str, filters: Filters, **given: object) -> pl.DataFrame:
        """The credits of one model, or of the rule models."""
        self.asked.append((name, given))
        part = CREDITS.filter(pl.col("model") == ("first" if name == "attribution_models" else "markov"))
        return part if name == "attribution_models" else part.drop("model")


def test_each_model_is_asked_with_the_settings_that_it_has() -> None:
    review = Answers()
    given = {"milestone": "won", "half_life_days": "30"}
    credits = with_solved(review, Filters(), given, {"order": "2"})
    assert set(credits.get_column("model")) == {"first", "markov", "shapley"}
    assert review.asked == [
        ("attribution_models", given),
        ("attribution", {"model": "markov", "milestone": "won", "order": "2"}),
        ("attribution", {"model": "shapley", "milestone": "won"}),
    ]
