-- Over which channels do deals come, and how do those paths end?
--
-- Opportunities that closed in the period, by the first three steps of their path and by how they ended. A step is a run of eligible
-- touches on one channel; what follows the third step is not drawn. Channels with few steps are grouped as "(other channels)".
--
-- grain: one row per path and end (first_step, second_step, third_step, state)
-- needs: opportunities
-- reads: walked_paths walked_channels
-- records: path_records
-- drill: deals = count(*)
-- drill: amount = coalesce(sum(amount), 0)
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- column first_step  varchar        channel of the first step, or (no touch)
-- column second_step varchar        channel of the second step, or (end)
-- column third_step  varchar        channel of the third step, or (end)
-- column state       varchar        won or lost
-- column deals       bigint         opportunities, count
-- column amount      decimal(18, 2) their amount, reporting currency
with

named as (
    select list(channel) as names from walked_channels
),

walked as (
    select
        case when list_contains(n.names, p.first_step) then p.first_step else '(other channels)' end as first_step,
        case when list_contains(n.names, p.second_step) then p.second_step else '(other channels)' end as second_step,
        case when list_contains(n.names, p.third_step) then p.third_step else '(other channels)' end as third_step,
        cast(p.state as varchar) as state,
        p.deals,
        p.amount
    from walked_paths as p
    cross join named as n
    where
        in_period(closed_on, $start_on, $end_on) and happened(closed_on, $as_of)
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
),

flows as (
    select
        first_step,
        second_step,
        third_step,
        state,
        cast(sum(deals) as bigint) as deals,
        cast(coalesce(sum(amount), 0) as decimal(18, 2)) as amount
    from walked
    group by first_step, second_step, third_step, state
)

select * from flows
order by first_step, second_step, third_step, state
