"""Sentences about who brought it: models and what they agree on, influence, paths, coverage."""

from typing import Any

import polars as pl

from tandem.words.figures import FEWEST, NONE, SPACE, TOO_FEW, count, counted, money, percent
from tandem.words.names import title_case

Row = dict[str, Any]
UNTOUCHED = "(no touch)"
FEWEST_WINS = 100
LINE_LABEL = "18 % – SiriusDecisions, large B2B firms, 2007"
ORDINALS = {1: "first", 2: "second", 3: "third"}


def ordinal(place: int) -> str:
    """A place in words, as “first”, “5th” or “21st”."""
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return ORDINALS.get(place, f"{place}{ending}")


def channels_of(models: pl.DataFrame) -> list[Row]:
    """One row per channel of `attribution_models`: channel, lowest, highest, is_same, best and worst place."""
    touched = models.filter(pl.col("channel") != UNTOUCHED)
    return (
        touched.group_by("channel")
        .agg(
            pl.col("lowest", "highest", "is_same").first(), best=pl.col("rank").min(), worst=pl.col("rank").max()
        )
        .sort("lowest", "channel", descending=[True, False])
        .to_dicts()
    )  # fmt: skip


def same(models: pl.DataFrame, currency: str) -> str:
    """What holds under every model, and which channel depends most on the choice of one."""
    rows = channels_of(models)
    if not rows:
        return "No touch of these deals is known: there is nothing to share."
    deals = round(models.group_by("model").agg(pl.col("credit").sum()).get_column("credit").max())  # type: ignore[arg-type]
    if deals < FEWEST:
        return f"{counted(deals, 'deal')} to share out: {TOO_FEW} which channel brings most."
    return f"{certain(rows, currency)} {contested(rows, currency)}".strip()


def certain(rows: list[Row], currency: str) -> str:
    """What no choice of a model changes: places that stay, else the channel with the most under its worst model."""
    kept = [row for row in rows if row["is_same"]]
    if kept:
        said = ", ".join(f"{row['channel']} is {ordinal(row['best'])}" for row in sorted(kept, key=place_of)[:3])
        return f"Under every model: {said}."
    first = rows[0]
    if first["lowest"] <= 0:
        return "No channel is credited under every model."
    floor = money(first["lowest"], currency)
    return f"Whatever the model, {first['channel']} brings at least {floor}: no other channel is as sure."


def place_of(row: Row) -> tuple[int, str]:
    """What to sort channels by: their best place, then their name."""
    return row["best"], row["channel"]


def contested(rows: list[Row], currency: str) -> str:
    """The channel whose credit moves most from one model to another; nothing when none moves."""
    row = max(rows, key=lambda one: (one["highest"] - one["lowest"], one["channel"]))
    if row["highest"] == row["lowest"]:
        return ""
    between = f"{money(row['lowest'], currency)} or {money(row['highest'], currency)}"
    places = "" if row["best"] == row["worst"] else f", {ordinal(row['best'])} or {ordinal(row['worst'])} place"
    return f"{row['channel']} is what the models argue about: {between}{places}."


def disagreed(agreement: Row) -> str:
    """The label of the way to the deals on which the rules disagree; empty when they agree on all."""
    if not agreement["disagreed"]:
        return ""
    number = agreement["disagreed"]
    return f"Show the {'deal' if number == 1 else f'{count(number)} deals'} on which the rules disagree"


def agreed(agreement: pl.DataFrame) -> str:
    """How much of the whole the three rules give to the same side."""
    row = agreement.row(0, named=True)
    if row["share"] is None:
        return "Three rules over the same deals."
    if row["deals"] < FEWEST:
        return f"All three rules agree on {count(row['agreed'])} of {counted(row['deals'], 'deal')}."
    return f"All three rules agree on {percent(row['share'])} of it."


def influenced(sides: pl.DataFrame) -> str:
    """How much of the pipeline each side touched, and that this adds up to nothing."""
    touched = [row for row in sides.sort("share", descending=True, nulls_last=True).to_dicts() if row["opportunities"]]
    if not touched:
        return "Neither side’s touches are known on these deals."
    said = " and ".join(f"{row['side']} touched {touched_part(row)}" for row in touched[:2])
    return f"{said[:1].upper()}{said[1:]}. These shares overlap and do not add up: to touch is not to bring."


