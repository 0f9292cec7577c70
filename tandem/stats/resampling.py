"""Intervals of figures that have no formula for one: by drawing the records again and again."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from tandem.stats.intervals import Interval

Numbers = NDArray[np.float64]
Statistic = Callable[[Numbers], float]

SEED = 7
"""Where the draws start, so that the same records always give the same interval."""


def bootstrap(
    values: Sequence[float], statistic: Statistic, *, rounds: int = 2000, seed: int = SEED
) -> Interval | None:
    """The 95 % percentile interval of a statistic of these values, None when there are none.

    Source: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.
    """
    if not values:
        return None
    records = np.asarray(values, dtype=np.float64)
    drawn = np.random.default_rng(seed).integers(0, len(records), size=(rounds, len(records)))
    low, high = np.quantile([statistic(records[picks]) for picks in drawn], (0.025, 0.975))
    return Interval(float(low), float(high))
