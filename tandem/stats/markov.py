"""Markov chains over channels: what share of the conversions would be lost without each channel."""

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
Numbers = NDArray[np.int64]

START = 0
END = 0
NONE = -1


def removal_effects(before: Numbers, after: Numbers, channel: Numbers, converted: Counts, lost: Counts) -> Counts:
    """The share of the conversions that goes when a channel goes, 0..1, for channels 0, 1, … in order.

    Each entry is a kind of step: from the state `before` (START at the start of a path) to the state `after` (END at
    its end), which enters `channel` (NONE at the end), counted in the paths that converted and in those that were lost.
    Counts may be draws × steps: then the effects are draws × channels, all of them solved at once.
    A state is the last channels of the path, as many as the order of the chain; removing a channel sends every step
    into one of its states to “lost”. All effects are 0 when nothing converts.

    Source: E. Anderl, I. Becker, F. von Wangenheim, J. H. Schumann, Mapping the customer journey: lessons learned from
    graph-based online attribution modeling, International Journal of Research in Marketing 33 (2016) 457-474, solved
    as a linear system: with N = (I - Q)^-1 and x = N r the chance to convert from each state, the chance to meet the
    states S of a channel first in s is f = N[start, S] N[S, S]^-1, and f x[S] is what is lost without them.
    """
    moves, converts, owner = chain(before, after, channel, converted, lost)
    effects = np.zeros((*converts.shape[:-1], int(channel.max(initial=NONE)) + 1))
    visits = np.linalg.inv(np.eye(moves.shape[-1]) - moves)
    chance = (visits @ converts[..., None])[..., 0]
    whole = chance[..., 0]
    for number in range(effects.shape[-1]):
        states = np.flatnonzero(owner == number)
        among = np.swapaxes(visits[..., states[:, None], states], -1, -2)
        first = np.linalg.solve(among, visits[..., 0, states][..., None])[..., 0]
        lost_without = (first * chance[..., states]).sum(axis=-1)
        effects[..., number] = np.divide(lost_without, whole, out=np.zeros_like(whole), where=whole > 0)
    return effects


def chain(
    before: Numbers, after: Numbers, channel: Numbers, converted: Counts, lost: Counts
) -> tuple[Counts, Counts, Numbers]:
    """The chances to move from state to state, those to convert at once, and the channel of each state (NONE: start).

    The first state is the start. Every state that can be reached must have a step out of it, as in whole paths.
    """
    states, place = np.unique(np.concatenate(([START], before, after)), return_inverse=True)
    source, target = np.split(place[1:], 2)
    inside = after != END
    steps = converted + lost
    size = len(states)
    leaving, converts = added(steps, source, size), added(converted[..., ~inside], source[~inside], size)
    moves = added(steps[..., inside], source[inside] * size + target[inside], size * size)
    moves = moves.reshape((*moves.shape[:-1], size, size))
    owner = np.full(len(states), NONE, dtype=np.int64)
    owner[target[inside]] = channel[inside]
    share = np.divide(1.0, leaving, out=np.zeros_like(leaving), where=leaving > 0)
    return moves * share[..., None], converts * share, owner


def added(counts: Counts, places: Numbers, size: int) -> Counts:
    """The counts (last axis) added up by their places 0, 1, … `size` − 1."""
    sums = np.zeros((size, *counts.shape[:-1]))
    np.add.at(sums, places, np.moveaxis(counts, -1, 0))
    return np.moveaxis(sums, 0, -1)


def normalised(effects: Counts) -> Counts:
    """The effects as shares that sum to 1; all equal when there is no effect at all."""
    whole = effects.sum(axis=-1, keepdims=True)
    alike = np.full(effects.shape, 1 / max(effects.shape[-1], 1))
    shares: Counts = np.divide(effects, whole, out=alike, where=whole > 0)
    return shares
