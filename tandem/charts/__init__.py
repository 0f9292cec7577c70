"""How an answer looks: functions from a frame to a figure, a plain dictionary that Plotly draws."""

from tandem.charts.attribution import sourced_by_rule
from tandem.charts.channels import channel_return
from tandem.charts.collateral import unused_by_kind, unused_share
from tandem.charts.conversion import cohort_map, leads_by, leak_bars, step_change
from tandem.charts.coverage import coverage_bars
from tandem.charts.drivers import Driver, driver_bars
from tandem.charts.funnel import joint_funnel, step_conversion
from tandem.charts.influence import influence
from tandem.charts.journey import journey
from tandem.charts.look import COLOURS, TEMPLATE, Figure
from tandem.charts.models import models_by_channel
from tandem.charts.paths import path_sankey, to_win
from tandem.charts.reach import buying_group, reach_by_side, reach_map
from tandem.charts.regions import steps_by_region
from tandem.charts.returns import cost_per_step, spend_and_return
from tandem.charts.rows import is_rows
from tandem.charts.sourcing import sourced_places, sourced_quarters
from tandem.charts.sparkline import sparkline
from tandem.charts.stages import conserving_funnel, maturity_bars
from tandem.charts.value import pipeline_made, value_by_stage
from tandem.charts.velocity import ageing, days_in_stage, time_to_convert
from tandem.charts.walks import top_paths

__all__ = [
    "COLOURS",
    "TEMPLATE",
    "Driver",
    "Figure",
    "ageing",
    "buying_group",
    "channel_return",
    "cohort_map",
    "conserving_funnel",
    "cost_per_step",
    "coverage_bars",
    "days_in_stage",
    "driver_bars",
    "influence",
    "is_rows",
    "joint_funnel",
    "journey",
    "leads_by",
    "leak_bars",
    "maturity_bars",
    "models_by_channel",
    "path_sankey",
    "pipeline_made",
    "reach_by_side",
    "reach_map",
    "sourced_by_rule",
    "sourced_places",
    "sourced_quarters",
    "sparkline",
    "spend_and_return",
    "step_change",
    "step_conversion",
    "steps_by_region",
    "time_to_convert",
    "to_win",
    "top_paths",
    "unused_by_kind",
    "unused_share",
    "value_by_stage",
]
