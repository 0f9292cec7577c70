"""The touches that make the stories: who met whom first, what brought a lead, what came last before a deal."""

from dataclasses import dataclass

import numpy as np

from tandem.sample.clock import DAY, END, HOUR, NEVER, START, Flags, Ints
from tandem.sample.company import FIRST_SHARE, LAST_SHARE
from tandem.sample.contacts import Contacts
from tandem.sample.deals import Deals
from tandem.sample.draw import Draw
from tandem.sample.leads import Leads


@dataclass
class Persons:
    """One row per lead, then one per contact on a deal that was no lead: when which side may touch them."""

    lead: Ints
    contact: Ints
    deal: Ints
    region: Ints
    owner: Ints
    account: Ints
    marketing_from: Ints
    sales_from: Ints
    quiet_from: Ints
    opened: Ints
    ends: Ints


@dataclass
class Touches:
    """One row per touch; channel is negative for what a seller does, campaign where any running one will do."""

    person: Ints
    at: Ints
    channel: Ints
    campaign: Ints
    responded: Flags

    def part(self, rows: Flags | Ints | slice) -> "Touches":
        """Some of the rows."""
        return Touches(self.person[rows], self.at[rows], self.channel[rows], self.campaign[rows], self.responded[rows])


def joined(parts: list[Touches]) -> Touches:
    """All rows of the parts, in the order of time."""
    every = Touches(
        np.concatenate([part.person for part in parts]),
        np.concatenate([part.at for part in parts]),
        np.concatenate([part.channel for part in parts]),
        np.concatenate([part.campaign for part in parts]),
        np.concatenate([part.responded for part in parts]),
    )
    every.at = every.at // 60 * 60
    order = np.argsort(every.at, kind="stable").astype(np.int64)
    return every.part(order).part((every.at[order] < END) & (every.at[order] >= START))


def sales_touches(person: Ints, at: Ints) -> Touches:
    """What sellers did."""
    nothing = np.full(len(person), -1)
    return Touches(person, at, nothing, nothing.copy(), np.ones(len(person), dtype=bool))


def marketing_touches(person: Ints, at: Ints, channel: Ints, campaign: Ints | None = None) -> Touches:
    """What campaigns did, answered by the buyer."""
    named = np.full(len(person), -1) if campaign is None else campaign
    return Touches(person, at, channel, named, np.ones(len(person), dtype=bool))


def make_persons(leads: Leads, deals: Deals, contacts: Contacts) -> Persons:
    """Everybody who can be touched; contacts on deals wait for their deal's first touches to be known."""
    extra = np.flatnonzero((contacts.lead < 0) & (contacts.deal >= 0))
    deal = np.concatenate([leads.deal, contacts.deal[extra]])
    has_deal = deal >= 0
    opened = np.where(has_deal, deals.opened[deal], NEVER)
    since = np.minimum(leads.first, leads.worked)
    ends = np.concatenate([np.minimum(since + 300 * DAY, END), np.full(len(extra), END)])
    return Persons(
        np.concatenate([np.arange(len(leads)), np.full(len(extra), -1)]),
        np.concatenate([contacts.of_lead, extra]),
        deal,
        np.concatenate([leads.region, deals.region[contacts.deal[extra]]]),
        np.concatenate([leads.owner, deals.owner[contacts.deal[extra]]]),
        np.concatenate([np.where(contacts.of_lead >= 0, leads.account, -1), contacts.account[extra]]),
        np.concatenate([np.where(leads.first < NEVER, leads.first, leads.worked + DAY), np.full(len(extra), NEVER)]),
        np.concatenate([leads.worked, np.full(len(extra), NEVER)]),
        np.where(has_deal, opened - 10 * DAY, NEVER),
        opened,
        np.where(has_deal, np.minimum(deals.closed[deal], END), ends),
    )


