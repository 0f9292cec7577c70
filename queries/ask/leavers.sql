-- Which leads and deals left the funnel without being won?
--
-- In the quarter: leads rejected by sales; leads handed over in it on which sales had not decided so many days later; leads that fell silent;
-- deals lost.
--
-- grain: one row per place and record (place, record_id)
-- reads: lead_ends deals
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting leak_days integer = 30 : days after the hand-over from which no decision is a leak
-- column place     varchar rejected, undecided, silent or lost
-- column reason    varchar why, as recorded; of silent leads the stage they were in
-- column record    varchar deal or lead
-- column record_id varchar the lead or the opportunity
-- column stage     varchar the stage that the lead had reached; of deals (any)
-- column segment   varchar size segment
-- column on_day    date    the day it left, or was handed over
-- column amount    double  amount of the deal; null for a lead
with

leads as (
    select
        lead_id,
        segment,
        handed_over_on,
        left_on,
        ended_on,
        reject_reason,
        case
            when left_on is not null then 'rejected'
            when outcome = 'undecided' then 'undecided'
            else 'silent'
        end as place,
        case
            when sql_on is not null then 'sql'
            when sal_on is not null then 'sal'
            when mql_on is not null then 'mql'
            else 'lead'
        end as stage
    from lead_ends
    where is_lead_only and picked($regions, region) and picked($segments, segment)
),

records as (
    select
        place,
        case place
            when 'rejected' then coalesce(reject_reason, '(no reason)')
            when 'undecided' then '(no decision)'
            else stage
        end as reason,
        'lead' as record,
        lead_id as record_id,
        stage,
        cast(segment as varchar) as segment,
        case place when 'rejected' then left_on when 'undecided' then handed_over_on else ended_on end as on_day,
        cast(null as double) as amount
    from leads
    where place <> 'undecided' or $as_of - handed_over_on >= $leak_days
    union all
    select
        'lost' as place,
        coalesce(loss_reason, '(no reason)') as reason,
        'deal' as record,
        opportunity_id as record_id,
        '(any)' as stage,
        cast(segment as varchar) as segment,
        closed_on as on_day,
        cast(amount as double) as amount
    from deals
    where
        state = 'lost'
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
)

select * from records
where in_period(on_day, $start_on, $end_on) and (on_day <= $as_of or (on_day is null and record = 'deal'))
order by place, record_id
