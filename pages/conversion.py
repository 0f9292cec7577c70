"""How much turns into business?"""

from tandem import words
from tandem.charts import joint_funnel, step_conversion
from tandem.ui import (
    ask,
    ask_by_region,
    by_dimension,
    by_region,
    chart,
    choice,
    cohorts,
    compared,
    conserved,
    finding,
    heading,
    how_counted,
    leaking,
    nothing_to_review,
    records_button,
    review_filters,
    show_records,
    side_by_side,
    split,
    stamp_line,
)

filters = review_filters()
with side_by_side():
    within = choice("Counted", {"within 90 days": "90", "within 180 days": "180", "to date": "all"}, key="counted")
    against = choice("Compared with", words.names.AGAINST, key="against")
funnel = ask("funnel", filters, within_days=within.value)
if not funnel.get_column("entered").sum():
    nothing_to_review()
regions = ask_by_region("funnel_by_region", filters, within_days=within.value)

finding(words.findings.conversion(funnel, within.label, regions), "How much turns into business?")
left, right = split()
with left:
    heading("The joint funnel", "What entered each stage in the quarter, from leads and opened by sales.")
    chart(
        joint_funnel(ask("funnel_flow", filters)),
        "Records that entered each stage of the joint funnel in the quarter, by inflow",
        key="funnel",
        opens=lambda point: show_records(
            "funnel_records", filters, {"stage": point["customdata"]}, within_days=within.value
        ),
    )
with right:
    heading(
        f"Moved on {within.label}", words.findings.maturity(ask("funnel_maturity", filters, within_days=within.value))
    )
    chart(
        step_conversion(funnel),
        "Share that moved on at each step with its 95 per cent interval",
        key="steps",
        opens=lambda point: show_records(
            "funnel_records", filters, {"stage": point["customdata"]}, within_days=within.value
        ),
    )
records_button("Show the records", "funnel_records", filters, key="funnel_records", within_days=within.value)

by_region(funnel, regions, filters, within.value)
left, right = split()
with left:
    compared(filters, within.value, against)
with right:
    conserved(filters)
left, right = split()
with left:
    by_dimension(filters)
with right:
    cohorts(filters)
leaking(filters)

how_counted("funnel", "funnel_flow", "funnel_maturity", "funnel_compare", "funnel_by", "cohorts", "leaks")
stamp_line(filters)