def make_journeys(draw: Draw, leads: Leads, deals: Deals, persons: Persons) -> Touches:
    """The touches that make the stories; sets from when on the contacts on deals may be touched."""
    count = len(leads)
    everyone = np.arange(count)
    made = leads.is_marketing
    early = made & (leads.first < leads.created)
    worked = leads.worked < END
    by_leads = [
        marketing_touches(everyone[made], leads.created[made], np.minimum(leads.source, 7)[made], leads.campaign[made]),
        marketing_touches(everyone[early], leads.first[early], leads.first_channel[early]),
        sales_touches(everyone[worked], leads.worked[worked]),
    ]
    return joined([*by_leads, *before_opening(draw, leads, deals), *around_deals(draw, leads, deals, persons)])


def before_opening(draw: Draw, leads: Leads, deals: Deals) -> list[Touches]:
    """The last answer of a lead before its deal is opened."""
    nurtured = draw.chance(np.where(leads.is_marketing, 0.96, 0.35), len(leads))
    some = np.flatnonzero((leads.deal >= 0) & nurtured)
    opened = deals.opened[leads.deal[some]]
    at = np.maximum(opened - (draw.between(0.2, 8.0, len(some)) * DAY).astype(np.int64), leads.created[some] + HOUR)
    at = np.minimum(at, opened - HOUR // 2)
    return [marketing_touches(some, at, draw.pick(LAST_SHARE, len(some)))]


def first_answer(leads: Leads, deals: Deals) -> Ints:
    """When marketing first touched a lead of each deal; never for deals without one."""
    first = np.full(len(deals), NEVER)
    led = leads.deal >= 0
    np.minimum.at(first, leads.deal[led], leads.first[led])
    return first


def around_deals(draw: Draw, leads: Leads, deals: Deals, persons: Persons) -> list[Touches]:
    """First touches of the contacts on deals: by marketing or by sales, and calls from more than a year before."""
    count = len(deals)
    known = first_answer(leads, deals)
    alone = known >= NEVER
    reached = np.where(alone, deals.opened - (draw.between(22, 210, count) * DAY).astype(np.int64), known)
    called = reached - (draw.between(2, 45, count) * DAY).astype(np.int64)
    marketing = np.where(deals.marketing_first, reached, np.where(draw.chance(0.4, count), called + 9 * DAY, NEVER))
    gap = np.maximum(deals.opened - reached, HOUR)
    sales = np.where(deals.marketing_first, reached + (draw.between(0.35, 0.95, count) * gap).astype(np.int64), called)
    opening = START + np.arange(count) % 60 * HOUR
    sales = np.maximum(sales, opening + HOUR)
    marketing = np.where(marketing >= NEVER, NEVER, np.maximum(marketing, opening + 2 * HOUR))
    first = first_contacts(persons, len(leads), count)
    share_times(persons, len(leads), marketing, sales)
    some = first >= 0
    old = deals.opened - (draw.between(380, 700, count) * DAY).astype(np.int64)
    is_old = some & deals.marketing_first & draw.chance(0.62, count) & (old > START)
    found = some & alone & (marketing < NEVER)
    closing = found & draw.chance(0.6, count)
    last = deals.opened - (draw.between(0.2, 8.0, count) * DAY).astype(np.int64)
    return [
        sales_touches(first[some], sales[some]),
        sales_touches(first[is_old], old[is_old]),
        marketing_touches(first[found], marketing[found], draw.pick(FIRST_SHARE, int(found.sum()))),
        marketing_touches(
            first[closing], np.maximum(last, marketing + HOUR)[closing], draw.pick(LAST_SHARE, int(closing.sum()))
        ),
    ]


def first_contacts(persons: Persons, leads: int, deals: int) -> Ints:
    """The first further contact on each deal, as a position among persons; negative for none."""
    first = np.full(deals, -1)
    positions = np.arange(leads, len(persons.deal))[::-1]
    first[persons.deal[positions]] = positions
    return first


def share_times(persons: Persons, leads: int, marketing: Ints, sales: Ints) -> None:
    """Further contacts on a deal are touched only after the first of them was."""
    extra = slice(leads, len(persons.deal))
    deal = persons.deal[extra]
    persons.sales_from[extra] = sales[deal] + DAY
    persons.marketing_from[extra] = np.where(
        marketing[deal] < NEVER, np.maximum(marketing[deal], sales[deal]) + DAY, NEVER
    )
