"""Sentences and short lists about collateral."""

from typing import Any

import polars as pl

from tandem.words.figures import NONE, count, money, percent

SHORT_LIST = 6


def facts(summary: dict[str, Any]) -> list[str]:
    """How widely collateral is used, and how it is rated, one sentence each."""
    return [
        f"{count(summary['used'])} of {count(summary['available'])} available assets were shown to a buyer.",
        f"{percent(summary['adoption'])} of active sellers used at least one asset."
        if summary["adoption"] is not None
        else f"{NONE} No active sellers are known.",
        f"{percent(summary['rated_useless'])} of ratings call an asset useless (1 or 2 of 5)."
        if summary["rated_useless"] is not None
        else f"{NONE} Nobody has rated an asset.",
    ]


def most_used(usage: pl.DataFrame) -> pl.DataFrame:
    """The assets that buyers were shown most often."""
    return usage.filter(pl.col("uses") > 0).sort("uses", "title", descending=[True, False]).head(SHORT_LIST)


def costliest_unused(usage: pl.DataFrame) -> pl.DataFrame:
    """The unused assets that cost most to make."""
    unused = usage.filter(pl.col("unused") & pl.col("cost").is_not_null())
    return unused.sort("cost", "title", descending=[True, False]).head(SHORT_LIST)


def shares(frame: pl.DataFrame, currency: str) -> pl.DataFrame:
    """The unused share by count and by cost with their labels: columns label, share, text."""
    said = {
        "assets": lambda row: f"{count(row['unused'])} of {count(row['whole'])} assets",
        "cost": lambda row: f"{money(row['unused'], currency)} of {money(row['whole'], currency)}",
    }
    labels = {"assets": "Of assets", "cost": "Of their cost"}
    rows = frame.filter(pl.col("share").is_not_null()).to_dicts()
    return pl.DataFrame(
        {
            "label": [labels[row["measure"]] for row in rows],
            "share": [row["share"] for row in rows],
            "text": [f"<b>{percent(row['share'])}</b> unused: {said[row['measure']](row)}" for row in rows],
        },
        schema_overrides={"share": pl.Float64},
    )
