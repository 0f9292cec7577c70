"""What changed since a quarter was presented: its headlines, and the records behind each of them."""

from collections.abc import Mapping

import polars as pl

from tandem.domain import Filters
from tandem.review.effect import headlines
from tandem.review.review import Review

Expressions = dict[str, pl.Expr]


def own(*names: str) -> Expressions:
    """Columns as they stand."""
    return {name: pl.col(name) for name in names}


# What a record says of itself: where that differs it was restated. The amount of a lead is a mean of others.
FACTS: Mapping[str, Expressions] = {
    "value": own("stage", "region", "segment")
    | {"amount": pl.when(pl.col("record") == "deal").then(pl.col("amount").round(2))},
    "conversion": own("created_on", "won_on", "region", "segment"),
    "reach": own("marketing_touches", "sales_touches", "region", "segment"),
    "velocity": own("first_lead_on", "won_on", "region", "segment"),
    "return": own("on_day", "amount", "side", "region"),
    "agreement": own("marketing_says", "sales_says", "amount", "created_on", "region", "segment"),
}
# What is worked out of a record with the help of others, of rules or of the clock.
COUNTED: Mapping[str, Expressions] = {
    "value": {"expected_value": pl.col("expected_value").round(2)},
    "conversion": own("is_mature", "is_won"),
    "reach": own("engaged_by"),
    "velocity": own("days"),
    "return": {},
    "agreement": {},
}


def as_presented(presented: Review, now: Review, filters: Filters) -> pl.DataFrame:
    """One row per question: question, figure, unit, presented (by a frozen version), now, for the same filters."""
    old = headlines(presented, filters).select("question", presented="value")
    new = headlines(now, filters).rename({"value": "now"})
    return new.join(old, on="question", how="left", maintain_order="left").select(
        "question", "figure", "unit", "presented", "now"
    )


def changed_records(presented: Review, now: Review, question: str, filters: Filters) -> pl.DataFrame:
    """The records behind a headline that are not as they were presented.

    Columns change (added, gone, restated, recounted), was (what a restated one said before), then those of the record:
    of a gone one as it was, of the others as they are.
    """
    name = f"{question}_records"
    keys = list(now.query(name).grain_columns)
    old, new = (as_texts(review.ask(name, filters)) for review in (presented, now))
    both = new.join(before(old, question, keys), on=keys, nulls_equal=True, maintain_order="left")
    parts = [
        marked(new.join(old, on=keys, how="anti", nulls_equal=True, maintain_order="left"), "added"),
        marked(old.join(new, on=keys, how="anti", nulls_equal=True, maintain_order="left"), "gone"),
        restated(both, question).select("change", "was", *new.columns),
    ]
    return pl.concat(parts)


def as_texts(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with texts in place of categories, which are others in every version."""
    kinds = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Categorical | pl.Enum)]
    return frame.with_columns(pl.col(kinds).cast(pl.String))


def before(old: pl.DataFrame, question: str, keys: list[str]) -> pl.DataFrame:
    """What the records said, and what was worked out of them, under names of their own."""
    said = {f"fact {name}": value for name, value in FACTS[question].items()}
    counted = {f"counted {name}": value for name, value in COUNTED[question].items()}
    return old.select(*keys, **said, **counted)


def marked(frame: pl.DataFrame, change: str) -> pl.DataFrame:
    """Records that came or went as a whole."""
    return frame.select(pl.lit(change).alias("change"), pl.lit(None, pl.String).alias("was"), pl.all())


def restated(both: pl.DataFrame, question: str) -> pl.DataFrame:
    """The records of both versions that say something else, or of which something else is worked out."""
    facts = [
        pl.when(now.ne_missing(pl.col(f"fact {name}"))).then(
            pl.format("{}: {}", pl.lit(name), pl.col(f"fact {name}").cast(pl.String).fill_null("empty"))
        )
        for name, now in FACTS[question].items()
    ]
    counted = [now.ne_missing(pl.col(f"counted {name}")) for name, now in COUNTED[question].items()]
    was = pl.concat_list(facts).list.drop_nulls().list.join("; ").alias("was")
    is_restated = pl.col("was") != ""
    kind = pl.when(is_restated).then(pl.lit("restated")).otherwise(pl.lit("recounted")).alias("change")
    return (
        both.with_columns(was)
        .filter(is_restated | pl.any_horizontal(pl.lit(False), *counted))
        .with_columns(kind, pl.when(is_restated).then(pl.col("was")).alias("was"))
    )
