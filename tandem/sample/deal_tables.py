"""Opportunity with its history and contact roles, and Campaign, as Salesforce exports them."""

import numpy as np
import polars as pl

from tandem.sample.campaigns import Campaigns
from tandem.sample.clock import DAY, END, NEVER, Floats, Ints
from tandem.sample.company import CHANNELS, EMEA, OUTBOUND, PRODUCTS, SOURCES
from tandem.sample.contacts import Contacts
from tandem.sample.deals import KINDS, STAGES, Deals
from tandem.sample.draw import Draw
from tandem.sample.files import chosen, dates, money, planned_dates, stamps
from tandem.sample.ids import ids_of, unknown_ids
from tandem.sample.people_tables import changed
from tandem.sample.touches import Ids
from tandem.sample.words import company_names

PROBABILITIES = (10, 25, 50, 75, 100, 0)
LOSSES = ("Price", "Competitor", "No decision", "No budget", "Missing feature", "Went silent")
LOSS_SHARE = (0.21, 0.19, 0.24, 0.12, 0.1, 0.14)
CURRENCIES = ("USD", "EUR", "GBP")
ROLES = ("Decision Maker", "Economic Buyer", "Evaluator", "Influencer", "User")
DACH = EMEA + 1
TWICE, IMPOSSIBLE, NO_AMOUNT = 0.006, 0.005, 0.004


def currencies(draw: Draw, deals: Deals) -> Ints:
    """Positions in CURRENCIES: euro in DACH, mixed in EMEA, dollars elsewhere."""
    mixed = draw.pick((0.25, 0.3, 0.45), len(deals))
    return np.select([deals.region == DACH, deals.region == EMEA], [np.ones(len(deals), dtype=np.int64), mixed], 0)


def expected_close(closed: Ints) -> Ints:
    """Close dates as sellers write them: nobody expects a deal to take longer than ten months from now."""
    return np.where(closed < END, closed, END + DAY + (closed - END) % (300 * DAY))


def source_words(draw: Draw, deals: Deals) -> pl.Series:
    """Lead sources as typed on the opportunity."""
    typed = chosen(SOURCES, deals.source)
    rare = draw.chance(0.12, len(deals)) & (deals.source >= OUTBOUND)
    return typed.zip_with(
        pl.Series(~(rare & (deals.source == OUTBOUND))), pl.repeat("Cold call", len(deals), eager=True)
    )


def opportunity_rows(draw: Draw, deals: Deals, ids: Ids) -> pl.DataFrame:
    """All opportunities, a few of them twice, a few closed before they were made."""
    count = len(deals)
    stage, closed = deals.stage, ~deals.is_open
    turned = closed & draw.chance(IMPOSSIBLE, count)
    close = np.where(turned, deals.opened - draw.wait(20, 0.5, count) - DAY, expected_close(deals.closed))
    priced = pl.Series(~draw.chance(NO_AMOUNT, count) | closed)
    listed = draw.chance(0.97, count)
    loss = np.where(closed & ~deals.is_won, draw.pick(LOSS_SHARE, count), -1)
    names = (
        company_names(deals.account)
        + " – "
        + chosen(PRODUCTS, deals.product)
        + " "
        + dates(deals.opened).str.slice(0, 4)
    )
    frame = pl.DataFrame(
        {
            "Id": ids.opportunity,
            "AccountId": chosen(ids.account, deals.account),
            "Name": names,
            "StageName": chosen(STAGES, stage),
            "Amount": money(deals.amount).set(~priced, None),
            "List_Amount__c": money(deals.amount / (1 - deals.discount)).set(pl.Series(~listed), None),
            "CurrencyIsoCode": chosen(CURRENCIES, currencies(draw, deals)),
            "Probability": pl.Series(np.array(PROBABILITIES)[stage]),
            "CloseDate": planned_dates(close),
            "CreatedDate": stamps(deals.opened),
            "LeadSource": source_words(draw, deals),
            "Type": chosen(KINDS, np.where(draw.chance(0.02, count), -1, deals.kind)),
            "OwnerId": chosen(ids.user, deals.owner),
            "CampaignId": chosen(ids.campaign, deals.campaign),
            "IsClosed": pl.Series(closed),
            "IsWon": pl.Series(closed & deals.is_won),
            "Loss_Reason__c": chosen(LOSSES, loss),
            "Product_Family__c": chosen(PRODUCTS, deals.product),
            "LastModifiedDate": stamps(last_change(draw, deals)),
        }
    )
    return pl.concat([frame, earlier_states(draw, frame, deals)])


def last_change(draw: Draw, deals: Deals) -> Ints:
    """When each deal was last changed: after its last stage, and a day after it closed."""
    entered = np.where(deals.entered < END, deals.entered, 0).max(axis=1)
    pending = np.maximum(np.maximum(changed(draw, deals.opened), entered), deals.opened + 2 * DAY)
    return np.asarray(np.minimum(np.where(deals.is_open, pending, deals.closed + DAY), END - 60))


