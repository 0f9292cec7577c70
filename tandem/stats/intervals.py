"""Confidence intervals of rates, 95 %, two-sided."""

from dataclasses import dataclass
from math import hypot, sqrt

Z = 1.959963984540054
"""The 97.5 % quantile of the standard normal distribution."""


@dataclass(frozen=True)
class Interval:
    """An interval that holds the true value in 95 of 100 samples, ends included."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether the value lies inside."""
        return self.low <= value <= self.high


def wilson(successes: int, trials: int) -> Interval | None:
    """The Wilson score interval of a rate, None when there were no trials; raises ValueError for an impossible count.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the American
    Statistical Association 22 (1927) 209-212; without continuity correction. `queries/macros.sql` says the same in SQL.
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is no rate.")
    if trials == 0:
        return None
    middle = successes + Z * Z / 2
    reach = Z * sqrt(successes * (trials - successes) / trials + Z * Z / 4)
    low = 0.0 if successes == 0 else (middle - reach) / (trials + Z * Z)
    high = 1.0 if successes == trials else (middle + reach) / (trials + Z * Z)
    return Interval(low, high)


def newcombe(successes: int, trials: int, other_successes: int, other_trials: int) -> Interval | None:
    """The interval of the first rate minus the second, None when either has no trials; raises ValueError as `wilson`.

    Source: R. G. Newcombe, Interval estimation for the difference between independent proportions: comparison of eleven
    methods, Statistics in Medicine 17 (1998) 873-890, method 10: Wilson intervals of both, squared and added.
    """
    one, other = wilson(successes, trials), wilson(other_successes, other_trials)
    if one is None or other is None:
        return None
    rate, other_rate = successes / trials, other_successes / other_trials
    difference = rate - other_rate
    return Interval(
        difference - hypot(rate - one.low, other.high - other_rate),
        difference + hypot(one.high - rate, other_rate - other.low),
    )
