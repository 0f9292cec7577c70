-- Which collateral is used, and which is not?
--
-- Assets published at least 30 days before the end of the period and not archived by then; one without a publication date counts.
-- Used: shared with or presented to a buyer in the period. Assets belong to no region: filters narrow the uses, not the shelf.
--
-- grain: one row per asset (asset_id)
-- needs: assets asset_uses
-- reads: collateral_window asset_shelf asset_usage_records
-- records: asset_usage_records
-- drill: uses = count(*) filter (where in_window)
-- drill: sellers = count(distinct user_id) filter (where in_window)
-- drill: opportunities = count(distinct opportunity_id) filter (where in_window)
-- drill: last_used_on = max(used_on)
-- drill: unused = count(*) filter (where in_window) = 0
-- drill: never_used = count(*) = 0
-- column asset_id      varchar        the asset
-- column title         varchar        its title
-- column kind          varchar        case study, deck, data sheet …
-- column origin        varchar        marketing or rep
-- column funnel_stage  varchar        stage it is made for
-- column uses          bigint         times it was put before a buyer in the period, count
-- column sellers       bigint         sellers who did, count
-- column opportunities bigint         opportunities it was used on, count
-- column last_used_on  date           the last time up to the end of the period; null when never
-- column unused        boolean        not once in the period
-- column never_used    boolean        not once since it was published
-- column cost          decimal(18, 2) production cost
with

available_assets as (
    select a.*
    from asset_shelf as a
    cross join collateral_window as w
    where coalesce(a.published_on <= w.ends_before - 30, true) and coalesce(a.archived_on >= w.ends_before, true)
),

uses_by_asset as (
    select
        asset_id,
        count(*) filter (where in_window) as uses,
        count(distinct user_id) filter (where in_window) as sellers,
        count(distinct opportunity_id) filter (where in_window) as opportunities,
        max(used_on) as last_used_on
    from asset_usage_records
    group by asset_id
),

usage as (
    select
        a.asset_id,
        a.title,
        cast(a.asset_kind as varchar) as kind,
        cast(a.origin as varchar) as origin,
        cast(a.funnel_stage as varchar) as funnel_stage,
        coalesce(u.uses, 0) as uses,
        coalesce(u.sellers, 0) as sellers,
        coalesce(u.opportunities, 0) as opportunities,
        u.last_used_on,
        coalesce(u.uses, 0) = 0 as unused,
        u.last_used_on is null as never_used,
        cast(a.cost as decimal(18, 2)) as cost
    from available_assets as a
    left join uses_by_asset as u on a.asset_id = u.asset_id
)

select * from usage
order by asset_id
