"""Who brought it?"""

from tandem import words
from tandem.charts import sourced_by_rule
from tandem.ui import (
    answerable,
    ask,
    behind,
    beside,
    by_place,
    campaigns,
    chart,
    choice,
    credit_settings,
    disputed_deals,
    every_model,
    evidence,
    finding,
    how_counted,
    influenced,
    models,
    nothing_to_review,
    over_quarters,
    paths,
    review_filters,
    rules_disagree,
    show_records,
    split,
    stamp_line,
)

filters = review_filters()
with beside():
    of = choice("Measured on", {"pipeline": "created", "won revenue": "won"}, key="of")
    chosen = credit_settings()
sourcing = {"basis": of.value, **chosen.given("lookback_days", "match")}
rules = ask("sourced_rules", filters, **sourcing)
if not rules.get_column("opportunities").sum():
    nothing_to_review()

finding(words.sourcing.finding(ask("sourced_trend", filters, **sourcing), of.label), "Who brought it?")
left, right = split()
with left:
    agreed = words.credit.agreed(ask("sourced_agreement", filters, **sourcing))
    chart(
        sourced_by_rule(rules),
        f"Share by source class under three rules, with the 18 per cent reference line. {agreed}",
        title=f"Share of {of.label} by source",
        note=f"{words.sourcing.now(rules, of.label)} {agreed}",
        key="rules",
        opens=lambda point: show_records(
            "sourced_records", filters, {"source_class": point["customdata"][1]},
            **sourcing | {"rule": point["customdata"][0]},
        ),
        records=[
            *behind("sourced_records", filters, key="sourced_records", **sourcing | {"rule": "all"}),
            *rules_disagree(filters, sourcing),
        ],
    )  # fmt: skip
with right:
    if answerable("influenced"):
        influenced(filters, chosen)
places = ask("sourced_split", filters, **sourcing)
over_quarters(filters, places, of.label, sourcing)
by_place(filters, places, of.label, sourcing)

if answerable("disputed"):
    disputed_deals(filters, chosen)
every = every_model(filters, chosen)
models(filters, every)
campaigns(filters, every)
if answerable("touches_to_win"):
    paths(filters, chosen)
evidence(filters, chosen)

how_counted(
    "sourced_rules", "sourced_agreement", "sourced_split", "disputed", "influenced", "attribution_models",
    "attribution", "attribution_markov", "attribution_shapley", "attribution_intervals", "campaign_models",
    "path_flows", "touches_to_win", "pipeline_coverage", "evidence_gaps",
)  # fmt: skip
stamp_line(filters)
