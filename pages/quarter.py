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
    how_counted,
    moves,
    nothing_to_review,
    review_filters,
    settings,
    show_records,
    split,
    stamp_line,
)

filters = review_filters()
trend = ask("question_trend", filters)
questions = words.findings.headlines(trend)
if questions.get_column("value").is_null().all():
    nothing_to_review()

finding(words.findings.quarter(questions, settings().currency), "How are we doing together?")
cards(questions, trend, filters)
moves(filters)

left, right = split()
with left:
    heading("The joint funnel", "What entered each stage in the quarter, from leads and opened by sales.")
    if answerable("funnel_flow"):
        chart(
            joint_funnel(ask("funnel_flow", filters), height=330),
            "Records that entered each stage of the joint funnel in the quarter, by inflow",
            key="quarter_funnel",
            opens=lambda point: show_records("funnel_records", filters, {"stage": point["customdata"]}),
        )
with right:
    heading("Who sourced the pipeline", "Share of the pipeline created in the quarter, under three rules.")
    if answerable("sourced_rules"):
        chart(
            sourced_by_rule(ask("sourced_rules", filters)),
            "Share of pipeline by source class under three rules, with the 18 per cent reference line",
            key="quarter_sourced",
            opens=lambda point: show_records(
                "sourced_records", filters, {"source_class": point["customdata"][1]}, rule=point["customdata"][0]
            ),
        )

how_counted("question_trend", "movement_totals", "funnel_flow", "sourced_rules")
stamp_line(filters)
