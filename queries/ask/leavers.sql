-- Which leads and deals left the funnel without being won?
--
-- In the quarter: leads rejected by sales; leads handed over in it on which sales had not decided so many days later; leads that fell silent;
-- deals lost.
--
-- grain: one row per place and record (place, record_id)
-- reads: departures
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

records as (
    select
        place,
        reason,
        record,
        record_id,
        stage,
        cast(segment as varchar) as segment,
        on_day,
        cast(amount as double) as amount
    from departures
    where
        picked($regions, region) and picked($segments, segment) and (record = 'lead' or picked($kinds, kind))
        and in_period(on_day, $start_on, $end_on) and (on_day <= $as_of or (on_day is null and record = 'deal'))
        and (place <> 'undecided' or $as_of - on_day >= $leak_days)
)

select * from records
order by place, record_id
