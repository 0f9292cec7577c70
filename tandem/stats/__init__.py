"""Intervals: how sure a rate, or a difference of two rates, can be."""

from tandem.stats.intervals import Interval, newcombe, wilson

__all__ = ["Interval", "newcombe", "wilson"]
