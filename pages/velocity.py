"""How fast?"""

from tandem import words
from tandem.charts import ageing, days_in_stage
from tandem.ui import (
    ask,
    behind,
    chart,
    choice,
    curves,
    finding,
    heading,
    headline,
    how_counted,
    journeys_of,
    listing,
    nothing_to_review,
    records_button,
    review_filters,
    settings,
    show_records,
    side_by_side,
    split,
    stamp_line,
    velocity_drivers,
)

filters, currency = review_filters(), settings().currency
stuck, speeds = ask("stuck_deals", filters), ask("pipeline_velocity", filters)
with side_by_side():
    against = choice(
        "Compared with",
        {"against the quarter before": "previous", "against the year before": "year_ago"},
        key="against",
    )
    process = choice("Stages", {"stages of the funnel": "funnel", "stages of sales": "sales"}, key="stages")
stays, ages = (words.velocity.of(ask(name, filters), process.value) for name in ("days_in_stage", "stage_ageing"))
if stays.is_empty() and ages.is_empty():
    nothing_to_review()

finding(words.velocity.finding(headline("velocity", filters), stuck, currency), "How fast?")
left, right = split()
with left:
    curves(filters)
with right:
    heading("What moved the pipeline’s velocity", words.flow.flow(speeds, against.value, currency))
    velocity_drivers(filters, against)
    listing(words.flow.flow_table(speeds, currency), numbers=words.flow.FLOW_NUMBERS, empty="Nothing closed.")

left, right = split()
with left:
    longest = words.velocity.longest_stay(stays)
    chart(
        days_in_stage(stays),
        f"Days in each of the {process.label}: median, P75, P90. {longest}",
        title="Days in stage",
        note=longest,
        key="stays",
        records=behind("stay_records", filters, key="stay_records"),
    )
with right:
    oldest = words.velocity.ageing(ages)
    chart(
        ageing(ages),
        f"Open records in each of the {process.label} by how long they have been there. {oldest}",
        title="Open on the last day, by age",
        note=oldest,
        key="ages",
        opens=lambda point: show_records(
            "ageing_records",
            filters,
            {"process": process.value, "stage": point["customdata"][0], "band": point["customdata"][1]},
        ),
        records=behind("ageing_records", filters, key="ageing_records"),
    )

heading("Stuck deals", words.velocity.stuck_list(stuck, currency))
listing(
    words.velocity.stuck_table(stuck, currency),
    numbers=words.velocity.NUMBERS,
    empty="No deal is stuck.",
    links=journeys_of(stuck),
)
records_button("Show all stuck deals", "stuck_deals", filters, key="stuck_deals")

how_counted("time_to_convert", "pipeline_velocity", "velocity_drivers", "days_in_stage", "stage_ageing", "stuck_deals")
stamp_line(filters)
