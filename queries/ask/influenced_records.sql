-- Which deals did each side touch before the milestone?
--
-- Opportunities created in the period (milestone won: won in it), once for each side, with the touches of that side inside the look-back
-- before the milestone: the opening, or the close (while open the data cut-off). One touch is enough to have influenced a deal.
--
-- grain: one row per side and opportunity (side, opportunity_id)
-- needs: opportunities touches
-- reads: deals deal_influences
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
-- column side           varchar        marketing, sales or partner
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who buys
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column state          varchar        open, won or lost
-- column created_on     date           the day it was opened
-- column closed_on      date           the day it closed; null while open
-- column touches        bigint         touches of the side, count
-- column first_on       date           day of the earliest of them; null when there is none
-- column is_influenced  boolean        the side touched it at least once
-- column amount         decimal(18, 2) net amount
with

sides as (
    select unnest(['marketing', 'partner', 'sales']) as side
),

counted_deals as (
    select
        *,
        case when $milestone = 'won' then closed_on else created_on end as counts_on
    from deals
    where
        picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
        and ($milestone <> 'won' or state = 'won')
),

records as (
    select
        s.side,
        d.opportunity_id,
        d.name,
        d.account_name,
        cast(d.region as varchar) as region,
        cast(d.segment as varchar) as segment,
        cast(d.state as varchar) as state,
        d.created_on,
        d.closed_on,
        coalesce(i.touches, 0) as touches,
        cast(i.first_at as date) as first_on,
        i.touches is not null as is_influenced,
        cast(d.amount as decimal(18, 2)) as amount
    from counted_deals as d
    cross join sides as s
    left join deal_influences as i
        on d.opportunity_id = i.opportunity_id and s.side = i.side
            and (i.milestone = 'created') = ($milestone = 'created')
    where in_period(d.counts_on, $start_on, $end_on) and happened(d.counts_on, $as_of)
)

select * from records
order by side, opportunity_id
