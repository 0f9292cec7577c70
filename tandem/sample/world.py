"""Who is there before anybody buys: users and accounts."""

from dataclasses import dataclass

import numpy as np

from tandem.sample.clock import START, Flags, Ints
from tandem.sample.company import (
    REGION_SHARE,
    REGIONS,
    SEGMENT_SHARE,
    SEGMENTS,
)
from tandem.sample.draw import Draw

SELLERS_PER_REGION = (14, 9, 6, 6, 4)
SELLERS_WITHOUT_REGION = 3
MARKETERS = 18


@dataclass(frozen=True)
class Users:
    """Sellers by region first, then sellers without one, then marketers."""

    region: Ints
    is_seller: Flags

    def seller_of(self, draw: Draw, regions: Ints) -> Ints:
        """A seller for each row, of its region; now and then one of the sellers for global accounts."""
        starts = np.cumsum((0, *SELLERS_PER_REGION))
        sizes = np.array(SELLERS_PER_REGION)
        skill = draw.share(len(regions)) ** 1.4
        own = starts[regions] + (skill * sizes[regions]).astype(np.int64)
        roaming = starts[-1] + draw.whole(0, SELLERS_WITHOUT_REGION, len(regions))
        return np.asarray(np.where(draw.chance(0.05, len(regions)), roaming, own))


def make_users() -> Users:
    """The 60 people who log in."""
    regions = np.repeat(np.arange(len(REGIONS)), SELLERS_PER_REGION)
    others = np.full(SELLERS_WITHOUT_REGION + MARKETERS, -1)
    sellers = len(regions) + SELLERS_WITHOUT_REGION
    return Users(np.concatenate([regions, others]).astype(np.int64), np.arange(len(regions) + len(others)) < sellers)


@dataclass(frozen=True)
class Accounts:
    """Companies that are known by name."""

    region: Ints
    segment: Ints
    is_customer: Flags
    is_target: Flags
    created: Ints

    def some(self, draw: Draw, regions: Ints, segments: Ints, *, customers: bool = False) -> Ints:
        """An account for each row, of its region and segment, of customers only if wished."""
        found = np.empty(len(regions), dtype=np.int64)
        for cell in range(len(REGIONS) * len(SEGMENTS)):
            wanted = (self.region * len(SEGMENTS) + self.segment == cell) & (self.is_customer | (not customers))
            rows = regions * len(SEGMENTS) + segments == cell
            pool = np.flatnonzero(wanted) if wanted.any() else np.arange(len(self.region))
            found[rows] = pool[(draw.share(int(rows.sum())) ** 1.25 * len(pool)).astype(np.int64)]
        return found


def make_accounts(draw: Draw, count: int) -> Accounts:
    """As many accounts, a quarter of them targets, two fifths of them customers already."""
    segment = draw.pick(SEGMENT_SHARE, count)
    wanted = np.array([0.48, 0.26, 0.12])[segment]
    created = START - draw.wait(300, 0.8, count)
    return Accounts(
        draw.pick(REGION_SHARE, count), segment, draw.chance(0.4, count), draw.chance(wanted, count), created
    )
