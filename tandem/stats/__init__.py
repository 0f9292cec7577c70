"""Statistics that SQL cannot do: intervals, how long things take, and credit by Markov chains and Shapley values."""

from tandem.stats.bootstrap import DRAWS, percentile_intervals, redrawn
from tandem.stats.intervals import Interval, newcombe, wilson
from tandem.stats.markov import normalised, removal_effects
from tandem.stats.resampling import bootstrap
from tandem.stats.shapley import group_smallest, shapley_shares
from tandem.stats.sharing import shared_out
from tandem.stats.survival import Curve, Moment, kaplan_meier

__all__ = [
    "DRAWS",
    "Curve",
    "Interval",
    "Moment",
    "bootstrap",
    "group_smallest",
    "kaplan_meier",
    "newcombe",
    "normalised",
    "percentile_intervals",
    "redrawn",
    "removal_effects",
    "shapley_shares",
    "shared_out",
    "wilson",
]
