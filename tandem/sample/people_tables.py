"""User, Account and Contact as Salesforce exports them."""

import numpy as np
import polars as pl

from tandem.sample.clock import DAY, END, START, Ints
from tandem.sample.company import EMPLOYEES, REGIONS, SEGMENTS
from tandem.sample.contacts import Contacts
from tandem.sample.draw import Draw
from tandem.sample.files import chosen, stamps
from tandem.sample.touches import Ids
from tandem.sample.words import INDUSTRIES, addresses, company_names, domains, people
from tandem.sample.world import Accounts, Users

NO_REGION, NO_SEGMENT = 0.06, 0.03


def sometimes_empty(draw: Draw, positions: Ints, probability: float) -> Ints:
    """The positions, some of them emptied."""
    return np.where(draw.chance(probability, len(positions)), -1, positions)


def changed(draw: Draw, since: Ints) -> Ints:
    """When a record was last changed."""
    return np.asarray(np.minimum(since + draw.wait(60, 1.1, len(since)), END - 60))


def user_rows(draw: Draw, users: Users, ids: Ids) -> pl.DataFrame:
    """User: sellers and marketers, three of whom have left."""
    count = len(users.region)
    names = people(draw, count)
    left = np.isin(np.arange(count), (5, 22, 49))
    return pl.DataFrame(
        {
            "Id": ids.user,
            "Name": names["FirstName"] + " " + names["LastName"],
            "Email": addresses(names, pl.repeat("kestrelworks.example", count, eager=True)),
            "Department": chosen(("Marketing", "Sales"), users.is_seller.astype(np.int64)),
            "IsActive": pl.Series(~left),
            "Region__c": chosen(REGIONS, users.region),
        }
    )


def account_rows(draw: Draw, accounts: Accounts, users: Users, ids: Ids) -> pl.DataFrame:
    """Account: some without region or segment."""
    count = len(accounts.region)
    numbers = np.arange(count)
    names = company_names(numbers)
    parent = np.where(draw.chance(0.06, count) & (numbers > 0), (numbers * draw.share(count)).astype(np.int64), -1)
    return pl.DataFrame(
        {
            "Id": ids.account,
            "Name": names,
            "Industry": chosen(INDUSTRIES, draw.pick((5, 4, 3, 2, 2, 1, 2, 2), count)),
            "NumberOfEmployees": draw.around(EMPLOYEES[accounts.segment], 0.6, count).astype(np.int64),
            "Website": "https://www." + domains(names, accounts.region),
            "ParentId": chosen(ids.account, parent),
            "OwnerId": chosen(ids.user, users.seller_of(draw, accounts.region)),
            "Region__c": chosen(REGIONS, sometimes_empty(draw, accounts.region, NO_REGION)),
            "Segment__c": chosen(SEGMENTS, sometimes_empty(draw, accounts.segment, NO_SEGMENT)),
            "Target_Account__c": pl.Series(accounts.is_target),
            "CreatedDate": stamps(accounts.created),
            "LastModifiedDate": stamps(np.maximum(changed(draw, accounts.created), START - 30 * DAY)),
        }
    )


def contact_rows(draw: Draw, contacts: Contacts, lead_people: pl.DataFrame, regions: Ints, ids: Ids) -> pl.DataFrame:
    """Contact: those that were leads keep name, title and address."""
    others = contacts.lead < 0
    strangers = people(draw, int(others.sum()))
    account = contacts.account[others]
    strangers = strangers.with_columns(
        addresses(strangers, domains(company_names(account), regions[account])).alias("Email")
    )
    known = lead_people[contacts.lead[~others].tolist()].select(strangers.columns)
    person = pl.concat([known, strangers])
    return pl.DataFrame(
        {
            "Id": ids.contact,
            "AccountId": chosen(ids.account, contacts.account),
            "FirstName": person["FirstName"],
            "LastName": person["LastName"],
            "Email": person["Email"],
            "Title": person["Title"],
            "CreatedDate": stamps(contacts.created),
            "LastModifiedDate": stamps(changed(draw, contacts.created)),
        }
    )
