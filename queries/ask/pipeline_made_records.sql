-- Which deals were opened, won and lost in each quarter?
--
-- A deal stands once for every quarter and thing that happened to it.
--
-- grain: one row per quarter, event and opportunity (quarter, event, opportunity_id)
-- reads: periods deals
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting quarters integer = 0 : quarters of trend to add to what is asked for
-- column quarter        varchar        the quarter, or "all"
-- column event          varchar        created, won or lost
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who buys
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column source         varchar        lead source recorded on it
-- column amount         decimal(18, 2) net amount
-- column on_day         date           the day it happened; null when not recorded
with

events as (
    select *, 'created' as event, created_on as on_day from deals
    union all
    select *, cast(state as varchar) as event, closed_on as on_day from deals
    where state <> 'open'
),

records as (
    select
        p.quarter,
        e.event,
        e.opportunity_id,
        e.name,
        e.account_name,
        cast(e.region as varchar) as region,
        cast(e.segment as varchar) as segment,
        e.source,
        cast(e.amount as decimal(18, 2)) as amount,
        e.on_day
    from periods as p
    inner join events as e on in_period(e.on_day, p.start_on, p.end_on) and happened(e.on_day, $as_of)
    where
        (p.is_asked or p.back <= $quarters)
        and picked($regions, e.region) and picked($segments, e.segment) and picked($kinds, e.kind)
)

select * from records
order by quarter, event, opportunity_id
