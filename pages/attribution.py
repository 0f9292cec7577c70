"""Who brought it?"""

from tandem import words
from tandem.charts import sourced_by_rule, sourced_trend
from tandem.ui import (
    answerable,
    ask,
    beside,
    by_place,
    campaigns,
    chart,
    choice,
    credit_settings,
    disputed_and_influenced,
    evidence,
    finding,
    heading,
    how_counted,
    models,
    nothing_to_review,
    paths,
    records_button,
    review_filters,
    show_records,
    split,
    stamp_line,
)

filters = review_filters()
with beside():
    of = choice("Measured on", {"pipeline": "created", "won revenue": "won"}, key="of")
    chosen = credit_settings()
sourcing = {"basis": of.value, **chosen.given("lookback_days", "match")}
rules, trend = ask("sourced_rules", filters, **sourcing), ask("sourced_trend", filters, **sourcing)
if not rules.get_column("opportunities").sum():
    nothing_to_review()

finding(words.findings.sourced(trend, of.label), "Who brought it?")
left, right = split()
with left:
    heading(f"Share of {of.label} by source", "Three rules over the same deals. Dotted: a reference, not a target.")
    chart(
        sourced_by_rule(rules),
        "Share by source class under three rules, with the 18 per cent reference line",
        key="rules",
        opens=lambda point: show_records(
            "sourced_records", filters, {"source_class": point["customdata"][1]},
            **sourcing | {"rule": point["customdata"][0]},
        ),
    )  # fmt: skip
with right:
    heading("Marketing sourced, eight quarters", f"Share of the {of.label} of each quarter.")
    chart(sourced_trend(trend), "Marketing sourced share over eight quarters, by rule", key="trend")
by_place(filters, of.label, sourcing)
records_button("Show the records", "sourced_records", filters, key="sourced_records", **sourcing | {"rule": "all"})

if answerable("influenced"):
    disputed_and_influenced(filters, chosen)
models(filters, chosen)
campaigns(filters, chosen)
if answerable("touches_to_win"):
    paths(filters, chosen)
evidence(filters, chosen)

how_counted(
    "sourced_rules", "disputed", "influenced", "attribution_models", "attribution", "attribution_campaigns",
    "path_flows", "touches_to_win", "pipeline_coverage",
)  # fmt: skip
stamp_line(filters)
