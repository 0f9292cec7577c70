"""Who used which collateral when, with buyers or alone, and on which deal."""

from dataclasses import dataclass

import numpy as np

from tandem.sample.clock import DAY, END, HOUR, START, Floats, Ints, quarter_of, quarter_start
from tandem.sample.collateral import ASSET_COUNT, Assets
from tandem.sample.company import daily_weights
from tandem.sample.deals import Deals
from tandem.sample.draw import Draw
from tandem.sample.world import Users

ALIVE = 0.285
"""Share of the collateral on the shelf that sellers show to buyers in a quarter."""
STRANGERS = 4
"""One seller of so many never opens the collateral platform."""
USES_PER_LEAD = 25_000 / 12_000
TYPES = ("asset-in-app-viewed", "asset-shared", "asset-presented", "shared-asset-viewed")
TYPE_SHARE = (0.45, 0.25, 0.08, 0.22)
OWN_VIEW, SHARED, PRESENTED, BUYER_VIEW = range(4)


def buyer_weights(draw: Draw, assets: Assets, quarter: int) -> Floats:
    """How often each asset is shown to buyers in a quarter: most of the shelf never."""
    start, end = (int(quarter_start(np.array([quarter + n]))[0]) for n in (0, 1))
    there = (assets.published < end - 30 * DAY) & (assets.archived > start + 45 * DAY)
    liked = np.where(there, assets.liked * draw.around(1.0, 0.5, ASSET_COUNT), 0.0)
    bar = np.sort(liked[there])[::-1][int(there.sum() * ALIVE)]
    return np.where(liked > bar, liked, 0.0)


@dataclass(frozen=True)
class Uses:
    """One row per use, in the order of time."""

    at: Ints
    kind: Ints
    asset: Ints
    user: Ints
    deal: Ints


def make_uses(draw: Draw, assets: Assets, users: Users, deals: Deals, count: int) -> Uses:
    """As many uses: shown to buyers, or only looked at by sellers, half of them about a deal."""
    at = np.sort(
        START + draw.pick(daily_weights(draw, 1.7, 0.04), count) * DAY + draw.whole(8 * HOUR, 18 * HOUR, count)
    )
    kind = draw.pick(TYPE_SHARE, count)
    asset = np.zeros(count, dtype=np.int64)
    for quarter in np.unique(quarter_of(at)).tolist():
        rows = quarter_of(at) == quarter
        shown = draw.pick(buyer_weights(draw, assets, quarter), int(rows.sum()))
        there = (assets.published < at[rows][-1]) & (assets.archived > at[rows][0])
        looked = draw.pick(np.where(there, np.sqrt(assets.liked), 0.0), int(rows.sum()))
        asset[rows] = np.where((kind[rows] == OWN_VIEW) & draw.chance(0.6, int(rows.sum())), looked, shown)
    at = np.maximum(at, np.minimum(assets.published[asset] + HOUR, END - HOUR))
    sellers = np.arange(len(users.region))
    keen = users.is_seller * (sellers % STRANGERS > 0) * draw.share(len(sellers)) ** 2
    deal = running_deals(draw, deals, at)
    owner = deals.owner[deal]
    user = np.where((deal >= 0) & (keen[owner] > 0) & draw.chance(0.85, count), owner, draw.pick(keen, count))
    return Uses(at, kind, asset, user, deal)


def running_deals(draw: Draw, deals: Deals, at: Ints) -> Ints:
    """A deal that is open at each time, the more likely one that will be won; negative for none."""
    if not len(deals):
        return np.full(len(at), -1)
    order = np.argsort(deals.opened, kind="stable")
    newest = np.searchsorted(deals.opened[order], at) - 1
    found = np.full(len(at), -1)
    for _ in range(3):
        tried = order[np.maximum(newest - (draw.share(len(at)) ** 1.6 * 420).astype(np.int64), 0)]
        suits = (deals.opened[tried] < at) & (deals.closed[tried] > at)
        suits &= draw.chance(np.where(deals.is_won[tried], 0.50, 0.38), len(at))
        found = np.where((found < 0) & suits, tried, found)
    return found
