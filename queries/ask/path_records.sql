-- Over which channels did each closed deal come?
--
-- Opportunities that closed in the period, with the first three steps of their path: eligible touches inside the look-back before the
-- close, consecutive ones on one channel being one step. The channels that stand first among the steps of the period keep their name,
-- the others are "(other channels)". A deal that no eligible touch reached begins with "(no touch)".
--
-- grain: one row per opportunity (opportunity_id)
-- needs: opportunities
-- reads: deals deal_paths walked_channels
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- column first_step     varchar        channel of the first step
-- column second_step    varchar        channel of the second step; "(end)" when there is none
-- column third_step     varchar        channel of the third step; "(end)" when there is none
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who buys
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column state          varchar        open, won or lost
-- column steps          bigint         steps of the whole path, count
-- column last_step      varchar        channel of the last step
-- column closed_on      date           the day it closed
-- column amount         decimal(18, 2) net amount
with

closed_deals as (
    select * from deals
    where
        picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
        and state <> 'open' and in_period(closed_on, $start_on, $end_on) and happened(closed_on, $as_of)
),

paths as (
    select
        d.*,
        coalesce(p.first_step, '(no touch)') as step_1,
        coalesce(p.second_step, '(end)') as step_2,
        coalesce(p.third_step, '(end)') as step_3,
        coalesce(p.last_step, '(no touch)') as last_step,
        coalesce(p.steps, 0) as steps
    from closed_deals as d
    left join deal_paths as p on d.opportunity_id = p.opportunity_id
),

named as (
    select list(channel) as names from walked_channels
),

records as (
    select
        case when list_contains(n.names, d.step_1) then d.step_1 else '(other channels)' end as first_step,
        case when list_contains(n.names, d.step_2) then d.step_2 else '(other channels)' end as second_step,
        case when list_contains(n.names, d.step_3) then d.step_3 else '(other channels)' end as third_step,
        d.opportunity_id,
        d.name,
        d.account_name,
        cast(d.region as varchar) as region,
        cast(d.segment as varchar) as segment,
        cast(d.state as varchar) as state,
        d.steps,
        d.last_step,
        d.closed_on,
        cast(d.amount as decimal(18, 2)) as amount
    from paths as d
    cross join named as n
)

select * from records
order by opportunity_id
