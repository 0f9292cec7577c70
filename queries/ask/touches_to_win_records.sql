-- How long, and over how many touches, did each won deal take?
--
-- Opportunities won in the period, each once by number of touches and once by days from its first touch to the close. Touches inside the
-- look-back before the close, of marketing (side all: of every side). Deals without one stand in the band "none".
--
-- grain: one row per measure and opportunity (measure, opportunity_id)
-- needs: opportunities touches
-- reads: deals win_lengths
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting side varchar = marketing : marketing | all, whose touches count
-- column measure        varchar        touches or days
-- column band           varchar        band of the number, or none
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who buys
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column state          varchar        open, won or lost
-- column closed_on      date           the day it was won
-- column touches        bigint         touches up to the close, count
-- column days           bigint         days from the first touch to the close; null when there is none
-- column amount         decimal(18, 2) net amount
with

measured as (
    select
        d.*,
        case when $side = 'all' then w.touches else w.marketing_touches end as touches,
        case when $side = 'all' then w.days else w.marketing_days end as days
    from win_lengths as w
    inner join deals as d on w.opportunity_id = d.opportunity_id
    where
        in_period(w.closed_on, $start_on, $end_on) and happened(w.closed_on, $as_of)
        and picked($regions, w.region) and picked($segments, w.segment) and picked($kinds, w.kind)
),

banded as (
    select *, 'touches' as measure, touches_band(touches) as band from measured
    union all
    select *, 'days' as measure, days_band(days) as band from measured
),

records as (
    select
        d.measure,
        d.band,
        d.opportunity_id,
        d.name,
        d.account_name,
        cast(d.region as varchar) as region,
        cast(d.segment as varchar) as segment,
        cast(d.state as varchar) as state,
        d.closed_on,
        d.touches,
        d.days,
        cast(d.amount as decimal(18, 2)) as amount
    from banded as d
)

select * from records
order by measure, opportunity_id
