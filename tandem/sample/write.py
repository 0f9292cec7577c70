"""Writes the whole company into a folder."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from tandem.errors import WrongUse
from tandem.sample.campaigns import Campaigns, make_campaigns
from tandem.sample.clock import DAY, START, Ints
from tandem.sample.collateral import asset_rows, cost_rows, make_assets, rating_rows
from tandem.sample.collateral_events import event_rows, showpad_user_rows
from tandem.sample.collateral_uses import USES_PER_LEAD, make_uses
from tandem.sample.contacts import Contacts, make_contacts
from tandem.sample.deal_tables import campaign_rows, history_rows, opportunity_rows, role_rows
from tandem.sample.deals import Deals, make_deals
from tandem.sample.draw import Draw
from tandem.sample.files import Export
from tandem.sample.ids import hex_ids, ids_of
from tandem.sample.joining import join_deals
from tandem.sample.journeys import Persons, make_journeys, make_persons
from tandem.sample.lead_table import lead_people, lead_rows
from tandem.sample.leads import Leads, make_leads
from tandem.sample.people_tables import account_rows, contact_rows, user_rows
from tandem.sample.plans import fx_rows, incentive_rows, target_rows
from tandem.sample.spend import ADS, other_marketing, sales_spend
from tandem.sample.touches import Ids, pieces, weights, write_touches
from tandem.sample.world import Accounts, Users, make_accounts, make_users

DEFAULT_LEADS = 12_000
FEWEST_LEADS = 10
DEALS_PER_LEAD = 2_500 / DEFAULT_LEADS


@dataclass(frozen=True)
class Company:
    """Everything but touches: it grows with the number of leads only."""

    seed: int
    scale: float
    users: Users
    accounts: Accounts
    campaigns: Campaigns
    leads: Leads
    deals: Deals
    contacts: Contacts
    ids: Ids

    def draw(self, name: str) -> Draw:
        """The company's stream of chance of that name."""
        return Draw(self.seed, name)


def write(
    folder: Path, *, leads: int = DEFAULT_LEADS, touches: int = 90_000, seed: int = 7, compress: bool = False
) -> list[Path]:
    """Writes the sample company's untouched exports into `folder`; gives the files; WrongUse for too few leads."""
    if leads < FEWEST_LEADS or touches < 0 or seed < 0:
        raise WrongUse(f"A sample company has {FEWEST_LEADS} leads or more, and no negative number of touches or seed.")
    folder.mkdir(parents=True, exist_ok=True)
    company = make_company(leads, seed)
    tables = {**salesforce_tables(company), **showpad_tables(company), **plan_tables(company)}
    paths = [write_table(folder, name, frame, compress) for name, frame in tables.items()]
    for name, write_ads in ADS.items():
        with Export(folder, name, compress) as export:
            write_ads(export, company.draw(name), company.campaigns)
        paths.append(export.path)
    return sorted(paths + touch_files(company, folder, touches, compress))


def write_table(folder: Path, name: str, frame: pl.DataFrame, compress: bool) -> Path:
    """Writes one table; gives its file."""
    with Export(folder, name, compress) as export:
        export.rows(frame)
    return export.path


def make_company(count: int, seed: int) -> Company:
    """The company with `count` leads."""
    scale = count / DEFAULT_LEADS
    users = make_users()
    accounts = make_accounts(Draw(seed, "accounts"), max(count // 6, 60))
    campaigns = make_campaigns(Draw(seed, "campaigns"), scale)
    leads = make_leads(Draw(seed, "leads"), count, accounts, campaigns, users)
    starters = join_deals(Draw(seed, "joins"), leads)
    deals = make_deals(Draw(seed, "deals"), round(count * DEALS_PER_LEAD), starters, leads, accounts, users)
    contacts = make_contacts(Draw(seed, "contacts"), leads, deals, accounts)
    ids = Ids(
        lead=ids_of("lead", count),
        contact=ids_of("contact", len(contacts)),
        campaign=ids_of("campaign", len(campaigns.name)),
        user=ids_of("user", len(users.region)),
        account=ids_of("account", len(accounts.region)),
        opportunity=ids_of("opportunity", len(deals)),
    )
    return Company(seed, scale, users, accounts, campaigns, leads, deals, contacts, ids)


def salesforce_tables(company: Company) -> dict[str, pl.DataFrame]:
    """The object exports, touches apart."""
    draw, ids, deals = company.draw, company.ids, company.deals
    names = lead_people(draw("names"), company.leads, company.accounts)
    regions: Ints = company.accounts.region
    return {
        "User.csv": user_rows(draw("User"), company.users, ids),
        "Account.csv": account_rows(draw("Account"), company.accounts, company.users, ids),
        "Contact.csv": contact_rows(draw("Contact"), company.contacts, names, regions, ids),
        "Lead.csv": lead_rows(draw("Lead"), company.leads, names, company.contacts, ids),
        "Opportunity.csv": opportunity_rows(draw("Opportunity"), deals, ids),
        "OpportunityHistory.csv": history_rows(draw("History"), deals, ids),
        "OpportunityContactRole.csv": role_rows(draw("Role"), company.contacts, deals, ids),
        "Campaign.csv": campaign_rows(company.campaigns, ids),
    }


def showpad_tables(company: Company) -> dict[str, pl.DataFrame]:
    """Collateral and its use."""
    draw, users = company.draw, company.users
    assets = make_assets(draw("assets"))
    uses = make_uses(draw("uses"), assets, users, company.deals, round(company.scale * DEFAULT_LEADS * USES_PER_LEAD))
    known = hex_ids(draw("showpad users"), len(users.region))
    joined = np.full(len(users.region), START - 90 * DAY)
    people = user_rows(draw("User"), users, company.ids)
    return {
        "assets.csv": asset_rows(draw("asset rows"), assets),
        "asset_costs.csv": cost_rows(draw("asset costs"), assets),
        "asset_ratings.csv": rating_rows(draw("ratings"), assets, users, company.ids),
        "showpad_users.csv": showpad_user_rows(people, known, joined),
        "events.csv": event_rows(draw("events"), uses, assets, known, company.ids),
    }


def plan_tables(company: Company) -> dict[str, pl.DataFrame]:
    """Spend outside the ad platforms, targets, incentives and rates."""
    return {
        "other_marketing_spend.csv": other_marketing(company.draw("other spend"), company.scale),
        "sales_spend.csv": sales_spend(company.draw("sales spend"), company.scale),
        "targets.csv": target_rows(company.scale),
        "incentives.csv": incentive_rows(),
        "fx_rates.csv": fx_rows(company.draw("rates")),
    }


def touch_files(company: Company, folder: Path, count: int, compress: bool) -> list[Path]:
    """Campaign members and tasks, `count` rows in all."""
    persons: Persons = make_persons(company.leads, company.deals, company.contacts)
    journeys = make_journeys(company.draw("journeys"), company.leads, company.deals, persons)
    steps = np.cumsum(weights(persons, company.leads.mql))
    stream = pieces(company.seed, journeys, persons, steps, count)
    return write_touches(folder, compress, company.draw("touch rows"), company.campaigns, persons, company.ids, stream)
