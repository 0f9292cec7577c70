"""The parts of the page Conversion below its funnel: against another quarter, by source, cohorts, leaks."""

from collections.abc import Mapping

import polars as pl

from tandem import words
from tandem.charts import cohort_map, leads_by, leak_bars, step_change, steps_by_region, what_became
from tandem.domain import Filters
from tandem.ui.opening import answerable, ask, settings
from tandem.ui.parts import Choice, chart, choice, heading
from tandem.ui.records import records_button, show_records


def by_region(funnel: pl.DataFrame, regions: Mapping[str, pl.DataFrame], filters: Filters, within: str) -> None:
    """Each region's steps against the company's, where there is more than one region."""
    if len(regions) < 2:
        return
    heading(
        "By region",
        "Each region against the company (dotted). In colour: the 95 % interval leaves out the company’s figure.",
    )
    chart(
        steps_by_region(funnel, regions),
        "Share that moved on at each step by region, against the company",
        key="regions",
        opens=lambda point: show_records(
            "funnel_records",
            filters,
            {"region": point["customdata"][0], "stage": point["customdata"][1]},
            within_days=within,
        ),
    )


def compared(filters: Filters, within: str, against: Choice) -> None:
    """Each step against another quarter, with the interval of its change."""
    steps = ask("funnel_compare", filters, within_days=within)
    said = words.conversion.compared(steps, against.value)
    heading(f"Each step {against.label}", said)
    chart(
        step_change(steps, against.value),
        f"Change of each step {against.label}, in points, with its 95 per cent interval. {said}",
        key="compared",
        opens=lambda point: show_records("funnel_records", filters, {"stage": point["customdata"]}, within_days=within),
    )
    records_button("Show the table", "funnel_compare", filters, key="funnel_compare", within_days=within)


def conserved(filters: Filters) -> None:
    """What became of everything that entered a stage."""
    flow = ask("funnel_flow", filters)
    said = words.conversion.conserved(flow)
    heading("What became of them", said)
    chart(
        what_became(flow),
        f"What entered each stage, as moved on, still there and left. {said}",
        key="became",
        opens=lambda point: show_records("funnel_records", filters, {"stage": point["customdata"]}),
    )
    records_button("Show the table", "funnel_flow", filters, key="funnel_flow")


def by_dimension(filters: Filters) -> None:
    """Leads won to date by where they come from."""
    by = choice("Leads", words.conversion.BY, key="by")
    heading(f"Leads won to date, {by.label}", "Of the leads created in the quarter, with the 95 % interval.")
    chart(
        leads_by(ask("funnel_by", filters, by=by.value, stage="lead"), by.value),
        f"Share of the quarter’s leads won to date, {by.label}",
        key="groups",
        opens=lambda point: show_records("lead_records", filters, {by.value: point["customdata"]}),
    )
    records_button("Show the table", "funnel_by", filters, key="funnel_by", by=by.value)


def cohorts(filters: Filters) -> None:
    """Each month's leads by the months they had."""
    until = choice("Until", words.conversion.UNTIL, key="until")
    months = ask("cohorts", filters, until=until.value)
    said = words.conversion.cohorts(months)
    heading(f"Cohorts by month, {until.label}", said)
    chart(cohort_map(months), f"Share of each month’s leads {until.label} by months since. {said}", key="cohorts")
    records_button("Show the records", "cohort_records", filters, key="cohort_records", until=until.value)


def leaking(filters: Filters) -> None:
    """Where what could have become business goes, in expected money."""
    if not answerable("leaks"):
        return
    leaks, currency = ask("leaks", filters), settings().currency
    said = words.conversion.leaks(leaks, currency)
    heading("The leaks", said)
    chart(
        leak_bars(leaks, currency),
        f"Expected value lost by place and reason. {said}",
        key="leaks",
        opens=lambda point: show_records(
            "leak_records", filters, {"place": point["customdata"][0], "reason": point["customdata"][1]}
        ),
    )
    records_button("Show the records", "leak_records", filters, key="leak_records")
