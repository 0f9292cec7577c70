"""Every model side by side: those that share out deal by deal, and the two that are worked out from all paths."""

from collections.abc import Mapping

import polars as pl

from tandem.domain import Filters
from tandem.review.review import Review

SOLVED = ("markov", "shapley")
UNTOUCHED = "(no touch)"
Given = Mapping[str, str]


def with_solved(review: Review, filters: Filters, given: Given, chain: Given) -> pl.DataFrame:
    """The rows of `attribution_models` with those of Markov and Shapley; spread and places are those over all of them.

    `given` are settings that every model has but the half-life, `chain` those of Markov alone.
    """
    paths = {name: value for name, value in given.items() if name != "half_life_days"}
    frames = [review.ask("attribution_models", filters, **given)]
    for model in SOLVED:
        extra = chain if model == "markov" else {}
        answer = review.ask("attribution", filters, model=model, **paths, **extra)
        frames.append(answer.with_columns(model=pl.lit(model)))
    return side_by_side(pl.concat([frame.select("channel", "model", "credit", "amount") for frame in frames]))


def side_by_side(credits: pl.DataFrame) -> pl.DataFrame:
    """Rows of channel, model, credit and amount as `attribution_models` has them, its other columns added."""
    amount = pl.col("amount").cast(pl.Float64)
    touched = pl.col("channel") != UNTOUCHED
    rank = pl.when(touched).then(pl.col("amount")).rank("min", descending=True).over("model")
    total = amount.sum().over("model")
    return (
        credits.with_columns(
            share=pl.when(total != 0).then(amount / total),
            rank=rank.cast(pl.Int64),
            lowest=pl.col("amount").min().over("channel"),
            highest=pl.col("amount").max().over("channel"),
        )
        .with_columns(
            is_same=pl.when(touched).then(pl.col("rank").min().over("channel") == pl.col("rank").max().over("channel"))
        )
        .sort("channel", "model")
    )