def earlier_states(draw: Draw, frame: pl.DataFrame, deals: Deals) -> pl.DataFrame:
    """Some rows as they stood on the day after the deal was opened."""
    some = np.flatnonzero(draw.chance(TWICE, frame.height))
    return frame[some.tolist()].with_columns(
        pl.lit("Discovery").alias("StageName"),
        pl.lit(10, dtype=pl.Int64).alias("Probability"),
        pl.lit(False).alias("IsClosed"),
        pl.lit(False).alias("IsWon"),
        pl.lit(None, dtype=pl.String).alias("Loss_Reason__c"),
        stamps(np.minimum(deals.opened[some] + DAY, END - 120)).alias("LastModifiedDate"),
    )


def history_rows(draw: Draw, deals: Deals, ids: Ids) -> pl.DataFrame:
    """OpportunityHistory: every stage entered, and changes of amount or close date inside a stage."""
    deal, stage, at = stage_changes(deals)
    again = draw.chance(0.28, len(deal)) & (stage < 4)
    end = np.minimum(deals.closed[deal], END)
    inside = at + (draw.between(0.05, 0.95, len(deal)) * np.maximum(end - at, 0)).astype(np.int64)
    entered = np.column_stack([deals.entered, deals.closed])[deal, np.minimum(stage + 1, 4)]
    again &= (inside < entered) & (inside < END)
    deal, stage = np.concatenate([deal, deal[again]]), np.concatenate([stage, stage[again]])
    at = np.concatenate([at, inside[again]])
    order = np.lexsort((stage, at, deal))
    return history_frame(draw, deals, ids, deal[order], stage[order], at[order])


def stage_changes(deals: Deals) -> tuple[Ints, Ints, Ints]:
    """Deal, stage and time of every stage entered by the last day."""
    deal, stage = np.nonzero(deals.entered < END)
    closed = np.flatnonzero(~deals.is_open)
    return (
        np.concatenate([deal, closed]),
        np.concatenate([stage, deals.stage[closed]]),
        np.concatenate([deals.entered[deal, stage], deals.closed[closed]]),
    )


def history_frame(draw: Draw, deals: Deals, ids: Ids, deal: Ints, stage: Ints, at: Ints) -> pl.DataFrame:
    """The rows as exported; amounts move towards the last one."""
    drift: Floats = np.where(stage >= 3, 1.0, draw.around(1.06, 0.12, len(deal)))
    final = expected_close(deals.closed)
    expected = np.where(stage >= 3, final[deal], final[deal] - draw.wait(9, 0.8, len(deal)))
    return pl.DataFrame(
        {
            "Id": ids_of("history", len(deal)),
            "OpportunityId": chosen(ids.opportunity, deal),
            "StageName": chosen(STAGES, stage),
            "Amount": money(np.round(deals.amount[deal] * drift, -2)),
            "CloseDate": planned_dates(np.maximum(expected, at)),
            "Probability": pl.Series(np.array(PROBABILITIES)[stage]),
            "CreatedDate": stamps(at),
        }
    )


def role_rows(draw: Draw, contacts: Contacts, deals: Deals, ids: Ids) -> pl.DataFrame:
    """OpportunityContactRole: the people on each deal that has any, and a few on deals that are gone."""
    listed = np.flatnonzero((contacts.deal >= 0) & (deals.extras[contacts.deal] >= 0))
    contact = listed[np.argsort(contacts.deal[listed], kind="stable")]
    deal = contacts.deal[contact]
    first = np.concatenate([np.ones(min(len(deal), 1), dtype=bool), deal[1:] != deal[:-1]])
    lost = draw.chance(0.004, len(deal))
    roles = np.where(first, draw.pick((5, 3, 2, 1, 0), len(deal)), draw.pick((1, 1, 3, 3, 2), len(deal)))
    return pl.DataFrame(
        {
            "Id": ids_of("role", len(deal)),
            "OpportunityId": chosen(ids.opportunity, deal).zip_with(
                pl.Series(~lost), unknown_ids("opportunity", len(deal))
            ),
            "ContactId": chosen(ids.contact, contact),
            "Role": chosen(ROLES, np.where(draw.chance(0.06, len(deal)), -1, roles)),
            "IsPrimary": pl.Series(first),
        }
    )


def campaign_rows(campaigns: Campaigns, ids: Ids) -> pl.DataFrame:
    """Campaign: type is the channel."""
    over = campaigns.end < END - 2 * DAY
    return pl.DataFrame(
        {
            "Id": ids.campaign,
            "Name": campaigns.name,
            "Type": chosen(CHANNELS, campaigns.channel),
            "Status": chosen(("In Progress", "Completed"), over.astype(np.int64)),
            "StartDate": dates(campaigns.start, NEVER),
            "EndDate": dates(campaigns.end, NEVER),
            "BudgetedCost": money(campaigns.budget),
            "ActualCost": money(campaigns.cost),
            "IsActive": pl.Series(~over),
        }
    )
