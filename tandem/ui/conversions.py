"""The parts of the page Conversion below its funnel: against another quarter, by source, cohorts, leaks."""

from collections.abc import Mapping

import polars as pl
import streamlit as st

from tandem import words
from tandem.charts import (
    cohort_map,
    conserving_funnel,
    leads_by,
    leak_bars,
    maturity_bars,
    step_change,
    step_conversion,
    steps_by_region,
)
from tandem.domain import Filters
from tandem.ui.opening import answerable, ask, review, settings
from tandem.ui.parts import Choice, chart, choice, heading
from tandem.ui.records import behind, show_records

MOST_REGIONS = 12


def steps_of(filters: Filters, counted: Choice) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
    """Every step of the company, and of each region by itself, in the order in which regions are offered."""
    answer = ask("funnel_steps", filters, **words.bases.given(counted.value))
    every = {str(region): steps for (region,), steps in answer.partition_by("region", as_dict=True).items()}
    offered = filters.regions or review().options.regions
    return every["(all)"], {region: every[region] for region in offered[:MOST_REGIONS] if region in every}


def joint(filters: Filters) -> None:
    """Both inflows in one picture that conserves: where everything that entered a stage is now."""
    flow = ask("funnel_flow", filters)
    said = words.conversion.conserved(flow)
    chart(
        conserving_funnel(flow),
        f"What entered each stage in the quarter, as moved on, still there and left. {said}",
        title="The joint funnel, where each record is now",
        note=said,
        key="funnel",
        opens=lambda point: show_records("funnel_records", filters, {"stage": point["customdata"]}, within_days="all"),
        records=behind("funnel_flow", filters, key="funnel_flow", label="Show the table"),
    )


def steps(company: pl.DataFrame, filters: Filters, counted: Choice) -> None:
    """Every step with its interval, under the name of the way it is counted."""
    given = words.bases.given(counted.value)
    name, said = words.bases.heading(counted.value, counted.label), words.bases.narrowest(company, counted.value)
    chart(
        step_conversion(company, height=460),
        f"{name}, with its 95 per cent interval. {said}",
        title=name,
        note=said,
        key="steps",
        opens=lambda point: show_records("funnel_records", filters, {"stage": point["customdata"]}, **given),
        records=behind("funnel_records", filters, key="funnel_records", **given),
    )


def by_region(company: pl.DataFrame, regions: Mapping[str, pl.DataFrame], filters: Filters, counted: Choice) -> None:
    """Each region's steps against the company's, where there is more than one region."""
    if len(regions) < 2:
        return
    given = words.bases.given(counted.value)
    said = words.bases.regions(words.findings.standout(company, regions))
    chart(
        steps_by_region(company, regions),
        f"Share that moved on at each step by region, against the company. {said}",
        title=f"{words.bases.heading(counted.value, counted.label)}, by region",
        note=said,
        key="regions",
        opens=lambda point: show_records(
            "funnel_records", filters, {"region": point["customdata"][0], "stage": point["customdata"][1]}, **given
        ),
        records=behind("funnel_records", filters, key="region_records", **given),
    )


def compared(filters: Filters, counted: str, against: Choice) -> None:
    """Each step against another quarter, with the interval of its change."""
    within = words.bases.days_of(counted)
    steps = ask("funnel_compare", filters, within_days=within)
    said = words.conversion.compared(steps, against.value)
    name = f"Moved on {words.bases.within(counted)}, {against.label}"
    if not words.conversion.is_comparable(steps, against.value):
        heading(name, words.conversion.incomparable(has_quarter=filters.quarter is not None))
        return
    chart(
        step_change(steps, against.value),
        f"{name}: change of each step in points, with its 95 per cent interval. {said}",
        title=name,
        note=said,
        key="compared",
        opens=lambda point: show_records("funnel_records", filters, {"stage": point["customdata"]}, within_days=within),
        records=behind("funnel_compare", filters, key="funnel_compare", label="Show the table", within_days=within),
    )


def maturity(filters: Filters, counted: str) -> None:
    """How many of each stage's cohort are old enough to judge, the others hatched."""
    within = "90" if words.bases.days_of(counted) == "all" else words.bases.days_of(counted)
    stages = ask("funnel_maturity", filters, within_days=within)
    said = words.bases.maturity(stages)
    chart(
        maturity_bars(stages),
        f"How many records of each stage are old enough to judge after {within} days. {said}",
        title=f"Who had the {within} days",
        note=said,
        key="maturity",
        opens=lambda point: show_records("funnel_records", filters, {"stage": point["customdata"]}, within_days=within),
        records=behind("funnel_maturity", filters, key="funnel_maturity", label="Show the table", within_days=within),
    )


def by_dimension(filters: Filters) -> None:
    """Leads won to date by where they come from."""
    place = st.container()
    by = choice("Leads", words.conversion.BY, key="by")
    groups = ask("funnel_by", filters, by=by.value, stage="lead")
    young = dict(ask("group_maturity", filters, by=by.value).select(by.value, "immature").iter_rows())
    said = f"{words.conversion.groups(groups, by.value)} {words.conversion.still_rising(groups, young)}".strip()
    with place:
        heading(f"Leads won to date, {by.label}", said)
    chart(
        leads_by(groups, by.value, young),
        f"Share of the period’s leads won to date, {by.label}, with its 95 per cent interval. {said}",
        key="groups",
        opens=lambda point: show_records("lead_records", filters, {by.value: point["customdata"]}),
        records=behind("funnel_by", filters, key="funnel_by", label="Show the table", by=by.value),
    )


def cohorts(filters: Filters) -> None:
    """Each month's leads by the months they had."""
    place = st.container()
    until = choice("Until", words.conversion.UNTIL, key="until")
    months = ask("cohorts", filters, until=until.value)
    said = words.conversion.cohorts(months)
    with place:
        heading(f"Cohorts by month, {until.label}", said)
    chart(
        cohort_map(months),
        f"Share of each month’s leads {until.label} by months since. {said}",
        key="cohorts",
        opens=lambda point: show_records("cohort_records", filters, {"month": point["customdata"]}, until=until.value),
        records=behind("cohort_records", filters, key="cohort_records", until=until.value),
    )


def leaking(filters: Filters) -> None:
    """Where what could have become business goes, in expected money."""
    if not answerable("leaks"):
        return
    leaks, currency = ask("leaks", filters), settings().currency
    said = words.conversion.leaks(leaks, currency)
    chart(
        leak_bars(leaks, currency),
        f"Expected value lost by place and reason. {said}",
        title="The leaks",
        note=said,
        key="leaks",
        opens=lambda point: show_records(
            "leak_records", filters, {"place": point["customdata"][0], "reason": point["customdata"][1]}
        ),
        records=behind("leak_records", filters, key="leak_records"),
    )
