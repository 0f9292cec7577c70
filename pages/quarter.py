"""How are we doing together?"""

from tandem import words
from tandem.charts import joint_funnel, sourced_by_rule
from tandem.ui import (
    answerable,
    ask,
    cards,
    chart,
    finding,
    heading,
    headlines,
    how_counted,
    moves,
    nothing_to_review,
    records_button,
    review_filters,
    settings,
    show_records,
    since_presented,
    split,
    stamp_line,
)

filters = review_filters()
trend = ask("question_trend", filters)
questions = headlines(trend, filters)
if questions.get_column("value").is_null().all():
    nothing_to_review()

finding(words.findings.quarter(questions, settings().currency), "How are we doing together?")
cards(questions, trend, filters)
moves(filters)

left, right = split()
with left:
    if answerable("funnel_flow"):
        flow = ask("funnel_flow", filters)
        heading("The joint funnel", words.conversion.entered(flow))
        chart(
            joint_funnel(flow, height=340),
            f"What entered each stage of the joint funnel, by inflow. {words.conversion.entered(flow)}",
            key="quarter_funnel",
            opens=lambda point: show_records("funnel_records", filters, {"stage": point["customdata"]}),
        )
        records_button("Show the records", "funnel_records", filters, key="funnel_records")
with right:
    if answerable("sourced_rules"):
        rules = ask("sourced_rules", filters)
        heading("Who sourced the pipeline", words.sourcing.now(rules))
        chart(
            sourced_by_rule(rules),
            f"Share of pipeline by source class under three rules. {words.sourcing.now(rules)}",
            key="quarter_sourced",
            opens=lambda point: show_records(
                "sourced_records", filters, {"source_class": point["customdata"][1]}, rule=point["customdata"][0]
            ),
        )
        records_button("Show the records", "sourced_records", filters, key="sourced_records")

since_presented(filters)

how_counted("question_trend", "headline_targets", "movement_totals", "funnel_flow", "sourced_rules")
stamp_line(filters)
