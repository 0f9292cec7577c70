"""What a load does to the headline figures, before anybody publishes it."""

import polars as pl

from tandem.domain import Filters, Scope
from tandem.review.review import Review
from tandem.settings import Settings
from tandem.warehouse import Warehouse


def published(warehouse: Warehouse, settings: Settings) -> Review | None:
    """Questions to the version published until now, when there is one that today's queries can be asked of."""
    current = warehouse.intact()
    return Review(current, Scope.everything(), settings) if current and not warehouse.is_stale(current) else None


def effect(before: Review | None, after: Review) -> pl.DataFrame:
    """One row per question: question, figure, unit, before, after, for the latest complete quarter of the new data."""
    filters = Filters.of(after.latest_quarter)
    new = headlines(after, filters).rename({"value": "after"})
    if before is None:
        return new.with_columns(before=pl.lit(None, pl.Float64)).select("question", "figure", "unit", "before", "after")
    old = headlines(before, filters).select("question", before="value")
    return new.join(old, on="question", how="left", maintain_order="left").select(
        "question", "figure", "unit", "before", "after"
    )


def headlines(review: Review, filters: Filters) -> pl.DataFrame:
    """The value of every question that this version can answer."""
    return review.ask("questions", filters).select("question", "figure", "unit", "value")
