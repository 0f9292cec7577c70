-- Which deals are there to credit?
--
-- Opportunities created in the period (milestone won: won in it), of the regions, segments and kinds picked.
--
-- grain: one row per opportunity (opportunity_id)
-- needs: opportunities
-- reads: deals
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who buys
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column state          varchar        open, won or lost
-- column created_on     date           the day it was opened
-- column closed_on      date           the day it closed; null while open
with

counted as (
    select
        opportunity_id,
        name,
        account_name,
        cast(region as varchar) as region,
        cast(segment as varchar) as segment,
        cast(state as varchar) as state,
        created_on,
        closed_on,
        case when $milestone = 'won' then closed_on else created_on end as counts_on
    from deals
    where
        picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
        and ($milestone <> 'won' or state = 'won')
),

in_time as (
    select
        opportunity_id,
        name,
        account_name,
        region,
        segment,
        state,
        created_on,
        closed_on
    from counted
    where in_period(counts_on, $start_on, $end_on) and happened(counts_on, $as_of)
)

select * from in_time
order by opportunity_id
