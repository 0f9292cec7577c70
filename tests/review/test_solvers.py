"""Solvers take the rows of SQL and give the columns of the header."""

from collections.abc import Sequence
from decimal import Decimal

import polars as pl
import pytest

from tandem.review import solvers
from tandem.review.solvers import SOLVERS, MarkovChain
from tandem.stats.shapley import OTHER

TOTALS = {
    "touched_deals": 4,
    "touched_amount": Decimal("100.01"),
    "untouched_deals": 2,
    "untouched_amount": Decimal("7.00"),
    "won_deals": 3,
}
Counted = Sequence[tuple[object, ...]]
STEPS = {"before": int, "after": int, "channel": str, "converted": int, "lost": int}
MEMBERS = {"coalition": int, "channel": str, "converted": int, "lost": int}
# Half start with Mail and go on to Web, half start with Web; Web converts always: shares 1/3 and 2/3.
CHAIN = [(0, 2, "Mail", 2, 0), (2, 1, "Web", 2, 0), (0, 1, "Web", 2, 0), (1, 0, "(end)", 4, 0)]
TOGETHER = [(3, "Mail", 2, 2), (3, "Web", 2, 2)]


def rows(columns: dict[str, type], counts: Counted, totals: dict[str, object] | None = None) -> pl.DataFrame:
    """The counts beside what there is to share, as SQL joins them: one row beside nothing when there are none."""
    counted = pl.DataFrame(counts or [(None,) * len(columns)], schema=columns, orient="row")
    return pl.DataFrame([{**TOTALS, **(totals or {})}]).join(counted, how="cross")


def test_markov_shares_number_and_amount() -> None:
    answer = SOLVERS["markov"](rows(STEPS, CHAIN))
    assert answer.rows() == [
        ("(no touch)", 2.0, Decimal("7.00")),
        ("Mail", pytest.approx(4 / 3), Decimal("33.34")),
        ("Web", pytest.approx(8 / 3), Decimal("66.67")),
    ]


def test_shapley_shares_number_and_amount() -> None:
    answer = SOLVERS["shapley"](rows(MEMBERS, TOGETHER))
    assert answer.rows() == [
        ("(no touch)", 2.0, Decimal("7.00")),
        ("Mail", 2.0, Decimal("50.01")),
        ("Web", 2.0, Decimal("50.00")),
    ]


@pytest.mark.parametrize(("solver", "columns"), [("markov", STEPS), ("shapley", MEMBERS)])
def test_without_a_path_there_is_no_channel(solver: str, columns: dict[str, type]) -> None:
    nothing = {"touched_deals": 0, "touched_amount": Decimal(0)}
    assert SOLVERS[solver](rows(columns, [], nothing))["channel"].to_list() == ["(no touch)"]
    answer = SOLVERS[solver](rows(columns, [], nothing | {"untouched_deals": 0}))
    assert answer.is_empty()
    assert answer.columns == ["channel", "credit", "amount"]
    assert SOLVERS[f"{solver}_intervals"](rows(columns, [], nothing)).is_empty()


def test_paths_of_lost_deals_alone_are_credited_nothing_when_none_was_won() -> None:
    answer = SOLVERS["markov"](rows(STEPS, CHAIN, {"touched_deals": 0, "touched_amount": Decimal(0)}))
    assert answer["channel"].to_list() == ["(no touch)"]


def test_every_deal_touched_leaves_no_row_without_touch() -> None:
    answer = SOLVERS["shapley"](rows(MEMBERS, TOGETHER, {"untouched_deals": 0}))
    assert answer["channel"].to_list() == ["Mail", "Web"]


@pytest.mark.parametrize(("solver", "columns", "counts"), [("markov", STEPS, CHAIN), ("shapley", MEMBERS, TOGETHER)])
def test_intervals_hold_the_share_and_are_the_same_every_time(
    solver: str, columns: dict[str, type], counts: Counted
) -> None:
    answer = SOLVERS[f"{solver}_intervals"](rows(columns, counts))
    assert answer.equals(SOLVERS[f"{solver}_intervals"](rows(columns, counts)))
    for channel, model, share, low, high, deals in answer.rows():
        assert channel in ("Mail", "Web")
        assert (model, deals) == (solver, 3)
        assert low - 1e-9 <= share <= high + 1e-9
    assert answer["share"].sum() == pytest.approx(1)


def test_a_chain_of_many_states_is_drawn_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = MarkovChain(rows(STEPS, CHAIN))
    assert whole.drawn().shape == (200, 2)
    monkeypatch.setattr(solvers, "MANY_STATES", 2)
    assert whole.drawn().shape == (50, 2)


def test_the_smallest_of_more_than_twelve_channels_are_one() -> None:
    counts: Counted = [(1 << n, f"C{n:02}", 20 - n, 1) for n in range(14)]
    answer = SOLVERS["shapley"](rows(MEMBERS, counts))
    assert answer["channel"].to_list() == ["(no touch)", *(f"C{n:02}" for n in range(11)), OTHER]
    assert answer["amount"].sum() == Decimal("107.01")


def test_channels_grouped_into_one_meet_in_one_coalition() -> None:
    alone: Counted = [(1 << n, f"C{n:02}", 20, 1) for n in range(12)]
    small: Counted = [(1 << 12 | 1 << 13, f"C{n:02}", 1, 0) for n in (12, 13)]
    answer = SOLVERS["shapley"](rows(MEMBERS, [*alone, *small]))
    assert answer.height == 13
    assert answer["credit"].sum() == pytest.approx(6)
