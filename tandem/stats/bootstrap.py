"""How much shares would vary over other deals like these."""

import numpy as np
from numpy.typing import NDArray

from tandem.stats.intervals import Interval

Counts = NDArray[np.float64]
SEED = 20070101
DRAWS = 200


def redrawn(counts: Counts, draws: int = DRAWS, seed: int = SEED) -> Counts:
    """The counts drawn again `draws` times (first axis), each about as large as it is; 0 stays 0, the same every time.

    The Bayesian bootstrap: every deal gets a random weight from the exponential distribution, so a count of k the sum
    of k of them. Nothing that was seen drops out of a draw, so every draw can be solved. Source: D. B. Rubin, The
    Bayesian bootstrap, Annals of Statistics 9 (1981) 130-134.
    """
    return np.random.default_rng(seed).standard_gamma(counts, size=(draws, *counts.shape))


def percentile_intervals(shares: Counts) -> list[Interval]:
    """The 95 % interval of each share from its draws (first axis): the 2.5 and 97.5 percentiles.

    Source: B. Efron, R. J. Tibshirani, An introduction to the bootstrap (1993), chapter 13.
    """
    low, high = np.quantile(shares, (0.025, 0.975), axis=0)
    return [Interval(float(ends[0]), float(ends[1])) for ends in zip(low, high, strict=True)]
