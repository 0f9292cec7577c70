"""How did this deal come about?"""

from tandem import words
from tandem.charts import journey
from tandem.ui import (
    ask,
    behind,
    chart,
    credit_settings,
    credit_table,
    finding,
    heading,
    how_counted,
    no_such_deal,
    opportunity_asked,
    pieces,
    review_filters,
    rules_of_deal,
    settings,
    show_records,
    stamp_line,
)

filters, opportunity_id = review_filters(), opportunity_asked()
found = ask("deal_summary", filters, opportunity_id=opportunity_id)
if found.is_empty():
    no_such_deal(opportunity_id, filters)
deal = found.row(0, named=True)

finding(words.journey.title(deal, settings().currency), "How did this deal come about?")
pieces(words.journey.about(deal))
chosen = credit_settings()
asked = {"opportunity_id": opportunity_id, **chosen.models}
events = ask("journey", filters, **asked)
names = words.journey.names(ask("deal_members", filters, opportunity_id=opportunity_id, **chosen.given("match")))
rules = ask("deal_rules", filters, opportunity_id=opportunity_id, **chosen.given("lookback_days", "match"))

chart(
    journey(events, names),
    "Touches, sales activities, collateral and changes of stage of this deal on one time axis, a row per person",
    title="The journey",
    note=words.journey.journey(events),
    key="journey",
    opens=lambda point: show_records("journey", filters, {"record_id": point["customdata"]}, **asked),
    records=behind("journey", filters, key="journey_records", label="Show every event", **asked),
)

heading("Whose is it?", words.journey.verdict(rules))
rules_of_deal(rules)

shares = words.journey.shares(events)
heading("Credit under each model", words.journey.credit(shares, deal, settings().currency))
credit_table(shares, names)

how_counted("deal_summary", "journey", "deal_rules")
stamp_line(filters)
