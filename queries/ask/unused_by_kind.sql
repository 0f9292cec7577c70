-- Which kinds of collateral lie unused?
--
-- The available assets of each kind, and those of them that no buyer got to see in the period.
--
-- grain: one row per kind (kind)
-- needs: assets asset_uses
-- reads: asset_usage
-- records: asset_usage
-- drill: available = count(*)
-- drill: unused = count(*) filter (where unused)
-- drill: unused_share = ratio(count(*) filter (where unused), count(*))
-- drill: cost = coalesce(sum(cost), 0)
-- drill: unused_cost = coalesce(sum(cost) filter (where unused), 0)
-- column kind         varchar        case study, deck, data sheet …
-- column available    bigint         assets available, count
-- column unused       bigint         of those, not used in the period, count
-- column unused_share double         unused ÷ available, ratio 0..1
-- column cost         decimal(18, 2) production cost of the available ones
-- column unused_cost  decimal(18, 2) production cost of the unused ones
with

kinds_of_assets as (
    select
        kind,
        count(*) as available,
        count(*) filter (where unused) as unused,
        ratio(count(*) filter (where unused), count(*)) as unused_share,
        cast(coalesce(sum(cost), 0) as decimal(18, 2)) as cost,
        cast(coalesce(sum(cost) filter (where unused), 0) as decimal(18, 2)) as unused_cost
    from asset_usage
    group by kind
)

select * from kinds_of_assets
order by kind
