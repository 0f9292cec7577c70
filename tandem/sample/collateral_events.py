"""Showpad's events and users: one event per document, and for some views one per page besides."""

import numpy as np
import polars as pl

from tandem.sample.clock import DAY, Ints
from tandem.sample.collateral import Assets
from tandem.sample.collateral_uses import BUYER_VIEW, OWN_VIEW, TYPES, Uses
from tandem.sample.draw import Draw
from tandem.sample.files import chosen, stamps
from tandem.sample.ids import hex_ids
from tandem.sample.touches import Ids

PAGED, ORPHANS = 0.08, 0.003


def event_rows(draw: Draw, uses: Uses, assets: Assets, showpad_users: pl.Series, ids: Ids) -> pl.DataFrame:
    """Events: one per document, for some also one per page; some are logged days late, some are of unknown assets."""
    count = len(uses.at)
    viewed = np.isin(uses.kind, (OWN_VIEW, BUYER_VIEW))
    pages = np.where(viewed & draw.chance(PAGED, count), draw.whole(2, 5, count), 0)
    row = np.repeat(np.arange(count), pages + 1)
    page: Ints = np.arange(len(row)) - np.repeat(np.cumsum(pages + 1) - pages - 1, pages + 1)
    lost = draw.chance(ORPHANS, count)[row]
    start = uses.at[row] + np.maximum(page - 1, 0) * 25
    late = np.where(draw.chance(0.03, count), draw.wait(2.5, 0.8, count), 0)[row]
    end = start + np.where(page > 0, 25, 30 + 25 * pages[row])
    asset = chosen(assets.id, uses.asset[row]).zip_with(pl.Series(~lost), chosen(hex_ids(draw, 9), row % 9))
    empty = pl.repeat(None, len(row), dtype=pl.String, eager=True)
    deal = np.where(uses.kind[row] == OWN_VIEW, np.where(row % 3 == 0, uses.deal[row], -1), uses.deal[row])
    return pl.DataFrame(
        {
            "eventId": hex_ids(draw, len(row)),
            "startTime": offsets(start),
            "endTime": offsets(end),
            "loggedAt": offsets(np.minimum(end + late, end + 9 * DAY)),
            "userId": chosen(showpad_users, uses.user[row]),
            "channelId": empty,
            "shareId": empty,
            "sharedSpaceId": empty,
            "sharedSpaceParticipantId": empty,
            "deviceId": empty,
            "divisionId": empty,
            "assetId": asset,
            "contactId": empty,
            "type": chosen(TYPES, uses.kind[row]),
            "page": pl.Series(page).set(pl.Series(page == 0), None),
            "metadata": pl.repeat("{}", len(row), eager=True),
            "crmOpportunityId": chosen(ids.opportunity, deal),
        }
    )


def offsets(times: Ints) -> pl.Series:
    """Times as Showpad writes them in events, `2026-03-05T14:15:33+00:00`."""
    return stamps(times).str.replace(".000Z", "+00:00", literal=True)


def showpad_user_rows(users: pl.DataFrame, showpad_users: pl.Series, joined: Ints) -> pl.DataFrame:
    """Showpad's users: the same people by e-mail, with their Salesforce id as external id."""
    names = users["Name"].str.splitn(" ", 2).struct.unnest()
    count = users.height
    empty = pl.repeat(None, count, dtype=pl.String, eager=True)
    active = users["IsActive"].cast(pl.String).str.to_titlecase()
    return pl.DataFrame(
        {
            "userId": showpad_users,
            "firstName": names["field_0"],
            "lastName": names["field_1"],
            "emailAddress": users["Email"],
            "deletedAt": empty,
            "isActive": active,
            "isForgotten": pl.repeat("False", count, eager=True),
            "createdAt": stamps(joined),
            "userRole": chosen(
                ("Content manager", "User"), np.asarray(users["Department"] == "Sales").astype(np.int64)
            ),
            "managerId": empty,
            "externalId": users["Id"],
        }
    )
