"""Answers that SQL counts and linear algebra works out: the solvers that a header names under `solve:`."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tandem.stats import (
    group_smallest,
    normalised,
    percentile_intervals,
    redrawn,
    removal_effects,
    shapley_shares,
    shared_out,
)

Counts = NDArray[np.float64]
Columns = Mapping[str, pl.DataType | type[pl.DataType]]
Solver = Callable[[pl.DataFrame], pl.DataFrame]

# A system of a thousand states, as ten channels have when three touches are remembered, takes a third of a second.
MANY_STATES = 200
FEW_DRAWS = 50
NO_TOUCH = "(no touch)"
END = "(end)"
CREDIT: Columns = {"channel": pl.String, "credit": pl.Float64, "amount": pl.Decimal(18, 2)}
INTERVALS: Columns = {
    "channel": pl.String,
    "model": pl.String,
    "share": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "deals": pl.Int64,
}


class MarkovChain:
    """The steps of paths from state to state, as `markov_counts` has them."""

    name = "markov"

    def __init__(self, rows: pl.DataFrame) -> None:
        """Takes the steps out of rows that repeat what there is to share."""
        steps = rows.filter(pl.col("channel").is_not_null())
        self.channels: list[str] = sorted(set(steps["channel"]) - {END})
        number = {channel: place for place, channel in enumerate(self.channels)}
        self._before, self._after = steps["before"].to_numpy(), steps["after"].to_numpy()
        self._channel = np.array([number.get(channel, -1) for channel in steps["channel"]], dtype=np.int64)
        self._counts = steps.select(pl.col("converted", "lost").cast(pl.Float64)).to_numpy().T

    def shares(self) -> Counts:
        """The share of each channel, summing to 1."""
        return self._solved(self._counts)

    def drawn(self) -> Counts:
        """The shares of other paths like these: draws × channels."""
        if len(np.unique(self._before)) > MANY_STATES:
            return np.stack([self._solved(counts) for counts in redrawn(self._counts, FEW_DRAWS)])
        return self._solved(np.moveaxis(redrawn(self._counts), 1, 0))

    def _solved(self, counts: Counts) -> Counts:
        return normalised(removal_effects(self._before, self._after, self._channel, counts[0], counts[1]))


class Coalitions:
    """The sets of channels that paths touched, as `shapley_counts` has them, with the smallest channels as one."""

    name = "shapley"

    def __init__(self, rows: pl.DataFrame) -> None:
        """Takes the coalitions out of rows that repeat what there is to share."""
        members = rows.filter(pl.col("channel").is_not_null())
        sizes = members.group_by("channel").agg((pl.col("converted") + pl.col("lost")).sum())
        player = group_smallest(dict(sizes.iter_rows()))
        self.channels: list[str] = sorted(set(player.values()))
        bit = {channel: 1 << self.channels.index(grouped) for channel, grouped in player.items()}
        by_coalition = (
            members.with_columns(bit=pl.col("channel").replace_strict(bit).cast(pl.Int64))
            .group_by("coalition", maintain_order=True)
            .agg(pl.col("bit").unique().sum(), pl.col("converted", "lost").first().cast(pl.Float64))
        )
        self._members = by_coalition["bit"].to_numpy()
        self._counts = by_coalition.select("converted", "lost").to_numpy().T

    def shares(self) -> Counts:
        """The share of each channel, summing to 1."""
        return self._solved(self._counts)

    def drawn(self) -> Counts:
        """The shares of other paths like these: draws × channels."""
        return self._solved(np.moveaxis(redrawn(self._counts), 1, 0))

    def _solved(self, counts: Counts) -> Counts:
        return shapley_shares(self._members, counts[0], counts[1], len(self.channels))


Model = MarkovChain | Coalitions


def credited(model: Model, totals: dict[str, object]) -> pl.DataFrame:
    """Channel, credit and amount: what there is to share by the model, and what no channel touched."""
    deals, amount = totals["touched_deals"], totals["touched_amount"]
    assert isinstance(deals, int)
    assert isinstance(amount, Decimal)
    rows: list[tuple[object, ...]] = []
    if deals and model.channels:
        shares = [float(share) for share in model.shares()]
        parts = shared_out(amount, shares)
        rows = [(name, share * deals, part) for name, share, part in zip(model.channels, shares, parts, strict=True)]
    if totals["untouched_deals"]:
        rows.append((NO_TOUCH, float(str(totals["untouched_deals"])), totals["untouched_amount"]))
    return table(rows, CREDIT).sort("channel")


def with_intervals(model: Model, totals: dict[str, object]) -> pl.DataFrame:
    """Channel, model, share, its interval, and the won deals that readers judge it by."""
    rows: list[tuple[object, ...]] = []
    if totals["touched_deals"] and model.channels:
        ends = percentile_intervals(model.drawn())
        rows = [
            (name, model.name, float(share), end.low, end.high, totals["won_deals"])
            for name, share, end in zip(model.channels, model.shares(), ends, strict=True)
        ]
    return table(rows, INTERVALS)


def table(rows: Sequence[Sequence[object]], schema: Columns) -> pl.DataFrame:
    """The rows as a frame of these columns."""
    return pl.DataFrame(rows, schema=schema, orient="row")


SOLVERS: dict[str, Solver] = {
    "markov": lambda rows: credited(MarkovChain(rows), rows.row(0, named=True)),
    "shapley": lambda rows: credited(Coalitions(rows), rows.row(0, named=True)),
    "markov_intervals": lambda rows: with_intervals(MarkovChain(rows), rows.row(0, named=True)),
    "shapley_intervals": lambda rows: with_intervals(Coalitions(rows), rows.row(0, named=True)),
}
