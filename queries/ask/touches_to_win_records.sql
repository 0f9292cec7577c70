-- How long, and over how many touches, did each won deal take?
--
-- Opportunities won in the period, each once by number of touches and once by days from its first touch to the close. Touches inside the
-- look-back before the close, of marketing (side all: of every side). Deals without one stand in the band "none".
--
-- grain: one row per measure and opportunity (measure, opportunity_id)
-- needs: opportunities touches
-- reads: deals deal_influences
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

won_deals as (
    select * from deals
    where
        picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
        and state = 'won' and in_period(closed_on, $start_on, $end_on) and happened(closed_on, $as_of)
),

touched as (
    select
        opportunity_id,
        cast(sum(touches) as bigint) as touches,
        cast(min(first_at) as date) as first_on
    from deal_influences
    where milestone = 'any' and (side = 'marketing' or $side = 'all')
    group by opportunity_id
),

measured as (
    select
        d.*,
        coalesce(t.touches, 0) as touches,
        date_diff('day', t.first_on, d.closed_on) as days
    from won_deals as d
    left join touched as t on d.opportunity_id = t.opportunity_id
),

banded as (
    select
        'touches' as measure,
        case
            when touches = 0 then 'none'
            when touches < 6 then cast(touches as varchar)
            when touches < 11 then '6–10'
            when touches < 21 then '11–20'
            else 'over 20'
        end as band,
        *
    from measured
    union all
    select
        'days' as measure,
        case
            when days is null then 'none'
            when days < 31 then '0–30'
            when days < 61 then '31–60'
            when days < 91 then '61–90'
            when days < 121 then '91–120'
            when days < 181 then '121–180'
            when days < 366 then '181–365'
            else 'over 365'
        end as band,
        *
    from measured
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
