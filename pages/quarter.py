"""How are we doing together?"""

from tandem import words
from tandem.charts import joint_funnel, sourced_by_rule
from tandem.ui import (
    answerable,
    ask,
    behind,
    cards,
    chart,
    finding,
    headlines,
    how_counted,
    moves,
    nothing_to_review,
    review_filters,
    settings,
    show_records,
    since_presented,
    split,
    stamp_line,
    together,
)

filters = review_filters()
trend = ask("question_trend", filters)
questions = headlines(trend, filters)
if questions.get_column("value").null_count() == questions.height:
    nothing_to_review()

with together("quarter_page"):
    finding(words.findings.quarter(questions, settings().currency), "How are we doing together?")
    cards(questions, trend, filters)
    moves(filters)

    left, right = split()
    with left:
        if answerable("funnel_flow"):
            flow = ask("funnel_flow", filters)
            entered = words.conversion.entered(flow)
            chart(
                joint_funnel(flow, height=340),
                f"What entered each stage of the joint funnel, by inflow. {entered}",
                title="The joint funnel",
                note=entered,
                key="quarter_funnel",
                opens=lambda point: show_records("funnel_records", filters, {"stage": point["customdata"]}),
                records=behind("funnel_records", filters, key="funnel_records"),
            )
    with right:
        if answerable("sourced_rules"):
            rules = ask("sourced_rules", filters)
            sourced = words.sourcing.now(rules)
            chart(
                sourced_by_rule(rules),
                f"Share of pipeline by source class under three rules. {sourced}",
                title="Who sourced the pipeline",
                note=sourced,
                key="quarter_sourced",
                opens=lambda point: show_records(
                    "sourced_records", filters, {"source_class": point["customdata"][1]}, rule=point["customdata"][0]
                ),
                records=behind("sourced_records", filters, key="sourced_records"),
            )

    since_presented(filters)

    how_counted("question_trend", "headline_targets", "movement_totals", "funnel_flow", "sourced_rules")
    stamp_line(filters)
