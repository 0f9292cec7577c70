"""Paths as people write them, counted as the marts count them, and credit worked out the slow way."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from tandem.stats.markov import END, NONE, START, Counts, Numbers


@dataclass(frozen=True)
class Path:
    """The channels of one deal in their order, whether it converted, and how many deals are the same."""

    channels: str
    converted: bool
    deals: int = 1


def state_of(seen: Sequence[str], order: int) -> int:
    """A number for the last `order` channels, a letter each; START for none."""
    number = START
    for letter in seen[-order:]:
        number = number * 32 + ord(letter) - ord("a") + 1
    return number


def counted(paths: Iterable[Path], order: int) -> tuple[Numbers, Numbers, Numbers, Counts, Counts]:
    """The steps of the paths: states before and after, channel entered, how often in converted and in lost ones."""
    steps: Counter[tuple[int, int, int, bool]] = Counter()
    for path in paths:
        for place, letter in enumerate(path.channels):
            before, after = (state_of(path.channels[:upto], order) for upto in (place, place + 1))
            steps[before, after, ord(letter) - ord("a"), path.converted] += path.deals
        steps[state_of(path.channels, order), END, NONE, path.converted] += path.deals
    keys = list(steps)
    befores, afters, channels = (np.array([key[part] for key in keys], dtype=np.int64) for part in range(3))
    counts = np.array([steps[key] for key in keys], dtype=np.float64)
    converted = np.array([key[3] for key in keys])
    return befores, afters, channels, counts * converted, counts * ~converted


def pushed(paths: Sequence[Path], order: int, without: str = "") -> float:
    """The chance to convert without a channel, by pushing all that starts through the chain until none is left."""
    leaving: dict[str, Counter[str]] = {}
    for path in paths:
        for place in range(len(path.channels) + 1):
            ends = "+" if path.converted else "-"
            seen = path.channels[:place][-order:]
            leaving.setdefault(seen, Counter())[(path.channels + ends)[place]] += path.deals
    under_way, arrived = {"": 1.0}, 0.0
    while sum(under_way.values()) > 1e-15:
        onward: dict[str, float] = {}
        for seen, mass in under_way.items():
            for letter, times in leaving[seen].items():
                part = mass * times / leaving[seen].total()
                if letter == "+":
                    arrived += part
                elif letter not in ("-", without):
                    state = (seen + letter)[-order:]
                    onward[state] = onward.get(state, 0.0) + part
        under_way = onward
    return arrived


def rate(paths: Sequence[Path], coalition: str) -> float:
    """The conversion rate of the paths whose channels all lie inside the coalition, 0 where there are none."""
    inside = [path for path in paths if set(path.channels) <= set(coalition)]
    deals = sum(path.deals for path in inside)
    return sum(path.deals for path in inside if path.converted) / deals if deals else 0.0


def shapley_by_orders(paths: Sequence[Path], players: str) -> list[float]:
    """What each player adds to the rate when it comes, as a mean over every order of coming."""
    added = dict.fromkeys(players, 0.0)
    orders = list(permutations(players))
    for order in orders:
        for place, player in enumerate(order):
            before = "".join(order[:place])
            added[player] += rate(paths, before + player) - rate(paths, before)
    return [added[player] / len(orders) for player in players]


def coalitions(paths: Sequence[Path]) -> tuple[Numbers, Counts, Counts]:
    """The paths as sets of channels in bits, with how many converted and how many were lost."""
    bits = [sum(1 << ord(letter) - ord("a") for letter in set(path.channels)) for path in paths]
    deals = np.array([path.deals for path in paths], dtype=np.float64)
    converted = np.array([path.converted for path in paths])
    return np.array(bits, dtype=np.int64), deals * converted, deals * ~converted
