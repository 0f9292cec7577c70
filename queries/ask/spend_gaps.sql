-- In which months was money spent without a result, or a result had without money?
--
-- Channels by month, of the quarters looked at: marketing's spend on the channel, leads that came by it and deals won by it (channel of the
-- primary campaign) in the month. Only months with a gap are shown; spend has no segment, so with one picked there are none.
--
-- grain: one row per channel and month (channel, month_on)
-- needs: spend
-- reads: spend_months lead_journeys deals
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting span_quarters integer = 4 : quarters looked at, up to the one asked for
-- column gap        varchar        spend_without_result or result_without_spend
-- column channel    varchar        the channel
-- column month_on   date           first day of the month
-- column spend      decimal(18, 2) spent on it by marketing, reporting currency
-- column leads      bigint         leads created by it, count
-- column won_deals  bigint         deals won by it, count
-- column won_amount decimal(18, 2) their amount
with

happenings as (
    select
        cast(channel as varchar) as channel,
        month_on as on_day,
        amount as spend,
        0 as leads,
        0 as won_deals,
        0 as won_amount
    from spend_months
    where side = 'marketing' and picked($regions, region)
    union all
    select
        cast(channel as varchar) as channel,
        created_on as on_day,
        0 as spend,
        1 as leads,
        0 as won_deals,
        0 as won_amount
    from lead_journeys
    where picked($regions, region)
    union all
    select
        cast(channel as varchar) as channel,
        closed_on as on_day,
        0 as spend,
        0 as leads,
        1 as won_deals,
        coalesce(amount, 0) as won_amount
    from deals
    where state = 'won' and picked($regions, region) and picked($kinds, kind)
),

by_month as (
    select
        channel,
        cast(date_trunc('month', on_day) as date) as month_on,
        cast(coalesce(sum(spend), 0) as decimal(18, 2)) as spend,
        cast(sum(leads) as bigint) as leads,
        cast(sum(won_deals) as bigint) as won_deals,
        cast(sum(won_amount) as decimal(18, 2)) as won_amount
    from happenings
    where
        len($segments) = 0 and on_day <= $as_of
        and in_period(on_day, cast(cast($start_on as date) - to_months(3 * ($span_quarters - 1)) as date), $end_on)
    group by channel, date_trunc('month', on_day)
),

gaps as (
    select
        case when spend > 0 then 'spend_without_result' else 'result_without_spend' end as gap,
        channel,
        month_on,
        spend,
        leads,
        won_deals,
        won_amount
    from by_month
    where (spend > 0 and leads + won_deals = 0) or (spend = 0 and leads + won_deals > 0)
)

select * from gaps
order by channel, month_on
