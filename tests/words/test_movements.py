"""What is said of a movement and its cause: up, down, flat, may be chance, too few, nothing."""

from typing import Any

import polars as pl
import pytest

from tandem.words import movements


def said(text: str) -> str:
    """The text with plain spaces, as a test writes it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def total(figure: str, before: float | None, after: float | None, **other: Any) -> dict[str, Any]:
    """One row of `movement_totals`."""
    change = None if before is None or after is None else after - before
    row = {
        "figure": figure, "unit": "money" if figure in {"pipeline", "bookings"} else "ratio", "before": before,
        "after": after, "change": change, "mix_points": -0.004, "rate_points": 0.017, "low": None, "high": None,
        "records_before": 100, "records": 100, "cause_region": None, "cause_segment": None, "cause": None,
        "cause_points": None,
    }  # fmt: skip
    return row | other


def cause(kind: str, points: float) -> dict[str, Any]:
    """The columns of a row that name its cause."""
    return {"cause_region": "EMEA", "cause_segment": "Mid-market", "cause": kind, "cause_points": points}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            total("acceptance", 0.62, 0.602) | cause("rate", -0.013),
            "Acceptance of MQLs fell 1.8 points to 60 %; 1.3 points of it from EMEA Mid-market: accepting fewer",
        ),
        (
            total("bookings", 1.4e6, 2.5e6) | cause("mix", 374e3),
            "Bookings rose USD 1.1 M to USD 2.5 M; USD 374 k of it from EMEA Mid-market: winning more deals",
        ),
        (
            total("conversion", 0.02, 0.03) | cause("mix", 0.01),
            "Lead → won rose 1 point to 3.0 %; 1 point of it from EMEA Mid-market: a better mix of what came",
        ),
        (
            total("acceptance", 0.5, 0.444) | cause("rate", -0.092),
            "Acceptance of MQLs fell 5.6 points to 44 %; EMEA Mid-market alone cost 9.2 points: accepting fewer",
        ),
        (
            total("bookings", 1e6, 2e6) | cause("mix", 3e6),
            "Bookings rose USD 1.0 M to USD 2.0 M; EMEA Mid-market alone added USD 3.0 M: winning more deals",
        ),
        (total("pipeline", 2e6, 1e6), "Pipeline created fell USD 1.0 M to USD 1.0 M"),
    ],
)
def test_a_movement_says_its_size_and_its_cause(row: dict[str, Any], sentence: str) -> None:
    assert said(movements.sentence(row, "USD")) == sentence


def test_the_detail_splits_the_change_and_says_when_it_may_be_chance() -> None:
    sure = total("conversion", 0.0135, 0.0264)
    assert said(movements.detail(sure, "2026Q2", "USD")) == (
        "Who came −0.4 points, how they did +1.7 points; was 1.4 % in 2026Q2"
    )
    chance = sure | {"low": -0.003, "high": 0.038}
    assert said(movements.detail(chance, "2026Q2", "USD")).endswith("may be chance: −0.3 points to +3.8 points (95 %)")
    money = total("bookings", 1.4e6, 2.5e6, mix_points=653e3, rate_points=-471e3)
    assert said(movements.detail(money, "2026Q2", "USD")).startswith(
        "Number of deals +USD 653 k, their size −USD 471 k"
    )
    unsure = money | {"low": -0.2e6, "high": 2.4e6}
    assert said(movements.detail(unsure, "2026Q2", "USD")).endswith("may be chance: −USD 200 k to +USD 2.4 M (95 %)")


def test_a_part_that_rounds_to_nothing_has_no_sign() -> None:
    row = total("conversion", 0.0135, 0.0264, mix_points=-0.0001)
    assert said(movements.detail(row, "2026Q2", "USD")).startswith("Who came 0 points, how they did +1.7 points")


def test_without_a_movement_it_is_said_whether_there_was_anything_to_compare() -> None:
    none = frame(total("conversion", None, 0.02, records_before=0))
    assert movements.unmoved(none)[1] == "The quarter before has no records to compare with."
    assert movements.unmoved(frame(total("conversion", 0.02, 0.02)))[0].startswith("Nothing moved that can be told")


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    """Rows as a frame."""
    return pl.DataFrame(list(rows), infer_schema_length=None)


def test_the_surest_and_largest_come_first_and_no_more_than_three() -> None:
    rows = frame(
        total("conversion", 0.01, 0.09, low=-0.1, high=0.2),
        total("acceptance", 0.5, 0.6, low=0.01, high=0.2),
        total("pipeline", 1e6, 2e6),
        total("bookings", 1e6, 1.1e6),
    )
    assert [row["figure"] for row in movements.largest(rows)] == ["pipeline", "acceptance", "bookings"]


def test_what_is_flat_too_few_or_unknown_is_not_told() -> None:
    rows = frame(
        total("conversion", 0.5, 0.5), total("acceptance", 0.5, 0.9, records=9), total("pipeline", None, 2e6),
    )  # fmt: skip
    assert movements.largest(rows) == []
    assert movements.told(rows, "2026Q2", "USD") == []


def test_each_movement_is_told_with_its_cause() -> None:
    told = movements.told(frame(total("bookings", 1e6, 2e6) | cause("rate", 5e5)), "2026Q2", "USD")
    assert said(told[0][0]).endswith("USD 500 k of it from EMEA Mid-market: winning bigger deals")