def touched_part(row: Row) -> str:
    """The share of the amount that a side touched; the deals where they are too few for a share."""
    if row["of_opportunities"] < FEWEST:
        return f"{count(row['opportunities'])} of {counted(row['of_opportunities'], 'deal')}"
    return f"{percent(row['share'])} of the amount"


def few_wins(won: int) -> str:
    """Why Markov and Shapley are left out."""
    deals = "deal" if won == 1 else "deals"
    return (
        f"Markov and Shapley: {TOO_FEW} from {count(won)} won {deals} ({count(FEWEST_WINS)} are needed). "
        "Widen the filters, or ask for them in Settings."
    )


def untouched(models: pl.DataFrame) -> str:
    """The share of the amount that no eligible touch can claim; nothing when there is none."""
    rows = models.filter(pl.col("channel") == UNTOUCHED)
    share = rows.item(0, "share") if rows.height else None
    return "" if not share else f"{percent(share)} has no eligible touch and stands apart, so that every model adds up."


def is_below(models: pl.DataFrame) -> bool:
    """Whether a model gives a channel less than nothing."""
    return bool(models.select((pl.col("share") < 0).any()).item())


def paths(flows: pl.DataFrame) -> str:
    """How many deals closed after a touch and how many of them were won, as the picture of paths shows."""
    if flows.is_empty():
        return "No deal closed in this period."
    is_touched = pl.col("first_step") != UNTOUCHED
    closed, won, bare = (
        int(flows.filter(part).get_column("deals").sum())
        for part in (is_touched, is_touched & (pl.col("state") == "won"), ~is_touched)
    )
    were = "was" if won == 1 else "were"
    said = f"{counted(closed, 'deal')} closed after a touch; in colour: the {count(won)} that {were} won. "
    return said + (f"{count(bare)} more closed without one." if bare else "A step is a run on one channel.")


def to_win(histogram: pl.DataFrame, measure: str) -> str:
    """The median of one measure of the won deals, or why there is none."""
    part = histogram.filter(pl.col("measure") == measure)
    won, touched, median = part.row(0, named=True)["of"], part.item(0, "touched"), part.item(0, "median")
    if median is None:
        return "No won deal has a touch." if won else "No deal was won in this period."
    if touched < FEWEST:
        return f"{counted(touched, 'won deal')} with a touch: {TOO_FEW}."
    unit = "touches" if measure == "touches" else "days"
    return f"Half of the {count(touched)} won deals with a touch took {count(median)}{SPACE}{unit} or fewer."


def coverage(rows: pl.DataFrame) -> str:
    """Which kind of evidence is missing most."""
    known = rows.filter(pl.col("share").is_not_null()).sort("share", "measure")
    if known.is_empty():
        return NONE
    row = known.row(0, named=True)
    if row["share"] == 1:
        return "Nothing is missing: every deal has touches, a person and a source."
    return f"{percent(row['share'])} of the pipeline has {row['measure']}: the weakest link of every figure above."


def evidence(rows: pl.DataFrame) -> list[Row]:
    """What is known of the pipeline, the weakest link first; a remedy where something is missing."""
    return [
        row | {"measure": title_case(row["measure"]), "remedy": "" if row["share"] in (None, 1) else row["remedy"]}
        for row in rows.sort("share", "measure", nulls_last=True).to_dicts()
    ]


def whole(share: float | None) -> str:
    """A share in whole per cent without the sign, where there is room for nothing more."""
    if share is None:
        return NONE
    return "<1" if 0 < share < 0.005 else count(share * 100)


def deals(weight: float | None) -> str:
    """A sum of weights as a number of deals, as “12” or “4.5”."""
    if weight is None:
        return NONE
    return f"{weight:,.1f}".removesuffix(".0")


def gaps(rows: pl.DataFrame) -> str:
    """How much is missing or odd, and that no total suffers from it."""
    found = rows.filter(pl.col("records") > 0).height
    if not found:
        return "Nothing is missing: every touch has its side, channel and campaign, every deal its amount."
    kinds = "kind of gap" if found == 1 else "kinds of gaps"
    return f"{count(found)} {kinds} in this period. Each is counted as said: every total still adds up."


def gap_rows(rows: pl.DataFrame) -> list[Row]:
    """What is missing, the most frequent first; what nothing lacks is left out."""
    return [
        row | {"gap": f"{title_case(row['of_what'])} {row['gap']}"}
        for row in rows.filter(pl.col("records") > 0).sort("share", "gap", descending=[True, False]).to_dicts()
    ]
