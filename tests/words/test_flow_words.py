"""What is said of the pipeline's velocity and its drivers: up, down, flat, singular, too few, nothing."""

import polars as pl
import pytest

from tandem.words import flow


def said(text: str) -> str:
    """The text with plain spaces, as a test writes it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def speeds(now: float | None, then: float | None, closed: int = 208) -> pl.DataFrame:
    """`pipeline_velocity` of a quarter and the one before."""
    rows = [("asked", "2026Q3", closed, now), ("previous", "2026Q2", 196, then)]
    schema = {"period": pl.String, "quarter": pl.String, "opportunities": pl.Int64, "velocity": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (speeds(48e3, 24e3), "The pipeline yields USD 48.0 k a day, up 100 % on 2026Q2."),
        (speeds(12e3, 24e3), "The pipeline yields USD 12.0 k a day, down 50 % on 2026Q2."),
        (speeds(24e3, 24e3), "The pipeline yields USD 24.0 k a day, unchanged on 2026Q2."),
        (speeds(24e3, None), "The pipeline yields USD 24.0 k a day."),
        (speeds(24e3, 1.0, 9), "9 deals closed: too few to say how fast the pipeline flows."),
        (speeds(None, 1.0), "Nothing was won in this period: the pipeline has no velocity to say."),
        (speeds(1.0, 1.0).clear(), "Nothing was won in this period: the pipeline has no velocity to say."),
    ],
)
def test_the_velocity_of_the_pipeline_says_its_change(frame: pl.DataFrame, sentence: str) -> None:
    assert said(flow.flow(frame, "previous", "USD")) == sentence


def test_each_driver_is_said_in_its_unit() -> None:
    rows = [("opportunities", 208.0), ("win_rate", 0.25), ("mean_won_amount", 48551.0), ("median_cycle_days", 52.0)]
    drivers = [said(flow.driver({"driver": name, "after": value}, "after", "USD")) for name, value in rows]
    assert drivers == ["208", "25 %", "USD 48.6 k", "52 days"]
    assert [said(flow.part(amount, "USD")) for amount in (8751.0, -8751.0)] == ["+USD 8.8 k", "−USD 8.8 k"]
    assert flow.a_day(None, "USD") == "–"


def test_the_velocity_stands_beside_its_drivers_quarter_by_quarter() -> None:
    columns = ["quarter", "opportunities", "win_rate", "mean_won_amount", "median_cycle_days", "velocity"]
    rows = [
        ("2026Q3", 208, 0.25, 48.6e3, 52.0, 48.6e3),
        ("2026Q2", 9, 0.5, None, None, None),
        ("2025Q3", 0, None, None, None, None),
    ]
    frame = pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)
    now, few = flow.flow_table(frame, "USD")
    assert {name: said(text) for name, text in now.items()} == {
        "Quarter": "2026Q3", "Deals closed": "208", "Win rate": "25 %", "Mean won deal": "USD 48.6 k",
        "Median cycle": "52 days", "A day": "USD 48.6 k",
    }  # fmt: skip
    assert few["Win rate"] == "too few to say" and few["A day"] == "too few to say"
    assert flow.flow_table(frame.head(1).with_columns(quarter=pl.lit("all")), "USD")[0]["Quarter"] == "All quarters"


ALL_QUARTERS = speeds(372e3, None, 1787).with_columns(quarter=pl.lit("all")).head(1)


def test_too_few_deals_on_either_side_are_not_compared() -> None:
    few = speeds(24e3, 1.0).with_columns(opportunities=pl.Series([208, 6]))
    assert said(flow.flow(few, "previous", "USD")) == (
        "The pipeline yields USD 24.0 k a day; too few deals closed in 2026Q2 to compare with."
    )
    assert flow.comparable(few, "previous").startswith("Too few deals closed in one of the two quarters")
    assert flow.comparable(speeds(None, 1.0), "previous").startswith("Too few deals")
    assert flow.comparable(speeds(1.0, 1.0), "year_ago").startswith("Too few deals")
    assert flow.comparable(speeds(24e3, 1.0), "previous") == ""
    assert said(flow.flow(speeds(24e3, 1.0, 1), "previous", "USD")).startswith("1 deal closed: too few to say")


def test_all_quarters_together_yield_nothing_a_day() -> None:
    assert flow.flow(ALL_QUARTERS, "previous", "USD").startswith(
        "What the pipeline yields a day is said of one quarter"
    )
    assert flow.comparable(ALL_QUARTERS, "previous") == flow.NO_DRIVERS
    assert flow.yields(ALL_QUARTERS.row(0, named=True), "USD") == "–"
    [row, _] = speeds(24e3, 1.0, 9).to_dicts()
    assert flow.yields(row, "USD") == "too few to say"
