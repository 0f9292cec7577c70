"""Campaign members and sales tasks, made and written piece by piece: memory does not grow with their number."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from tandem.sample.campaigns import Campaigns
from tandem.sample.clock import DAY, END, HOUR, NEVER, Floats, Ints
from tandem.sample.company import EMAIL, MIDDLE_SHARE, OFFSETS
from tandem.sample.draw import Draw
from tandem.sample.files import Export, chosen, dates, stamps
from tandem.sample.ids import ids_of, unknown_ids
from tandem.sample.journeys import Persons, Touches, sales_touches

PIECE = 50_000
ORPHANS, REPEATED = 0.004, 0.002
TASK_TYPES = ("Call", "Email", "Meeting")
SUBJECTS = ("Call", "Email: following up", "Meeting: planning review")
ANSWERS = (
    "Visited",
    "Clicked",
    "Clicked",
    "Attended",
    "Visited booth",
    "Clicked",
    "Downloaded",
    "Attended",
)
SILENCES = ("Sent", "Sent", "Sent", "Registered", "Invited", "Sent", "Sent", "Invited")


@dataclass(frozen=True)
class Ids:
    """Ids of everything that a touch can point to."""

    lead: pl.Series
    contact: pl.Series
    campaign: pl.Series
    user: pl.Series
    account: pl.Series
    opportunity: pl.Series


def weights(persons: Persons, leads_qualified: Ints) -> Floats:
    """How much else happens with each person: most with those on deals, nothing with those nobody may touch."""
    busy = np.where(persons.deal >= 0, 5.0, 1.0)
    busy[: len(leads_qualified)] += np.where(leads_qualified < END, 1.0, 0.0)
    reachable = np.minimum(persons.marketing_from, persons.sales_from) < END - DAY
    return np.where(reachable, busy, 0.0)


def background(draw: Draw, persons: Persons, steps: Floats, count: int) -> Touches:
    """Further touches, none of them the first of a person nor the last before a deal."""
    person = np.searchsorted(steps, draw.share(count) * steps[-1], side="right")
    by_sales = (persons.sales_from[person] < END - DAY) & (
        draw.chance(0.4, count) | (persons.marketing_from[person] >= END - DAY)
    )
    late = draw.chance(0.35, count) & (persons.opened[person] < END - DAY)
    start = np.where(
        by_sales, persons.sales_from[person], np.where(late, persons.opened[person], persons.marketing_from[person])
    )
    end = np.where(by_sales | late, persons.ends[person], np.minimum(persons.quiet_from[person], persons.ends[person]))
    room = np.maximum(end - start, HOUR // 2)
    at = start + 60 + (draw.share(count) ** 1.3 * (room - 60)).astype(np.int64)
    at = np.where(room > 4 * DAY, np.maximum(draw.at_work(at, OFFSETS[persons.region[person]]), start + 60), at)
    channel = np.where(by_sales, -1, draw.pick(MIDDLE_SHARE, count))
    answered = by_sales | ~draw.chance(np.where(channel == EMAIL, 0.5, 0.14), count)
    return Touches(person, np.minimum(at, END - 60) // 60 * 60, channel, np.full(count, -1), answered)


def pieces(seed: int, journeys: Touches, persons: Persons, steps: Floats, count: int) -> Iterator[Touches]:
    """`count` touches in pieces of bounded size: first those that make the stories, then the others."""
    told = min(len(journeys.at), count)
    for start in range(0, max(told, 1), PIECE):
        yield journeys.part(slice(start, min(start + PIECE, told)))
    for part, start in enumerate(range(told, count, PIECE)):
        size = min(PIECE, count - start)
        draw = Draw(seed, "touches", part)
        yield (
            background(draw, persons, steps, size)
            if steps[-1] > 0
            else sales_touches(*[np.empty(0, dtype=np.int64)] * 2)
        )


def write_touches(
    folder: Path,
    compress: bool,
    draw: Draw,
    campaigns: Campaigns,
    persons: Persons,
    ids: Ids,
    stream: Iterator[Touches],
) -> list[Path]:
    """Writes the stream as campaign members and tasks."""
    members, tasks = Export(folder, "CampaignMember.csv", compress), Export(folder, "Task.csv", compress)
    written = [0, 0]
    with members, tasks:
        for piece in stream:
            sold = piece.channel < 0
            for number, (export, rows, make) in enumerate(((members, ~sold, member_rows), (tasks, sold, task_rows))):
                frame = make(draw, campaigns, persons, ids, piece.part(rows), written[number])
                export.rows(repeated(frame))
                written[number] += frame.height
    return [members.path, tasks.path]


def repeated(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows with a few of the last replaced by what stands before them, as a retried export leaves them."""
    again = int(frame.height * REPEATED)
    return pl.concat([frame.head(frame.height - again), frame.tail(2 * again).head(again)])


def member_rows(
    draw: Draw, campaigns: Campaigns, persons: Persons, ids: Ids, touches: Touches, first: int
) -> pl.DataFrame:
    """CampaignMember as exported."""
    count = len(touches.at)
    named = campaigns.some(draw, np.maximum(touches.channel, 0), persons.region[touches.person], touches.at)
    lead, contact = persons.lead[touches.person], persons.contact[touches.person]
    lost = draw.chance(ORPHANS, count)
    known = chosen(ids.lead, np.where(lost, -1, lead)).zip_with(pl.Series(~lost), unknown_ids("lead", count))
    status = chosen(ANSWERS, touches.channel).zip_with(pl.Series(touches.responded), chosen(SILENCES, touches.channel))
    return pl.DataFrame(
        {
            "Id": ids_of("member", count, first),
            "CampaignId": chosen(ids.campaign, np.where(touches.campaign >= 0, touches.campaign, named)),
            "LeadId": known,
            "ContactId": chosen(ids.contact, np.where(lost, -1, contact)),
            "Status": status,
            "HasResponded": pl.Series(touches.responded),
            "FirstRespondedDate": dates(np.where(touches.responded, touches.at, NEVER)),
            "CreatedDate": stamps(touches.at),
        }
    )


def task_rows(
    draw: Draw, campaigns: Campaigns, persons: Persons, ids: Ids, touches: Touches, first: int
) -> pl.DataFrame:
    """Task as exported: who was called, about which deal if there was one by then."""
    count = len(touches.at)
    person = touches.person
    contact, account = persons.contact[person], persons.account[person]
    about = np.where(touches.at >= persons.opened[person], persons.deal[person], -1)
    kind = draw.pick((0.42, 0.43, 0.15), count)
    who = chosen(ids.contact, contact).zip_with(pl.Series(contact >= 0), chosen(ids.lead, persons.lead[person]))
    lost = draw.chance(ORPHANS, count)
    what = chosen(ids.opportunity, about).zip_with(pl.Series(about >= 0), chosen(ids.account, account))
    return pl.DataFrame(
        {
            "Id": ids_of("task", count, first),
            "WhoId": who.zip_with(pl.Series(~lost), unknown_ids("contact", count)),
            "WhatId": what,
            "AccountId": chosen(ids.account, account),
            "OwnerId": chosen(ids.user, persons.owner[person]),
            "Subject": chosen(SUBJECTS, kind),
            "Type": chosen(TASK_TYPES, kind),
            "Status": pl.repeat("Completed", count, eager=True),
            "ActivityDate": dates(touches.at),
            "CreatedDate": stamps(touches.at),
            "CompletedDateTime": stamps(touches.at),
        }
    )
