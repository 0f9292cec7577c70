"""How long until something happens, when for some it has not happened yet."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log, sqrt

from tandem.stats.intervals import Interval, Z


@dataclass(frozen=True)
class Moment:
    """A number of days after which some converted, or were seen for the last time."""

    days: int
    at_risk: int
    converted: int
    censored: int
    survival: float
    interval: Interval


@dataclass(frozen=True)
class Curve:
    """A Kaplan–Meier curve: its moments by their days; flat between them."""

    moments: tuple[Moment, ...]

    def days_until(self, share: float) -> int | None:
        """The first day by the end of which that share has converted; None when the curve stays above it."""
        reached = (moment.days for moment in self.moments if moment.survival <= 1 - share + 1e-12)
        return next(reached, None)

    @property
    def median(self) -> int | None:
        """The days after which half have converted, None when fewer have."""
        return self.days_until(0.5)

    @property
    def quartiles(self) -> tuple[int | None, int | None, int | None]:
        """The days after which a quarter, half and three quarters have converted."""
        return self.days_until(0.25), self.median, self.days_until(0.75)


def kaplan_meier(followed: Iterable[tuple[int, bool]]) -> Curve:
    """The curve of records followed for so many days each, until they converted (true) or were last seen (false).

    Source: E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations, Journal of the American
    Statistical Association 53 (1958) 457-481; variance by M. Greenwood, The errors of sampling of the survivorship
    tables (1926), its interval on the scale log(-log), between 0 and 1: J. D. Kalbfleisch and R. L. Prentice, The
    Statistical Analysis of Failure Time Data (1980). `queries/ask/time_to_convert.sql` says the same in SQL.
    """
    counts = Counter(followed)
    at_risk = counts.total()
    survival, greenwood = 1.0, 0.0
    moments: list[Moment] = []
    for days in sorted({days for days, _ in counts}):
        converted, censored = counts[days, True], counts[days, False]
        survival *= 1 - converted / at_risk
        if survival > 0:
            greenwood += converted / (at_risk * (at_risk - converted))
        moments.append(Moment(days, at_risk, converted, censored, survival, around(survival, greenwood)))
        at_risk -= converted + censored
    return Curve(tuple(moments))


def around(survival: float, greenwood: float) -> Interval:
    """The interval of a survival; the survival itself where nobody or everybody has converted."""
    if not 0 < survival < 1:
        return Interval(survival, survival)
    reach = Z * sqrt(greenwood) / -log(survival)
    return Interval(survival ** exp(reach), survival ** exp(-reach))
