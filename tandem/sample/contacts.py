"""Contacts: leads that were converted, further people on deals, and people whom nobody has called yet."""

from dataclasses import dataclass

import numpy as np

from tandem.sample.clock import DAY, END, NEVER, START, Ints, happened
from tandem.sample.deals import Deals
from tandem.sample.draw import Draw
from tandem.sample.leads import Leads
from tandem.sample.world import Accounts


@dataclass
class Contacts:
    """One row per contact: first those that were leads, then those on deals, then the others."""

    account: Ints
    lead: Ints
    deal: Ints
    created: Ints
    of_lead: Ints
    """The contact that each lead became, by lead; negative for none."""

    def __len__(self) -> int:
        """How many contacts."""
        return len(self.account)


def make_contacts(draw: Draw, leads: Leads, deals: Deals, accounts: Accounts) -> Contacts:
    """The contacts of the company; gives converted leads their account."""
    by_deal = leads.deal >= 0
    leads.account[by_deal] = deals.account[leads.deal[by_deal]]
    alone = happened(leads.sql) & ~by_deal & draw.chance(0.15, len(leads))
    missing = alone & (leads.account < 0)
    leads.account[missing] = accounts.some(draw, leads.region[missing], leads.segment[missing])
    converted = np.flatnonzero(by_deal | alone)
    on_deals = np.repeat(np.arange(len(deals)), np.maximum(deals.extras, 0))
    idle = draw.whole(0, len(accounts.region), len(accounts.region) // 3)
    counts = (len(converted), len(on_deals), len(idle))
    known = np.concatenate(
        [leads.sql[converted], deals.opened[on_deals] - 700 * DAY, accounts.created[idle] + 90 * DAY]
    )
    of_lead = np.full(len(leads), -1)
    of_lead[converted] = np.arange(len(converted))
    return Contacts(
        np.concatenate([leads.account[converted], deals.account[on_deals], idle]),
        np.concatenate([converted, np.full(counts[1] + counts[2], -1)]),
        np.concatenate([leads.deal[converted], on_deals, np.full(counts[2], -1)]),
        np.where(known < NEVER, np.clip(known, START - 900 * DAY, END - DAY), START),
        of_lead,
    )
