"""Who brought it?"""

from tandem import words
from tandem.charts import credit_by_channel, sourced_by_rule, sourced_trend
from tandem.ui import (
    answerable,
    ask,
    chart,
    deals,
    finding,
    heading,
    how_counted,
    nothing_to_review,
    records_button,
    review_filters,
    settings,
    show_records,
    split,
    stamp_line,
)

filters = review_filters()
rules, trend = ask("sourced_rules", filters), ask("sourced_trend", filters)
if not rules.get_column("opportunities").sum():
    nothing_to_review()

finding(words.findings.sourced(trend), "Who brought it?")
left, right = split()
with left:
    heading("Share of pipeline by source", "Three rules over the same deals. Dotted: a reference, not a target.")
    chart(
        sourced_by_rule(rules),
        "Share of pipeline by source class under three rules, with the 18 per cent reference line",
        key="rules",
        opens=lambda point: show_records(
            "sourced_records", filters, {"source_class": point["customdata"][1]}, rule=point["customdata"][0]
        ),
    )
with right:
    heading("Marketing sourced, eight quarters", "Share of the pipeline created in each quarter.")
    chart(sourced_trend(trend), "Marketing sourced share of pipeline over eight quarters, by rule", key="trend")
records_button("Show the records", "sourced_records", filters, key="sourced_records", rule="all")

if answerable("attribution_models"):
    models = ask("attribution_models", filters)
    heading("Credit by channel", words.findings.spread(models, settings().currency))
    chart(
        credit_by_channel(models),
        "Pipeline credited to each channel by first touch, linear and last touch",
        key="channels",
        opens=lambda point: show_records("attribution_records", filters, {"channel": point["customdata"]}, model="all"),
    )
    records_button("Show the records", "attribution_records", filters, key="attribution_records", model="all")

if answerable("disputed"):
    disputed = ask("disputed", filters)
    heading("Disputed deals", words.findings.disputed(disputed, settings().currency))
    deals(words.findings.largest(disputed, 8))
    records_button("Show all disputed deals", "disputed", filters, key="disputed")

how_counted("sourced_rules", "sourced_trend", "attribution_models", "disputed")
stamp_line(filters)
