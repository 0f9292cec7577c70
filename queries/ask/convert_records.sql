-- How long did each record take to move on?
--
-- The records that entered a stage of the funnel in the quarters looked at, each with its days until it reached the next stage. One that
-- has not is followed until the data cut-off; one that left (rejected or lost) until the day it left, or to the cut-off when leavers
-- stay at risk. Records that skipped the stage are left out.
--
-- grain: one row per stage and record (stage, record_id)
-- reads: stage_entries
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting span_quarters integer = 4 : quarters looked at, up to the one asked for
-- setting leavers varchar = censored : censored | at_risk, those who left count until that day or are never done
-- column stage        varchar lead, mql, sal, sql or opportunity
-- column record_id    varchar the lead or the opportunity
-- column name         varchar who or what it is
-- column inflow       varchar lead = it came from a lead; sales = sales opened it without one
-- column region       varchar sales region
-- column segment      varchar size segment
-- column entered_on   date    first entry to the stage
-- column next_on      date    entry to the next stage; null when it has not come
-- column left_on      date    the day it left the funnel; null when it has not
-- column days         integer days from entry to whatever it was followed to
-- column is_converted boolean it reached the next stage
-- column opportunity_id varchar the opportunity; null where the record is none
with

entries as (
    select
        record_id,
        record,
        name,
        inflow,
        region,
        segment,
        stage,
        entered_on,
        case when next_on <= $as_of then next_on end as next_on,
        case when left_on <= $as_of then left_on end as left_on
    from stage_entries
    where
        picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
        and is_timed and stage <> 'won' and entered_on <= $as_of
        and in_period(entered_on, cast(cast($start_on as date) - to_months(3 * ($span_quarters - 1)) as date), $end_on)
),

records as (
    select
        cast(stage as varchar) as stage,
        record_id,
        name,
        cast(inflow as varchar) as inflow,
        cast(region as varchar) as region,
        cast(segment as varchar) as segment,
        entered_on,
        next_on,
        left_on,
        cast(coalesce(next_on, case when $leavers = 'censored' then left_on end, $as_of) - entered_on as integer)
            as days,
        next_on is not null as is_converted,
        case when record = 'opportunity' then record_id end as opportunity_id
    from entries
)

select * from records
order by stage, record_id
