"""The figures of speed against the statistics room, and among themselves."""

import polars as pl
import pytest

from tandem.stats import kaplan_meier
from tandem.warehouse import Version
from tests.contracts.asking import Asked, ask

ASKED = [
    Asked(),
    Asked("2026Q2"),
    Asked("2025Q4", regions=("EMEA",)),
    Asked("2026Q1", settings={"leavers": "at_risk"}),
    Asked("2025Q3", segments=("SMB", "(no segment)"), settings={"span_quarters": 1}),
]
STEPS = ("lead", "mql", "sal", "sql", "opportunity")

whatever_is_filtered = pytest.mark.parametrize("asked", ASKED, ids=str)


def without_settings(asked: Asked) -> Asked:
    """The same filters without settings."""
    return Asked(asked.quarter, asked.regions, asked.segments, asked.kinds)


@whatever_is_filtered
def test_the_curve_is_that_of_the_statistics_room(asked: Asked, of_company: Version) -> None:
    records, answer = ask(of_company, "convert_records", asked), ask(of_company, "time_to_convert", asked)
    for stage in STEPS:
        of_stage = records.filter(pl.col("stage") == stage).select("days", "is_converted").rows()
        moments = kaplan_meier(of_stage).moments
        rows = answer.filter(pl.col("stage") == stage).drop("stage").rows()
        assert [row[:4] for row in rows] == [(m.days, m.at_risk, m.converted, m.censored) for m in moments]
        for row, moment in zip(rows, moments, strict=True):
            assert row[4:] == pytest.approx((moment.survival, moment.interval.low, moment.interval.high), abs=1e-9)


@whatever_is_filtered
def test_the_quartiles_are_those_of_the_statistics_room(asked: Asked, of_company: Version) -> None:
    records, answer = ask(of_company, "convert_records", asked), ask(of_company, "time_to_convert_summary", asked)
    assert tuple(answer["stage"]) == STEPS
    for stage, p25, median, p75 in answer.select("stage", "p25_days", "median_days", "p75_days").rows():
        of_stage = records.filter(pl.col("stage") == stage).select("days", "is_converted").rows()
        assert (p25, median, p75) == kaplan_meier(of_stage).quartiles


@whatever_is_filtered
def test_whoever_is_followed_converted_or_left_or_is_open(asked: Asked, of_company: Version) -> None:
    answer = ask(of_company, "time_to_convert_summary", asked)
    parts = answer.select(pl.sum_horizontal("converted", "left_funnel", "still_open"))
    assert parts.to_series().to_list() == answer["entered"].to_list()


@whatever_is_filtered
def test_the_drivers_sum_to_the_change_of_the_speed(asked: Asked, of_company: Version) -> None:
    filters = without_settings(asked)
    speeds = dict(ask(of_company, "pipeline_velocity", filters).select("period", "velocity").rows())
    drivers = ask(of_company, "velocity_drivers", filters)
    for against in set(drivers["against"]):
        parts = drivers.filter(pl.col("against") == against)["part"]
        if parts.null_count() == 0:
            assert parts.sum() == pytest.approx(speeds["asked"] - speeds[against])


@whatever_is_filtered
def test_stuck_deals_are_the_stuck_band_of_the_ageing(asked: Asked, of_company: Version) -> None:
    filters = without_settings(asked)
    stuck = ask(of_company, "stuck_deals", filters)
    bands = ask(of_company, "stage_ageing", filters).filter(
        (pl.col("process") == "sales") & (pl.col("band") == "stuck")
    )
    assert (stuck.height, stuck["amount"].sum()) == (bands["records"].sum(), bands["amount"].sum())


@pytest.mark.parametrize("quarter", ["2026Q2", "2025Q4"])
def test_what_is_stuck_in_each_region_sums_to_what_is_stuck(quarter: str, of_company: Version) -> None:
    regions = ("AMER", "APAC", "EMEA", "(no region)")
    parts = [ask(of_company, "stuck_deals", Asked(quarter, regions=(region,))).height for region in regions]
    assert sum(parts) == ask(of_company, "stuck_deals", Asked(quarter)).height
