-- How much of the collateral lies unused, by count and by cost?
--
-- The available assets, once counted and once weighed by what making them cost; unused: no buyer got to see it in the period.
--
-- grain: one row per measure, in order (measure)
-- needs: assets asset_uses
-- reads: asset_usage
-- records: asset_usage
-- column measure varchar assets or cost
-- column whole   double  assets available, count; or their production cost, reporting currency
-- column unused  double  of that, not used in the period
-- column share   double  unused ÷ whole, ratio 0..1; null when there is nothing
with

by_count as (
    select
        1 as place,
        'assets' as measure,
        cast(count(*) as double) as whole,
        cast(count(*) filter (where unused) as double) as unused
    from asset_usage
),

by_cost as (
    select
        2 as place,
        'cost' as measure,
        cast(coalesce(sum(cost), 0) as double) as whole,
        cast(coalesce(sum(cost) filter (where unused), 0) as double) as unused
    from asset_usage
),

both_measures as (
    select * from by_count
    union all
    select * from by_cost
),

unused_share as (
    select
        place,
        measure,
        whole,
        unused,
        ratio(unused, whole) as share
    from both_measures
)

select measure, whole, unused, share from unused_share
order by place
