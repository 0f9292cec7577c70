-- How much of the collateral does a buyer get to see?
--
-- Available: published at least 30 days before the end of the period, not archived. Used: shared with or presented to a buyer in
-- the period. Adoption: active sales users who used at least one asset ÷ active sales users of the regions picked. Rated useless:
-- ratings of 2 or less, out of 5, ÷ all ratings of the period; it is another measure than unused.
--
-- grain: one row
-- needs: assets asset_uses
-- reads: collateral_window asset_usage asset_usage_records sellers asset_rating_events
-- records: asset_usage
-- drill: available = count(*)
-- drill: used = count(*) filter (where not unused)
-- drill: unused = count(*) filter (where unused)
-- drill: unused_share = ratio(count(*) filter (where unused), count(*))
-- drill: unused_cost = coalesce(sum(cost) filter (where unused), 0)
-- param regions varchar[] regions picked; empty = all
-- column available     bigint         assets available, count
-- column used          bigint         of those, used in the period, count
-- column unused        bigint         of those, not used in the period, count
-- column unused_share  double         unused ÷ available, ratio 0..1; null when none are available
-- column unused_cost   decimal(18, 2) production cost of the unused ones
-- column adoption      double         sellers who used one ÷ active sellers, ratio 0..1; null when there are none
-- column rated_useless double         ratings of 2 or less ÷ ratings, ratio 0..1; null when there are none
with

assets_counted as (
    select
        count(*) as available,
        count(*) filter (where not unused) as used,
        count(*) filter (where unused) as unused,
        ratio(count(*) filter (where unused), count(*)) as unused_share,
        cast(coalesce(sum(cost) filter (where unused), 0) as decimal(18, 2)) as unused_cost
    from asset_usage
),

users_of_assets as (
    select user_id from asset_usage_records
    where in_window
    group by user_id
),

adoption as (
    select ratio(count(u.user_id), count(*)) as adoption
    from sellers as s
    left join users_of_assets as u on s.user_id = u.user_id
    where s.team = 'sales' and coalesce(s.is_active, true) and picked($regions, s.region)
),

ratings as (
    select ratio(count(*) filter (where r.rating <= 2), count(*)) as rated_useless
    from asset_rating_events as r
    cross join collateral_window as w
    where
        coalesce(r.rated_on >= w.starts_on, w.starts_on is null) and happened(r.rated_on, w.ends_before - 1)
        and picked($regions, r.region)
),

summary as (
    select
        a.available,
        a.used,
        a.unused,
        a.unused_share,
        a.unused_cost,
        b.adoption,
        c.rated_useless
    from assets_counted as a
    cross join adoption as b
    cross join ratings as c
)

select * from summary
order by available
