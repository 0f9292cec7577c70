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
    A state is the last channels of the path, as many as the order of the chain; removing a channel sends every step
    into one of its states to “lost”. All effects are 0 when nothing converts.

    Source: E. Anderl, I. Becker, F. von Wangenheim, J. H. Schumann, Mapping the customer journey: lessons learned from
    graph-based online attribution modeling, International Journal of Research in Marketing 33 (2016) 457-474, solved
    as a linear system: with N = (I - Q)^-1 and x = N r the chance to convert from each state, the chance to meet the
    states S of a channel first in s is f = N[start, S] N[S, S]^-1, and f x[S] is what is lost without them.
    """
    effects = np.zeros(int(channel.max(initial=NONE)) + 1)
    moves, converts, owner = chain(before, after, channel, converted, lost)
    visits = np.linalg.inv(np.eye(len(moves)) - moves)
    chance = visits @ converts
    if chance[0] <= 0:
        return effects
    for number in range(len(effects)):
        states = np.flatnonzero(owner == number)
        first = np.linalg.solve(visits[np.ix_(states, states)].T, visits[0, states])
        effects[number] = first @ chance[states] / chance[0]
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
    leaving = np.bincount(source, steps, len(states)).astype(np.float64)
    moves = np.zeros((len(states), len(states)))
    np.add.at(moves, (source[inside], target[inside]), steps[inside])
    converts = np.bincount(source[~inside], converted[~inside], len(states)).astype(np.float64)
    owner = np.full(len(states), NONE, dtype=np.int64)
    owner[target[inside]] = channel[inside]
    share = np.divide(1.0, leaving, out=np.zeros_like(leaving), where=leaving > 0)
    return moves * share[:, None], converts * share, owner


def normalised(effects: Counts) -> Counts:
    """The effects as shares that sum to 1; all equal when there is no effect at all."""
    whole = effects.sum()
    return effects / whole if whole > 0 else np.full(len(effects), 1 / max(len(effects), 1))
