"""What do buyers get to see?"""

from tandem import words
from tandem.charts import unused_by_kind, unused_share
from tandem.ui import (
    ask,
    assets,
    behind,
    chart,
    facts,
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

filters, currency = review_filters(), settings().currency
summary = ask("collateral_summary", filters)
usage, kinds = ask("asset_usage", filters), ask("unused_by_kind", filters)
if not summary.item(0, "available"):
    nothing_to_review()

finding(words.findings.collateral(summary.row(0, named=True), currency), "What do buyers get to see?")
left, right = split()
with left:
    shares = ask("unused_share", filters)
    chart(
        unused_share(words.assets.shares(shares, currency)),
        "Unused share of collateral by count and by cost, with the 70 per cent reference line",
        title="Unused, by count and by cost",
        note=words.assets.weighed(shares),
        key="unused",
        opens=lambda _: show_records("asset_usage", filters, {"unused": True}),
        records=behind("asset_usage", filters, key="unused_records"),
    )
    facts(words.assets.facts(summary.row(0, named=True)))
with right:
    idlest = words.assets.idlest(kinds, currency)
    chart(
        unused_by_kind(kinds),
        f"Available and unused assets by kind. {idlest}",
        title="By kind",
        note=idlest,
        key="kinds",
        opens=lambda point: show_records("asset_usage", filters, {"kind": point["customdata"], "unused": True}),
        records=behind("unused_by_kind", filters, key="kinds_table", label="Show the table"),
    )

left, right = split()
with left:
    heading("Most used", words.assets.concentration(usage))
    assets(words.assets.most_used(usage), ("uses", "sellers", "opportunities"))
with right:
    heading("Costliest unused", words.assets.idle_money(usage, currency))
    assets(words.assets.costliest_unused(usage), ("cost", "last_used_on"))
records_button("Show the records", "asset_usage", filters, key="asset_usage")

how_counted("collateral_summary", "unused_share", "unused_by_kind", "asset_usage")
stamp_line(filters)
