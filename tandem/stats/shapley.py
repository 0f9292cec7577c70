"""Shapley values of channels: the mean of what each adds, over every order in which they could come."""

from collections.abc import Mapping
from math import comb

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
Numbers = NDArray[np.int64]

MOST_PLAYERS = 12
OTHER = "Other channels"


def coalition_rates(members: Numbers, converted: Counts, lost: Counts, players: int) -> Counts:
    """The conversion rate of the paths that lie inside each coalition, 0 where none does.

    `members` holds the channels of a kind of path as bits (bit p: player p), `converted` and `lost` how many there are
    of it in their last axis; the rates come by coalition, 0 to 2^players - 1, in theirs. Sums over subsets: F. Yates,
    The design and analysis of factorial experiments (1937), one pass per player.
    """
    inside = [within(spread(members, counts, players), players) for counts in (converted, converted + lost)]
    rates: Counts = np.divide(inside[0], inside[1], out=np.zeros_like(inside[0]), where=inside[1] > 0)
    return rates


def spread(members: Numbers, counts: Counts, players: int) -> Counts:
    """The counts by coalition, 0 where there is none."""
    by_coalition = np.zeros((*counts.shape[:-1], 1 << players))
    np.add.at(np.moveaxis(by_coalition, -1, 0), members, np.moveaxis(counts, -1, 0))
    return by_coalition


def within(by_coalition: Counts, players: int) -> Counts:
    """For each coalition the sum over all that lie inside it."""
    sums = by_coalition.copy()
    for player in range(players):
        halves = sums.reshape(*sums.shape[:-1], -1, 2, 1 << player)
        halves[..., 1, :] += halves[..., 0, :]
    return sums


def shapley_values(worth: Counts, players: int) -> Counts:
    """The Shapley value of each player from the worth of each coalition (last axis); they sum to the worth of all.

    Source: L. S. Shapley, A value for n-person games, Contributions to the Theory of Games II (1953) 307-317: the mean
    of worth(S + player) - worth(S) over all coalitions S without the player, weighted by |S|! (n - |S| - 1)! / n!.
    """
    sizes = np.array([coalition.bit_count() for coalition in range(1 << players)])
    weights = np.array([1 / (players * comb(players - 1, size)) for size in range(players)])
    values = np.empty((*worth.shape[:-1], players))
    for player in range(players):
        halves = worth.reshape(*worth.shape[:-1], -1, 2, 1 << player)
        weight = weights[sizes.reshape(-1, 2, 1 << player)[:, 0, :]]
        values[..., player] = ((halves[..., 1, :] - halves[..., 0, :]) * weight).sum(axis=(-2, -1))
    return values


def shapley_shares(members: Numbers, converted: Counts, lost: Counts, players: int) -> Counts:
    """The Shapley value of each player as a share of the worth of all; they sum to 1 and may be below 0.

    Raises ValueError for more players than can be solved exactly, or when nothing converts.
    """
    if players > MOST_PLAYERS:
        raise ValueError(f"{players} players: at most {MOST_PLAYERS} are solved exactly.")
    rates = coalition_rates(members, converted, lost, players)
    if not (rates[..., -1] > 0).all():
        raise ValueError("Nothing converts: there is no worth to share.")
    shares: Counts = shapley_values(rates, players) / rates[..., -1:]
    return shares


def group_smallest(sizes: Mapping[str, int], most: int = MOST_PLAYERS) -> dict[str, str]:
    """The player that each channel is: itself, or OTHER for the smallest ones when there are more than `most`.

    Channels of one size are taken in the order of their names; a channel that is called OTHER is one of them.
    """
    own = sorted(set(sizes) - {OTHER}, key=lambda name: (-sizes[name], name))
    if len(sizes) <= most:
        return {name: name for name in sizes}
    kept = set(own[: most - 1])
    return {name: name if name in kept else OTHER for name in sizes}
