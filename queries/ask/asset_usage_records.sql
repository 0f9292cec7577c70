-- When was collateral put before a buyer?
--
-- Every use up to the end of the period in which an asset was shared with or presented to a buyer; a seller's own view is no use.
-- Region and segment are those of the opportunity or account it was used with, else of the seller.
--
-- grain: one row per use (use_id)
-- needs: assets asset_uses
-- reads: collateral_window asset_use_events asset_shelf
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- column use_id         varchar the use
-- column asset_id       varchar the asset
-- column title          varchar its title
-- column use_kind       varchar share, present or another way of putting it before a buyer
-- column used_on        date    the day
-- column user_id        varchar the seller
-- column opportunity_id varchar the opportunity it was used on
-- column region         varchar sales region
-- column segment        varchar size segment
-- column in_window      boolean it lies in the days that count
with

buyer_uses as (
    select
        e.use_id,
        e.asset_id,
        a.title,
        cast(e.use_kind as varchar) as use_kind,
        e.used_on,
        e.user_id,
        e.opportunity_id,
        cast(e.region as varchar) as region,
        cast(e.segment as varchar) as segment,
        coalesce(e.used_on >= w.starts_on, true) as in_window
    from asset_use_events as e
    cross join collateral_window as w
    left join asset_shelf as a on e.asset_id = a.asset_id
    where
        e.is_buyer_facing and e.used_on < w.ends_before
        and picked($regions, e.region) and picked($segments, e.segment)
)

select * from buyer_uses
order by use_id
