"""Statistics: how sure a rate or a figure can be, and how long things take that have not all happened yet."""

from tandem.stats.bootstrap import bootstrap
from tandem.stats.intervals import Interval, newcombe, wilson
from tandem.stats.survival import Curve, Moment, kaplan_meier

__all__ = ["Curve", "Interval", "Moment", "bootstrap", "kaplan_meier", "newcombe", "wilson"]
