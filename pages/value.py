"""What are our joint efforts worth now?"""

from tandem import words
from tandem.charts import coverage_bars, driver_bars, pipeline_made, value_by_stage
from tandem.ui import (
    answerable,
    ask,
    behind,
    chart,
    facts,
    finding,
    heading,
    headline,
    how_counted,
    nothing_to_review,
    records_button,
    review_filters,
    settings,
    show_records,
    split,
    stamp_line,
    what_if,
)

filters, currency = review_filters(), settings().currency
stages, quota = ask("value_by_stage", filters), ask("coverage_of_quota", filters)
quarters, worth = ask("pipeline_made", filters), headline("value", filters)
if stages.is_empty() and not quarters.tail(1).select("created", "won").sum_horizontal().sum():
    nothing_to_review()

finding(words.value.finding(worth, quota, currency), "What are our joint efforts worth now?")
left, right = split()
with left:
    chart(
        value_by_stage(stages, currency),
        f"Expected value by stage. {words.value.told(stages, currency)}",
        title="Expected value by stage",
        note=words.value.split(worth, stages, currency),
        key="stages_worth",
        opens=lambda point: show_records(
            "value_records", filters, {"record": point["customdata"][0], "stage": point["customdata"][1]}
        ),
        records=behind("value_records", filters, key="value_records"),
    )
with right:
    made = words.value.made(quarters, currency)
    chart(
        pipeline_made(quarters),
        f"Pipeline made and booked in eight quarters. {made}",
        title="Pipeline made and booked",
        note=made,
        key="made",
        opens=lambda point: show_records(
            "pipeline_made_records", filters, {"quarter": point["customdata"]}, quarters="8"
        ),
        records=behind("pipeline_made_records", filters, key="pipeline_made_records", quarters="8"),
    )

covered = words.value.covered(quota, currency)
heading("Coverage of the quota", covered)
left, right = split()
with left:
    chart(
        coverage_bars(quota),
        f"Booked and open amount against the quota. {covered}",
        key="coverage",
        opens=lambda point: show_records("coverage_of_quota_records", filters, {"quarter": point["customdata"]}),
        records=behind("coverage_of_quota_records", filters, key="coverage_of_quota_records"),
    )
with right:
    facts(words.value.quotas(quota, currency))

if answerable("what_if"):
    left, right = split()
    with left:
        heading("What if?", "Move a driver of the quarter; the address keeps where it stands.")
        moved = what_if(filters)
    with right:
        if moved.is_movable:
            chart(
                driver_bars(moved.drivers, height=400),
                f"What each driver adds to the money. {moved.sentence}",
                title=moved.heading,
                note=moved.sentence,
                key="what_if",
                opens=lambda _: show_records("cycle_records", filters, {"period": "asked"}),
                records=behind("cycle_records", filters, key="cycle_records"),
            )
        else:
            heading(moved.heading, moved.sentence)
            records_button("Show the records", "cycle_records", filters, key="cycle_records")

how_counted("value_by_stage", "coverage_of_quota", "pipeline_made", "what_if")
stamp_line(filters)
