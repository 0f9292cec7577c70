"""What is said of the return: up, down, flat, singular, plural, too few, nothing."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from tandem.words import returns


def said(text: str) -> str:
    """The text with plain spaces, as a test writes it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def quarters(*values: float | None, won: float | None = 2e6) -> pl.DataFrame:
    """`spend_and_return` with these returns, the last quarter being the one asked for."""
    rows = [(f"2026Q{n}", won, value, None, None) for n, value in enumerate(values, 1)]
    schema = {"quarter": pl.String, "won_amount": pl.Float64, "return_on_spend": pl.Float64}
    schema |= {"low": pl.Float64, "high": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def step(name: str, reached: int, cost: float | None, previous: float | None) -> dict[str, Any]:
    """One row of `cost_per_step`."""
    return {"step": name, "reached": reached, "cost": cost, "previous": previous}


def test_a_cost_says_its_interval_where_enough_reached_the_step() -> None:
    ends: list[dict[str, Any]] = [{"low": 2015.0, "high": 2411.0}, {"low": None, "high": None}]
    rows = [step("mql", 478, 2204.0, 1733.0) | ends[0], step("sql", 9, 10.0, 1.0) | ends[1]]
    assert [said(returns.cost_between(row, "USD")) for row in rows] == [
        "USD 2.2 k, up 27 %, 478 reached; USD 2.0 k to USD 2.4 k (95 %)", "9 reached: too few to say",
    ]  # fmt: skip


def costs(*rows: dict[str, Any]) -> pl.DataFrame:
    """Rows of `cost_per_step`."""
    schema = {"step": pl.String, "reached": pl.Int64, "cost": pl.Float64, "previous": pl.Float64}
    return pl.DataFrame(list(rows), schema=schema)


WIN = costs(step("won", 52, 20261.0, 26768.0))


@pytest.mark.parametrize(
    ("frame", "wins", "sentence"),
    [
        (quarters(0.4, 1.4), WIN, "Joint spend brought back 1.4× net, up 1.0×; a win cost USD 20.3 k"),
        (quarters(1.4, 0.4), WIN, "Joint spend brought back 0.4× net, down 1.0×; a win cost USD 20.3 k"),
        (quarters(0.4, 0.4), WIN, "Joint spend brought back 0.4× net, unchanged; a win cost USD 20.3 k"),
        (quarters(-0.4), WIN.clear(), "Joint spend brought back −0.4× net"),
        (
            quarters(0.4),
            costs(step("won", 1, 9.0, None)),
            "Joint spend brought back 0.4× net; 1 win: too few to say what one costs",
        ),
        (
            quarters(0.4),
            costs(step("won", 3, 9.0, None)),
            "Joint spend brought back 0.4× net; 3 wins: too few to say what one costs",
        ),
        (quarters(None), WIN, "USD 2.0 M won; no spend is known to set against it"),
        (quarters(None, won=None), WIN, "No spend is known and nothing was won"),
        (quarters(), WIN, "No spend is known and nothing was won"),
    ],
)
def test_the_finding_says_the_return_its_change_and_what_a_win_costs(
    frame: pl.DataFrame, wins: pl.DataFrame, sentence: str
) -> None:
    assert said(returns.finding(frame, wins, "USD")) == sentence


def test_the_figure_is_told_in_words() -> None:
    assert returns.told(quarters(0.4, None)) == "2026Q1 0.4×, 2026Q2 –"


def test_a_cost_says_its_change_and_how_often_it_was_paid() -> None:
    rows = [step("mql", 478, 2204.0, 1733.0), step("sql", 9, 10.0, 1.0), step("won", 0, None, None)]
    assert [said(returns.cost(row, "USD")) for row in rows] == [
        "USD 2.2 k, up 27 %, 478 reached", "9 reached: too few to say", "–",
    ]  # fmt: skip
    assert said(returns.cost(step("mql", 478, 2204.0, None), "USD")) == "USD 2.2 k, 478 reached"
    assert returns.cost_marked(rows[0], "", "q").startswith("<b>2.2")
    assert returns.cost_marked(rows[2], "", "q") == "–"


def test_the_step_whose_cost_moved_most_is_named() -> None:
    rows = costs(step("mql", 478, 2200.0, 2000.0), step("won", 52, 20000.0, 27000.0), step("sql", 3, 1.0, 9.0))
    assert said(returns.dearer(rows)) == "Win moved most: down 26 % on the quarter before."
    assert returns.dearer(costs(step("mql", 478, 2.0, 2.0))).startswith("Every step costs what it did")
    assert returns.dearer(costs()) == "Too little to say what a step costs."
    assert returns.dearer(costs(step("mql", 478, 2.0, None))) == "No quarter before to compare with."


def gap(kind: str, channel: str = "Email") -> dict[str, Any]:
    """One row of `spend_gaps`."""
    return {
        "gap": kind, "channel": channel, "month_on": date(2026, 7, 1), "spend": 1200.0, "leads": 2, "won_deals": 1,
        "won_amount": 5000.0,
    }  # fmt: skip


def test_the_gaps_are_counted_and_listed_on_both_sides() -> None:
    spent, won = "spend_without_result", "result_without_spend"
    frame = pl.DataFrame([gap(spent), gap(won), gap(won, "(no channel)")])
    assert said(returns.gap_sentence(frame)).startswith(
        "1 month of a channel with spend and no result, 1 with a result and no spend"
    )
    assert returns.gap_sentence(pl.DataFrame([gap(won), gap(won)])).startswith("0 months of a channel")
    assert returns.gap_sentence(frame.clear()).startswith("Every month of every channel")
    assert [{name: said(text) for name, text in row.items()} for row in returns.gap_table(frame, spent, "USD")] == [
        {"Channel": "Email", "Month": "Jul 2026", "Spend": "USD 1.2 k"}
    ]
    assert returns.gap_table(frame, won, "USD")[0]["Won deals"] == "1"


@pytest.mark.parametrize(
    ("spend", "won", "sentence"),
    [
        (1e6, 2.5e6, "USD 2.5 M won on USD 1.0 M, the spend of the quarter before; too few to say how sure."),
        (1e6, 0.0, "USD 0 won on USD 1.0 M, the spend of the quarter before; too few to say how sure."),
        (None, 2.5e6, "What each quarter won, against the spend of the quarter before."),
    ],
)
def test_what_was_won_is_said_beside_what_was_spent(spend: float | None, won: float, sentence: str) -> None:
    frame = quarters(1.4, won=won).with_columns(spend=pl.lit(spend, pl.Float64))
    assert said(returns.spent_and_won(frame, "spend of the quarter before", "USD")) == sentence
    assert returns.spent_and_won(frame.clear(), "spend", "USD") == "What each quarter won, against the spend."


def test_the_return_is_said_with_its_interval() -> None:
    frame = quarters(1.4).with_columns(spend=pl.lit(1e6), low=pl.lit(0.5), high=pl.lit(2.3))
    assert said(returns.spent_and_won(frame, "spend of the quarter before", "USD")) == (
        "USD 2.0 M won on USD 1.0 M, the spend of the quarter before: 1.4× net, 0.5× to 2.3× (95 %)."
    )
    nothing = quarters(None).with_columns(spend=pl.lit(0.0))
    assert said(returns.spent_and_won(nothing, "spend", "USD")) == "USD 2.0 M won; no spend to set against it."
