"""What each campaign brought and cost, under every model at once."""

from tandem import words
from tandem.domain import Filters
from tandem.ui.heats import model_table
from tandem.ui.opening import ask, settings
from tandem.ui.parts import beside, choice, heading
from tandem.ui.records import records_button
from tandem.ui.spread import EveryModel
from tandem.words.campaigns import MONEY, RETURN

WAYS = {"return on spend": RETURN, "money": MONEY}


def campaigns(filters: Filters, every: EveryModel) -> None:
    """The largest campaigns as rows, the models as columns: return on what was spent, or the money."""
    answer = ask("campaign_models", filters, **every.given)
    heading("Campaigns under each model", words.campaigns.finding(answer))
    if words.campaigns.named(answer).is_empty():
        return
    way = choice("Shown", WAYS, key="campaigns_by")
    model_table("Campaign", words.campaigns.table(answer, way.value, every.models, settings().currency), every.models)
    with beside():
        records_button("Show all campaigns", "campaign_models", filters, key="campaigns", **every.given)
        records_button(
            "Show their deals", "attribution_records", filters, key="campaign_deals", model="all", **every.given
        )
