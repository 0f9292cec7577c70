"""Random streams of their own name, so that more of one thing never changes another."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from tandem.sample.clock import DAY, HOUR, Flags, Floats, Ints, weekday_of

Weights = Sequence[float] | Floats


class Draw:
    """One stream of chance, given by seed, name and part."""

    def __init__(self, seed: int, name: str, part: int = 0) -> None:
        """Starts the stream; the same three give the same numbers."""
        self._generator = np.random.Generator(
            np.random.PCG64(np.random.SeedSequence([seed, crc32(name.encode()), part]))
        )

    def share(self, count: int) -> Floats:
        """Numbers from 0 up to 1."""
        return self._generator.random(count)

    def chance(self, probability: Floats | float, count: int) -> Flags:
        """True as often as `probability` says, one number or one per row."""
        return np.asarray(self.share(count) < probability)

    def between(self, low: float, high: float, count: int) -> Floats:
        """Numbers spread evenly from `low` to `high`."""
        return low + (high - low) * self.share(count)

    def whole(self, low: int, high: int, count: int) -> Ints:
        """Whole numbers from `low` up to and without `high`."""
        return self._generator.integers(low, high, count)

    def pick(self, weights: Weights, count: int) -> Ints:
        """Positions in `weights`, as often as they weigh."""
        steps = np.cumsum(np.asarray(weights, dtype=np.float64))
        found = np.searchsorted(steps, self.share(count) * steps[-1], side="right")
        return np.asarray(found, dtype=np.int64)

    def around(self, median: Floats | float, spread: float, count: int) -> Floats:
        """Positive numbers around `median`, log-normal with `spread` as standard deviation of the logarithm."""
        return np.asarray(median * np.exp(spread * self._generator.standard_normal(count)))

    def wait(self, median_days: Floats | float, spread: float, count: int) -> Ints:
        """Waiting times in seconds, whole minutes, log-normal around a median in days."""
        minutes = np.maximum(self.around(median_days, spread, count) * DAY // 60, 1)
        return minutes.astype(np.int64) * 60

    def at_work(self, times: Ints, offset_hours: Ints) -> Ints:
        """The same days in office hours of a place that is `offset_hours` ahead of UTC; most of Saturday is Friday."""
        count = len(times)
        back = (weekday_of(times) >= 5) & self.chance(0.85, count)
        days = times // DAY - np.where(back, weekday_of(times) - 4, 0)
        minute = np.clip(self.around(5.0, 0.45, count) * 60, 10, 720).astype(np.int64)
        return days * DAY + (8 - offset_hours) * HOUR + minute * 60
