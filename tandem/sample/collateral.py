"""Collateral: what Showpad keeps, what marketing knows besides, how sellers rate it."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from tandem.sample.clock import DAY, END, HOUR, NEVER, START, Floats, Ints
from tandem.sample.company import PRODUCTS
from tandem.sample.draw import Draw
from tandem.sample.files import chosen, dates, money, stamps
from tandem.sample.ids import hex_ids
from tandem.sample.touches import Ids
from tandem.sample.world import Users

KINDS = ("Case study", "Data sheet", "Deck", "Battle card", "White paper", "ROI calculator", "Video", "Brochure")
KIND_SHARE = (0.17, 0.18, 0.16, 0.09, 0.15, 0.04, 0.09, 0.12)
KIND_COST = np.array([3_800.0, 900.0, 1_500.0, 700.0, 6_200.0, 9_000.0, 11_500.0, 2_400.0])
KIND_LIKED = np.array([1.6, 1.1, 1.5, 1.2, 0.55, 1.7, 0.8, 0.5])
FUNNEL_STAGES = ("Awareness", "Consideration", "Decision")
PERSONAS = ("Finance", "Operations", "IT", "Supply chain")
ASSET_COUNT = 400


@dataclass(frozen=True)
class Assets:
    """One row per asset; archived is never for what is still on the shelf."""

    id: pl.Series
    kind: Ints
    product: Ints
    published: Ints
    archived: Ints
    by_seller: Ints
    liked: Floats


def make_assets(draw: Draw) -> Assets:
    """Four hundred assets, a third of them there from the beginning, a few withdrawn."""
    kind = draw.pick(KIND_SHARE, ASSET_COUNT)
    published = (
        np.where(
            draw.chance(0.34, ASSET_COUNT),
            START - draw.wait(200, 0.8, ASSET_COUNT),
            START + (draw.share(ASSET_COUNT) * 1_090 * DAY).astype(np.int64),
        )
        // DAY
        * DAY
        + 9 * HOUR
    )
    archived = np.where(
        draw.chance(0.16, ASSET_COUNT), np.maximum(published, START) + draw.wait(420, 0.4, ASSET_COUNT), NEVER
    )
    return Assets(
        hex_ids(draw, ASSET_COUNT),
        kind,
        draw.pick((0.4, 0.27, 0.18, 0.15), ASSET_COUNT),
        published,
        archived,
        draw.chance(0.12, ASSET_COUNT).astype(np.int64),
        draw.around(KIND_LIKED[kind], 0.9, ASSET_COUNT),
    )


def asset_rows(draw: Draw, assets: Assets) -> pl.DataFrame:
    """Showpad's assets."""
    titles = chosen(PRODUCTS, assets.product) + " " + chosen(KINDS, assets.kind).str.to_lowercase()
    numbered = titles + pl.Series([f" {number + 1:03d}" for number in range(ASSET_COUNT)])
    size = draw.around(2_400_000, 1.0, ASSET_COUNT).astype(np.int64)
    empty = pl.repeat(None, ASSET_COUNT, dtype=pl.String, eager=True)
    yes, no = (pl.repeat(word, ASSET_COUNT, eager=True) for word in ("True", "False"))
    videos = (assets.kind == 6).astype(np.int64)
    return pl.DataFrame(
        {
            "assetId": assets.id,
            "divisionId": chosen(hex_ids(draw, 2), assets.by_seller),
            "displayName": numbered,
            "status": chosen(("active", "archived"), (assets.archived < END).astype(np.int64)),
            "source": chosen(("marketing", "personal"), assets.by_seller),
            "description": empty,
            "type": chosen(("document", "video"), videos),
            "isSensitive": no,
            "isShareable": yes,
            "isDownloadable": yes,
            "isDivisionShared": no,
            "isAnnotatable": no,
            "expiresAt": empty,
            "releasedAt": stamps(assets.published),
            "draftedAt": empty,
            "deletedAt": empty,
            "uploadedAt": stamps(assets.published),
            "archivedAt": stamps(assets.archived),
            "createdAt": stamps(assets.published),
            "updatedAt": stamps(assets.published),
            "externalId": empty,
            "commentsCount": pl.repeat(0, ASSET_COUNT, eager=True),
            "likesCount": draw.whole(0, 9, ASSET_COUNT),
            "optimizedFileSize": size * 8 // 10,
            "originalFileSize": size,
            "originalAssetId": empty,
            "slug": hex_ids(draw, ASSET_COUNT),
        }
    )


def cost_rows(draw: Draw, assets: Assets) -> pl.DataFrame:
    """What each asset cost and whom it is made for, from marketing's own list."""
    cost = np.round(
        draw.around(KIND_COST[assets.kind], 0.4, ASSET_COUNT) * np.where(assets.by_seller == 1, 0.1, 1.0), -1
    )
    return pl.DataFrame(
        {
            "asset_id": assets.id,
            "cost": money(cost),
            "persona": chosen(PERSONAS, draw.whole(0, len(PERSONAS), ASSET_COUNT)),
            "funnel_stage": chosen(FUNNEL_STAGES, draw.pick((0.42, 0.35, 0.23), ASSET_COUNT)),
            "product_family": chosen(PRODUCTS, assets.product),
            "asset_kind": chosen(KINDS, assets.kind),
        }
    )


def rating_rows(draw: Draw, assets: Assets, users: Users, ids: Ids) -> pl.DataFrame:
    """Ratings by sellers: better for what is liked, mostly bad."""
    count = ASSET_COUNT * 2
    asset = draw.pick(np.sqrt(assets.liked), count)
    at = np.maximum(assets.published[asset], START) + draw.wait(120, 0.8, count)
    rating = np.clip(np.round(1.75 + 0.62 * np.log2(1 + assets.liked[asset]) + 1.9 * (draw.share(count) - 0.45)), 1, 5)
    known = at < np.minimum(assets.archived[asset], END)
    return (
        pl.DataFrame(
            {
                "asset_id": chosen(assets.id, asset),
                "rating": rating.astype(np.int64),
                "user_id": chosen(ids.user, draw.pick(users.is_seller.astype(np.float64), count)),
                "rated_on": dates(at),
            }
        )
        .filter(pl.Series(known))
        .sort("rated_on", maintain_order=True)
    )
