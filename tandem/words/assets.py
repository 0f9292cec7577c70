"""Sentences and short lists about collateral."""

from typing import Any

import polars as pl

from tandem.words.figures import FEWEST, NONE, TOO_FEW, count, counted, money, percent
from tandem.words.names import title_case

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


def weighed(shares: pl.DataFrame) -> str:
    """Whether the unused assets cost more than their number would say, from `unused_share`."""
    known = {row["measure"]: row["share"] for row in shares.to_dicts() if row["share"] is not None}
    if set(known) != {"assets", "cost"}:
        return "Available assets that no buyer was shown in the quarter."
    by_count, by_cost = percent(known["assets"]), percent(known["cost"])
    if by_count == by_cost:
        return f"What no buyer was shown cost as much as the rest: {by_cost} of the cost, {by_count} of the assets."
    more = "more" if known["cost"] > known["assets"] else "less"
    return f"What no buyer was shown cost {more} than the rest: {by_cost} of the cost, {by_count} of the assets."


def idlest(kinds: pl.DataFrame, currency: str) -> str:
    """The kind of which most lies unused, and what making that cost, from `unused_by_kind`."""
    enough = kinds.filter(pl.col("available") >= FEWEST).sort("unused_share", "kind", descending=[True, False])
    if enough.is_empty():
        return f"No kind has {FEWEST} available assets: {TOO_FEW}."
    row = enough.row(0, named=True)
    if not row["unused"]:
        return "Of every kind, all available assets were shown to a buyer."
    cost = f", made for {money(row['unused_cost'], currency)}" if row["unused_cost"] else ""
    return f"{title_case(row['kind'])}: {count(row['unused'])} of {count(row['available'])} lie unused{cost}."


def unused_marked(unused: int, available: int, part: float | None, quiet: str) -> str:
    """The unused share of a kind set strong with its counts; these alone where they are too few for a share."""
    counts = f"{count(unused)} of {count(available)}"
    if available < FEWEST or part is None:
        return f"<b>{counts}</b>"
    return f"<b>{percent(part)}</b>  <span style='color:{quiet}'>{counts}</span>"


def concentration(usage: pl.DataFrame) -> str:
    """How much of all use the short list of the most used stands for, from `asset_usage`."""
    uses, top = int(usage.get_column("uses").sum()), most_used(usage)
    if not uses:
        return "Nothing was shared with a buyer or presented to one."
    listed = int(top.get_column("uses").sum())
    what = "This asset stands" if top.height == 1 else f"These {count(top.height)} stand"
    return f"{what} for {percent(listed / uses)} of {counted(uses, 'use')}, shared with or presented to buyers."


def idle_money(usage: pl.DataFrame, currency: str) -> str:
    """How much of what the unused assets cost the short list of the costliest stands for, from `asset_usage`."""
    whole = float(usage.filter(pl.col("unused")).get_column("cost").sum())
    top = costliest_unused(usage)
    if not whole:
        return "No unused asset has a cost on record."
    listed = money(float(top.get_column("cost").sum()), currency)
    what = "This asset" if top.height == 1 else f"These {count(top.height)}"
    return f"{what} cost {listed} of {money(whole, currency)} spent on what nobody was shown."


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
