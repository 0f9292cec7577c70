-- Which leads and deals left the funnel, and what were they worth?
--
-- In the quarter: leads rejected by sales; leads handed over in it on which sales had not decided so many days later; leads that fell silent;
-- deals lost. A lead was worth the chance of the stage it had reached × the mean amount won in its segment; a deal its amount × the
-- chance of any deal of its segment. Chances and amounts of the year before; of all segments where fewer than 10 were resolved.
--
-- grain: one row per place and record (place, record_id)
-- reads: periods lead_journeys lead_ends deals value_chances value_amounts
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting leak_days integer = 30 : days after the hand-over from which no decision is a leak
-- column place          varchar rejected, undecided, silent or lost
-- column reason         varchar why, as recorded; of silent leads the stage they were in
-- column record_id      varchar the lead or the opportunity
-- column name           varchar who or what it is
-- column owner          varchar the seller who owns it
-- column region         varchar sales region
-- column segment        varchar size segment
-- column on_day         date    the day it left, or was handed over
-- column amount         double  amount of the deal; for a lead the mean amount won in its segment
-- column chance         double  chance of being won, ratio 0..1; null when nothing was resolved
-- column expected_value double  amount × chance, reporting currency
-- column opportunity_id varchar the opportunity; null where the record is none
with

asked as (
    select quarter from periods
    where is_asked
),

leads_by_stage as (
    select
        l.lead_id,
        l.name,
        l.owner,
        cast(l.region as varchar) as region,
        cast(l.segment as varchar) as segment,
        l.outcome,
        l.reject_reason,
        case
            when l.sql_at is not null then 'sql'
            when l.sal_at is not null then 'sal'
            when l.mql_at is not null then 'mql'
            else 'lead'
        end as stage,
        cast(l.handed_over_at as date) as handed_over_on,
        cast(l.left_at as date) as left_on,
        e.ended_on
    from lead_journeys as l
    inner join lead_ends as e on l.lead_id = e.lead_id
    where
        l.opportunity_at is null and l.opportunity_id is null
        and picked($regions, l.region) and picked($segments, l.segment)
),

leads_gone as (
    select 'rejected' as place, coalesce(reject_reason, '(no reason)') as reason, left_on as on_day, *
    from leads_by_stage
    where left_on is not null
    union all
    select 'undecided' as place, '(no decision)' as reason, handed_over_on as on_day, *
    from leads_by_stage
    where left_on is null and outcome = 'undecided' and $as_of - handed_over_on >= $leak_days
    union all
    select 'silent' as place, stage as reason, ended_on as on_day, *
    from leads_by_stage
    where left_on is null and coalesce(outcome <> 'undecided', true)
),

leads_worth as (
    select
        g.place,
        g.reason,
        g.lead_id as record_id,
        g.name,
        g.owner,
        g.region,
        g.segment,
        g.on_day,
        case when own.won >= 10 then own.mean_amount else company.mean_amount end as amount,
        case
            when narrow.resolved >= 10 then narrow.chance
            when wide.resolved >= 10 then wide.chance
            else anywhere.chance
        end as chance
    from leads_gone as g
    cross join asked as a
    left join value_chances as narrow
        on
            a.quarter = narrow.quarter and narrow.record = 'lead'
            and g.stage = narrow.stage and g.segment = narrow.segment
    left join value_chances as wide
        on a.quarter = wide.quarter and wide.record = 'lead' and g.stage = wide.stage and wide.segment = '(all)'
    left join value_chances as anywhere
        on
            a.quarter = anywhere.quarter and anywhere.record = 'lead'
            and anywhere.stage = '(any)' and anywhere.segment = '(all)'
    left join value_amounts as own on a.quarter = own.quarter and g.segment = own.segment
    left join value_amounts as company on a.quarter = company.quarter and company.segment = '(all)'
    where in_period(g.on_day, $start_on, $end_on) and g.on_day <= $as_of
),

deals_worth as (
    select
        'lost' as place,
        coalesce(d.loss_reason, '(no reason)') as reason,
        d.opportunity_id as record_id,
        d.name,
        d.owner,
        cast(d.region as varchar) as region,
        cast(d.segment as varchar) as segment,
        d.closed_on as on_day,
        cast(d.amount as double) as amount,
        case when narrow.resolved >= 10 then narrow.chance else anywhere.chance end as chance
    from deals as d
    cross join asked as a
    left join value_chances as narrow
        on
            a.quarter = narrow.quarter and narrow.record = 'deal'
            and narrow.stage = '(any)' and cast(d.segment as varchar) = narrow.segment
    left join value_chances as anywhere
        on
            a.quarter = anywhere.quarter and anywhere.record = 'deal'
            and anywhere.stage = '(any)' and anywhere.segment = '(all)'
    where
        d.state = 'lost' and in_period(d.closed_on, $start_on, $end_on) and happened(d.closed_on, $as_of)
        and picked($regions, d.region) and picked($segments, d.segment) and picked($kinds, d.kind)
),

records as (
    select *, amount * chance as expected_value, null as opportunity_id from leads_worth
    union all
    select *, amount * chance as expected_value, record_id as opportunity_id from deals_worth
)

select * from records
order by place, record_id
