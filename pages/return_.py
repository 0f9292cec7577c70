"""What comes back?"""

from tandem import words
from tandem.charts import cost_per_step, spend_and_return
from tandem.ui import (
    answerable,
    ask,
    behind,
    channel_returns,
    chart,
    choice,
    facts,
    finding,
    how_counted,
    nothing_to_review,
    review_filters,
    settings,
    show_records,
    side_by_side,
    spend_gaps,
    split,
    stamp_line,
)

filters, currency = review_filters(), settings().currency
with side_by_side():
    lag = choice("Spend counted", words.returns.LAGS, key="lag")
    of = choice("Whose spend", words.returns.SPENDERS, key="spend")
quarters = ask("spend_and_return", filters, lag_quarters=lag.value)
costs = ask("cost_per_step", filters, lag_quarters=lag.value, spend_of=of.value)
if not quarters.tail(1).select("spend", "won_amount").fill_null(0).sum_horizontal().sum():
    nothing_to_review()

joint = ask("cost_per_step", filters, lag_quarters=lag.value)
finding(words.returns.finding(quarters, joint, currency), "What comes back?")
facts([words.returns.NO_SEGMENT] if filters.segments else [])
left, right = split()
with left:
    chart(
        spend_and_return(quarters),
        f"Spend of both sides and amount won by quarter; net return: {words.returns.told(quarters)}",
        title="Spend against revenue",
        note=words.returns.spent_and_won(quarters, lag.label, currency),
        key="quarters",
        opens=lambda _: show_records("return_records", filters, lag_quarters=lag.value),
        records=behind("return_records", filters, key="return_records", lag_quarters=lag.value),
    )
with right:
    chart(
        cost_per_step(costs, currency),
        f"Spend {of.label} for each record that reached a step, with the quarter before",
        title=f"Cost per step, spend {of.label}",
        note=words.returns.dearer(costs),
        key="costs",
        opens=lambda point: show_records(
            "cost_records",
            filters,
            {"period": "asked", "step": point["customdata"]},
            lag_quarters=lag.value,
            spend_of=of.value,
        ),
        records=behind("cost_records", filters, key="cost_records", lag_quarters=lag.value, spend_of=of.value),
    )

if answerable("channel_return"):
    channel_returns(filters, lag.value)

spend_gaps(filters)

how_counted(
    "spend_and_return", "cost_per_step", "channel_return", "channel_return_intervals", "attribution_markov",
    "attribution_shapley", "spend_gaps",
)  # fmt: skip
stamp_line(filters)
