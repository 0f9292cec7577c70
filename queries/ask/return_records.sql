-- What was won, and what was spent for it?
--
-- Deals won in the quarter, and the spend of both sides in the quarter that lies the lag before it. Spend has a region but no
-- segment: with a segment picked there are no spend rows.
--
-- grain: one row per quarter, record and its id (quarter, record, record_id)
-- reads: periods deals spend_months
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting lag_quarters integer = 1 : quarters by which spend comes before what it brings
-- setting quarters integer = 0 : quarters of trend to add to what is asked for
-- column quarter   varchar        the quarter it counts in, or "all"
-- column record    varchar        deal or spend
-- column record_id varchar        the opportunity, or month, side, channel, region and campaign
-- column name      varchar        name of the deal, or the channel
-- column side      varchar        who spent it: marketing or sales; null for a deal
-- column region    varchar        region
-- column on_day    date           the day it was won, or the month of the spend
-- column amount    decimal(18, 2) won or spent, reporting currency
-- column opportunity_id varchar        the opportunity; null where the record is none
with

wanted_periods as (
    select
        *,
        cast(start_on - to_months(3 * $lag_quarters) as date) as spend_start_on,
        cast(end_on - to_months(3 * $lag_quarters) as date) as spend_end_on
    from periods
    where is_asked or back <= $quarters
),

won_deals as (
    select
        p.quarter,
        'deal' as record,
        d.opportunity_id as record_id,
        d.name,
        cast(null as varchar) as side,
        cast(d.region as varchar) as region,
        d.closed_on as on_day,
        cast(d.amount as decimal(18, 2)) as amount
    from wanted_periods as p
    inner join deals as d on in_period(d.closed_on, p.start_on, p.end_on) and happened(d.closed_on, $as_of)
    where
        d.state = 'won'
        and picked($regions, d.region) and picked($segments, d.segment) and picked($kinds, d.kind)
),

spend_rows as (
    select
        p.quarter,
        'spend' as record,
        concat_ws(' · ', s.month_on, s.side, s.channel, s.region, s.campaign) as record_id,
        cast(s.channel as varchar) as name,
        cast(s.side as varchar) as side,
        cast(s.region as varchar) as region,
        s.month_on as on_day,
        cast(s.amount as decimal(18, 2)) as amount
    from wanted_periods as p
    inner join spend_months as s
        on in_period(s.month_on, p.spend_start_on, p.spend_end_on) and s.month_on <= $as_of
    where len($segments) = 0 and picked($regions, s.region)
),

records as (
    select *, record_id as opportunity_id from won_deals
    union all
    select *, null as opportunity_id from spend_rows
)

select * from records
order by quarter, record, record_id
