"""Lead as Salesforce exports it, dirt included."""

import numpy as np
import polars as pl

from tandem.sample.clock import END, HOUR, NEVER, Flags, Floats, Ints, happened
from tandem.sample.company import NO_SOURCE, REGIONS, SEGMENTS, SOURCES, SYNDICATION
from tandem.sample.contacts import Contacts
from tandem.sample.draw import Draw
from tandem.sample.files import chosen, stamps
from tandem.sample.leads import Leads
from tandem.sample.people_tables import changed, sometimes_empty
from tandem.sample.touches import Ids
from tandem.sample.words import FREE_MAIL, addresses, company_names, domains, people
from tandem.sample.world import Accounts

REASONS = ("Not a fit", "No budget", "No authority", "Student or competitor", "Bad contact data", "No interest now")
REASON_SHARE = (0.27, 0.22, 0.14, 0.12, 0.11, 0.14)
SYNDICATED_REASON_SHARE = (0.20, 0.12, 0.30, 0.08, 0.22, 0.08)
PREFERENCES = ("Email", "Phone", "Webinar", "In person", None)
SKIPPED, SKIPPED_MQL, TWICE, SAME_PERSON = 0.06, 0.02, 0.008, 0.012


def lead_people(draw: Draw, leads: Leads, accounts: Accounts) -> pl.DataFrame:
    """Name, title, company and e-mail address of each lead; now and then one person fills in two forms."""
    count = len(leads)
    number = np.where(leads.account >= 0, leads.account, len(accounts.region) + np.arange(count) * 2 // 3)
    names = people(draw, count).with_columns(company_names(number).alias("Company"))
    free = draw.chance(np.where(leads.deal >= 0, 0.05, 0.17), count)
    company = domains(names["Company"], leads.region)
    number_text = pl.Series(np.arange(count)).cast(pl.String)
    private = "kestrelworks.sample." + number_text + "@" + chosen(FREE_MAIL, draw.whole(0, len(FREE_MAIL), count))
    known = names.with_columns(private.zip_with(pl.Series(free), addresses(names, company)).alias("Email"))
    same = draw.chance(SAME_PERSON, count) & (leads.deal < 0)
    source = np.where(same, np.maximum(np.arange(count) - 1, 0), np.arange(count))
    return known.select(pl.all().gather(source))


def statuses(leads: Leads) -> Ints:
    """Positions in STATUSES at the last day."""
    is_qualified, is_gone = happened(leads.mql), happened(leads.rejected)
    reached = [leads.deal >= 0, is_gone & is_qualified, is_gone, happened(leads.sql), happened(leads.sal), is_qualified]
    return np.select(reached, [5, 4, 6, 3, 2, 1], 0)


STATUSES = ("Open", "Marketing Qualified", "Accepted", "Sales Qualified", "Rejected", "Converted", "Disqualified")


def score(draw: Draw, leads: Leads) -> Ints:
    """Lead scores, higher for what marketing qualified, blind to what sales wants."""
    base = np.where(leads.mql < NEVER, 62.0, 31.0) + np.where(leads.source == SYNDICATION, 9.0, 0.0)
    points = base + 44 * (draw.share(len(leads)) - 0.5) - 10 * (leads.source == NO_SOURCE)
    return np.asarray(np.clip(points, 1, 100), dtype=np.int64)


def likely(draw: Draw, leads: Leads, low: float, high: float, empty: float) -> pl.Series:
    """What a seller ticked: `high` of qualified leads, `low` of the others, nothing where nobody asked."""
    count = len(leads)
    share: Floats = np.where(leads.sal < NEVER, high, low)
    asked = ~draw.chance(np.where(leads.worked < END, empty, 0.75), count)
    return pl.Series(draw.chance(share, count)).set(pl.Series(~asked), None)


def stage_columns(draw: Draw, leads: Leads) -> dict[str, pl.Series]:
    """Stage dates and the reason of a rejection; a few stages were skipped over."""
    count = len(leads)
    skips: Flags = happened(leads.sql) & draw.chance(SKIPPED, count)
    skips_mql = happened(leads.sal) & draw.chance(SKIPPED_MQL, count)
    syndicated, usual = draw.pick(SYNDICATED_REASON_SHARE, count), draw.pick(REASON_SHARE, count)
    reason = np.where(leads.source == SYNDICATION, syndicated, usual)
    return {
        "MQL_Date__c": stamps(np.where(skips_mql, NEVER, leads.mql)),
        "Assigned_Date__c": stamps(leads.assigned),
        "SAL_Date__c": stamps(np.where(skips, NEVER, leads.sal)),
        "SQL_Date__c": stamps(leads.sql),
        "Rejected_Date__c": stamps(leads.rejected),
        "Reject_Reason__c": chosen(REASONS, np.where(happened(leads.rejected), reason, -1)),
    }


def criteria_columns(draw: Draw, leads: Leads) -> dict[str, pl.Series]:
    """What either side looks at when it calls a lead qualified."""
    count = len(leads)
    return {
        "Clicked_Through__c": pl.Series(draw.chance(np.where(leads.mql < NEVER, 0.74, 0.3), count)),
        "Preferred_Channel__c": chosen(PREFERENCES, draw.pick((0.4, 0.16, 0.14, 0.1, 0.2), count)),
        "Has_Authority__c": likely(draw, leads, 0.28, 0.66, 0.25),
        "Has_Budget__c": likely(draw, leads, 0.24, 0.58, 0.3),
        "Has_Time_Frame__c": likely(draw, leads, 0.3, 0.6, 0.35),
    }


def conversion_columns(draw: Draw, leads: Leads, contacts: Contacts, ids: Ids) -> dict[str, pl.Series]:
    """What a lead was converted to, and when its record was made and last changed."""
    converted = contacts.of_lead >= 0
    at = np.where(leads.deal >= 0, leads.opened, np.where(converted, leads.sql, NEVER))
    seen = [leads.created + 2 * HOUR, leads.mql, leads.assigned, leads.sal, leads.sql, leads.rejected, at]
    last = np.max([np.where(happened(times), times, 0) for times in [changed(draw, leads.created), *seen]], axis=0)
    return {
        "IsConverted": pl.Series(converted),
        "ConvertedDate": stamps(at),
        "ConvertedContactId": chosen(ids.contact, contacts.of_lead),
        "ConvertedAccountId": chosen(ids.account, np.where(converted, leads.account, -1)),
        "ConvertedOpportunityId": chosen(ids.opportunity, leads.deal),
        "CreatedDate": stamps(leads.created),
        "LastModifiedDate": stamps(last),
    }


def lead_rows(draw: Draw, leads: Leads, names: pl.DataFrame, contacts: Contacts, ids: Ids) -> pl.DataFrame:
    """All leads, a few of them twice."""
    later = stage_columns(draw, leads)
    frame = pl.DataFrame(
        {
            "Id": ids.lead,
            **{name: names[name] for name in ("FirstName", "LastName", "Company", "Email", "Title")},
            "LeadSource": chosen(SOURCES, leads.source),
            "Status": chosen(STATUSES, statuses(leads)),
            "OwnerId": chosen(ids.user, leads.owner),
            "Region__c": chosen(REGIONS, sometimes_empty(draw, leads.region, 0.07)),
            "Segment__c": chosen(SEGMENTS, sometimes_empty(draw, leads.segment, 0.04)),
            "Campaign_Id__c": chosen(ids.campaign, leads.campaign),
            "Lead_Score__c": score(draw, leads),
            **later,
            **criteria_columns(draw, leads),
            **conversion_columns(draw, leads, contacts, ids),
        }
    )
    return pl.concat([frame, earlier_states(draw, frame, leads.created, list(later))])


def earlier_states(draw: Draw, frame: pl.DataFrame, created: Ints, later: list[str]) -> pl.DataFrame:
    """Some rows as they stood an hour after the record was made: the export was appended to an older one."""
    some = np.flatnonzero(draw.chance(TWICE, frame.height))
    unknown = [*later, "ConvertedDate", "ConvertedContactId", "ConvertedAccountId", "ConvertedOpportunityId"]
    return frame[some.tolist()].with_columns(
        *(pl.lit(None, dtype=pl.String).alias(name) for name in unknown),
        pl.lit("Open").alias("Status"),
        pl.lit(False).alias("IsConverted"),
        stamps(np.minimum(created[some] + HOUR, END - 120)).alias("LastModifiedDate"),
    )
