-- What was reached, and what was spent for it?
--
-- For each step: the leads or opportunities that entered it in the quarter, and the spend of the quarter that lies the lag before it.
-- Customer: accounts whose first deal ever was won in it. Spend repeats at every step, and has no segment: with one picked there is none.
--
-- grain: one row per period, step and record (period, step, record, record_id)
-- reads: compared_periods stage_entries deals spend_months
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting lag_quarters integer = 1 : quarters by which spend comes before what it brings
-- setting spend_of varchar = both : both | marketing | sales, whose spend counts
-- column period    varchar        asked, previous or year_ago
-- column step      varchar        mql, sql, opportunity, won or customer
-- column record    varchar        entry or spend
-- column record_id varchar        the lead, opportunity or account; or month, side, channel, region and campaign
-- column name      varchar        who or what it is, or the channel
-- column region    varchar        region
-- column on_day    date           the day it was reached, or the month of the spend
-- column amount    decimal(18, 2) spent, reporting currency; null for an entry
-- column opportunity_id varchar        the opportunity; null where the record is none
with

first_wins as (
    select
        account_id,
        min(closed_on) as won_on,
        arg_min(account_name, (closed_on, opportunity_id)) as name,
        arg_min(region, (closed_on, opportunity_id)) as region,
        arg_min(segment, (closed_on, opportunity_id)) as segment,
        arg_min(kind, (closed_on, opportunity_id)) as kind
    from deals
    where state = 'won' and account_id is not null and closed_on is not null
    group by account_id
),

reached as (
    select
        cast(stage as varchar) as step,
        record_id,
        name,
        cast(region as varchar) as region,
        segment,
        kind,
        entered_on as on_day
    from stage_entries
    where stage in ('mql', 'sql', 'opportunity', 'won')
    union all
    select
        'customer' as step,
        account_id as record_id,
        name,
        cast(region as varchar) as region,
        segment,
        kind,
        won_on as on_day
    from first_wins
),

entries as (
    select
        p.period,
        r.step,
        'entry' as record,
        r.record_id,
        r.name,
        r.region,
        r.on_day,
        cast(null as decimal(18, 2)) as amount,
        case when r.step in ('opportunity', 'won') then r.record_id end as opportunity_id
    from compared_periods as p
    inner join reached as r on in_period(r.on_day, p.start_on, p.end_on) and happened(r.on_day, $as_of)
    where picked($regions, r.region) and picked($segments, r.segment) and picked($kinds, r.kind)
),

spent as (
    select
        p.period,
        'spend' as record,
        concat_ws(' · ', s.month_on, s.side, s.channel, s.region, s.campaign) as record_id,
        cast(s.channel as varchar) as name,
        cast(s.region as varchar) as region,
        s.month_on as on_day,
        cast(s.amount as decimal(18, 2)) as amount
    from compared_periods as p
    inner join spend_months as s
        on
            in_period(
                s.month_on,
                cast(p.start_on - to_months(3 * $lag_quarters) as date),
                cast(p.end_on - to_months(3 * $lag_quarters) as date)
            )
            and s.month_on <= $as_of
    where len($segments) = 0 and picked($regions, s.region) and ($spend_of = 'both' or s.side = $spend_of)
),

steps as (
    select unnest(['mql', 'sql', 'opportunity', 'won', 'customer']) as step
),

records as (
    select * from entries
    union all
    select
        s.period,
        t.step,
        s.record,
        s.record_id,
        s.name,
        s.region,
        s.on_day,
        s.amount,
        null as opportunity_id
    from spent as s
    cross join steps as t
)

select * from records
order by period, step, record, record_id
