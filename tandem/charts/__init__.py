"""How an answer looks: functions from a frame to a figure, a plain dictionary that Plotly draws."""

from tandem.charts.attribution import credit_by_channel, sourced_by_rule
from tandem.charts.collateral import unused_by_kind, unused_share
from tandem.charts.funnel import joint_funnel, step_conversion
from tandem.charts.look import COLOURS, Figure
from tandem.charts.regions import steps_by_region
from tandem.charts.sparkline import sparkline
from tandem.charts.trend import sourced_trend

__all__ = [
    "COLOURS",
    "Figure",
    "credit_by_channel",
    "joint_funnel",
    "sourced_by_rule",
    "sourced_trend",
    "sparkline",
    "step_conversion",
    "steps_by_region",
    "unused_by_kind",
    "unused_share",
]
