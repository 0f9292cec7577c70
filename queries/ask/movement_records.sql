-- Which records stand behind a movement?
--
-- Of both quarters: what each record counts in the denominator (whole) and in the numerator (part) of the figure. Conversion: mature leads,
-- won in the days allowed. Acceptance: mature MQLs, accepted by sales in them. Win rate by value: amounts closed and won. Pipeline:
-- opportunities opened and their amount. Bookings: deals won and their amount.
--
-- grain: one row per figure, period and record (figure, period, record_id)
-- reads: compared_periods conversion_records funnel_records deals
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting against varchar = previous : previous | year_ago, the quarter it is compared with
-- setting quarters integer = 5 : quarters to add to what is asked for
-- setting within_days integer = 90 : days that a lead has to be won or accepted, inclusive; all = to date
-- column figure    varchar        conversion, acceptance, win_rate_value, pipeline or bookings
-- column period    varchar        after = the quarter asked for; before = the one it is compared with
-- column record_id varchar        the lead or the opportunity
-- column name      varchar        who or what it is
-- column region    varchar        sales region
-- column segment   varchar        size segment
-- column channel   varchar        channel of its campaign
-- column whole     decimal(18, 2) what it counts in the denominator
-- column part      decimal(18, 2) what it counts in the numerator
-- column opportunity_id varchar        the opportunity; null where the record is none
with

two_periods as (
    select
        case when period = 'asked' then 'after' else 'before' end as period,
        quarter,
        start_on,
        end_on
    from compared_periods
    where period in ('asked', $against)
),

known_deals as (
    select
        opportunity_id as record_id,
        name,
        region,
        segment,
        channel,
        state,
        coalesce(amount, 0) as amount,
        created_on,
        closed_on
    from deals
    where picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
),

counted as (
    select 'conversion' as figure, p.period, c.lead_id as record_id, c.name, c.region, c.segment, c.channel,
        1 as whole, case when c.is_won then 1 else 0 end as part
    from two_periods as p
    inner join conversion_records as c on p.quarter = c.quarter
    where c.is_mature
    union all
    select 'acceptance' as figure, p.period, f.record_id, f.name, f.region, f.segment, f.channel,
        1 as whole, case when f.reached_next then 1 else 0 end as part
    from two_periods as p
    inner join funnel_records as f on p.quarter = f.quarter
    where f.stage = 'mql' and f.is_counted
    union all
    select 'win_rate_value' as figure, p.period, d.record_id, d.name, d.region, d.segment, d.channel,
        d.amount as whole, case when d.state = 'won' then d.amount else 0 end as part
    from two_periods as p
    inner join known_deals as d on in_period(d.closed_on, p.start_on, p.end_on) and happened(d.closed_on, $as_of)
    where d.state <> 'open'
    union all
    select 'pipeline' as figure, p.period, d.record_id, d.name, d.region, d.segment, d.channel,
        1 as whole, d.amount as part
    from two_periods as p
    inner join known_deals as d on in_period(d.created_on, p.start_on, p.end_on) and happened(d.created_on, $as_of)
    union all
    select 'bookings' as figure, p.period, d.record_id, d.name, d.region, d.segment, d.channel,
        1 as whole, d.amount as part
    from two_periods as p
    inner join known_deals as d on in_period(d.closed_on, p.start_on, p.end_on) and happened(d.closed_on, $as_of)
    where d.state = 'won'
),

records as (
    select
        figure,
        period,
        record_id,
        name,
        cast(region as varchar) as region,
        cast(segment as varchar) as segment,
        cast(channel as varchar) as channel,
        cast(whole as decimal(18, 2)) as whole,
        cast(part as decimal(18, 2)) as part,
        case when figure not in ('conversion', 'acceptance') then record_id end as opportunity_id
    from counted
)

select * from records
order by figure, period, record_id
