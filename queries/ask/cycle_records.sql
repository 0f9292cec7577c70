-- Which deals are the speed of the pipeline taken from?
--
-- Deals that closed in the quarter, won or lost, that have an amount, a day of opening and days in order: one population for all four
-- drivers.
--
-- grain: one row per period and opportunity (period, opportunity_id)
-- reads: compared_periods deals
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- column period         varchar        asked, previous or year_ago
-- column quarter        varchar        the quarter it closed in, or "all"
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who buys
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column owner          varchar        the seller
-- column inflow         varchar        lead or sales
-- column state          varchar        won or lost
-- column amount         decimal(18, 2) net amount
-- column created_on     date           the day it was opened
-- column closed_on      date           the day it closed
-- column cycle_days     integer        calendar days between the two
with

records as (
    select
        p.period,
        p.quarter,
        d.opportunity_id,
        d.name,
        d.account_name,
        cast(d.region as varchar) as region,
        cast(d.segment as varchar) as segment,
        d.owner,
        cast(d.inflow as varchar) as inflow,
        cast(d.state as varchar) as state,
        cast(d.amount as decimal(18, 2)) as amount,
        d.created_on,
        d.closed_on,
        cast(d.cycle_days as integer) as cycle_days
    from compared_periods as p
    inner join deals as d on in_period(d.closed_on, p.start_on, p.end_on)
    where
        d.closed_on <= $as_of and d.cycle_days is not null and d.amount is not null
        and picked($regions, d.region) and picked($segments, d.segment) and picked($kinds, d.kind)
)

select * from records
order by period, opportunity_id
