"""What is said of collateral: more, less, as much, singular, plural, too few, nothing."""

import polars as pl
import pytest

from tandem.words import assets


def said(text: str) -> str:
    """The text with plain spaces, as a test writes it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("by_count", "by_cost", "sentence"),
    [
        (0.72, 0.74, "What no buyer was shown cost more than the rest: 74 % of the cost, 72 % of the assets."),
        (0.72, 0.7, "What no buyer was shown cost less than the rest: 70 % of the cost, 72 % of the assets."),
        (0.72, 0.721, "What no buyer was shown cost as much as the rest: 72 % of the cost, 72 % of the assets."),
        (0.72, None, "Available assets that no buyer was shown in the quarter."),
    ],
)
def test_unused_assets_are_weighed(by_count: float, by_cost: float | None, sentence: str) -> None:
    shares = pl.DataFrame({"measure": ["assets", "cost"], "share": [by_count, by_cost]})
    assert said(assets.weighed(shares)) == sentence


def kinds(*rows: tuple[str, int, int, float]) -> pl.DataFrame:
    """`unused_by_kind` with these kinds: available, unused, cost of the unused."""
    frame = pl.DataFrame(rows, schema=["kind", "available", "unused", "unused_cost"], orient="row")
    return frame.with_columns(unused_share=pl.col("unused") / pl.col("available"))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [("deck", 54, 35, 54_700.0), ("white paper", 52, 49, 336_000.0)],
            "White paper: 49 of 52 lie unused, made for USD 336 k.",
        ),
        ([("deck", 54, 35, 0.0), ("video", 9, 9, 5_000.0)], "Deck: 35 of 54 lie unused."),
        ([("deck", 9, 9, 1_000.0)], "No kind has 10 available assets: too few to say."),
        ([("deck", 12, 0, 0.0)], "Of every kind, all available assets were shown to a buyer."),
    ],
)
def test_the_idlest_kind_is_named(rows: list[tuple[str, int, int, float]], sentence: str) -> None:
    assert said(assets.idlest(kinds(*rows), "USD")) == sentence


def usage(*rows: tuple[str, int, float | None]) -> pl.DataFrame:
    """`asset_usage` with these titles, uses and costs."""
    schema = {"title": pl.String, "uses": pl.Int64, "cost": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(unused=pl.col("uses") == 0)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("a", 1, 5.0)], "This asset stands for 100 % of 1 use, shared with or presented to buyers."),
        (
            [(f"{place}", 10, 5.0) for place in range(12)],
            "These 6 stand for 50 % of 120 uses, shared with or presented to buyers.",
        ),
        ([("a", 0, 5.0)], "Nothing was shared with a buyer or presented to one."),
    ],
)
def test_use_is_said_to_be_concentrated(rows: list[tuple[str, int, float | None]], sentence: str) -> None:
    assert said(assets.concentration(usage(*rows))) == sentence


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [("a", 0, 5_000.0), ("b", 3, 900.0)],
            "This asset cost USD 5.0 k of USD 5.0 k spent on what nobody was shown.",
        ),
        (
            [(f"{place}", 0, 1_000.0) for place in range(12)],
            "These 6 cost USD 6.0 k of USD 12.0 k spent on what nobody was shown.",
        ),
        ([("a", 0, None)], "No unused asset has a cost on record."),
        ([("a", 3, 900.0)], "No unused asset has a cost on record."),
    ],
)
def test_idle_money_is_said(rows: list[tuple[str, int, float | None]], sentence: str) -> None:
    assert said(assets.idle_money(usage(*rows), "USD")) == sentence
