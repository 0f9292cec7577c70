-- Which records entered each stage of the funnel, and what became of them?
--
-- Leads pass the stages lead, MQL, SAL and SQL; opportunities pass opportunity and won, each once however many leads it came
-- from. What happened after the data cut-off has not happened yet.
--
-- grain: one row per quarter, stage and record (quarter, stage, record_id)
-- reads: periods stage_entries
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting within_days integer = 90 : days that a record has to reach the next stage, inclusive; all = to date
-- setting quarters integer = 0 : quarters to add to what is asked for
-- setting basis varchar = cohort : cohort | in_period | flow, who is looked at
-- column quarter      varchar the quarter it is counted in, or "all"
-- column stage        varchar lead, mql, sal, sql, opportunity or won
-- column record_id    varchar the lead or the opportunity
-- column inflow       varchar lead = it came from a lead; sales = sales opened it without one
-- column region       varchar sales region
-- column next_on      date    entry to the next stage; null when it has not come
-- column left_on      date    the day it left the funnel; null when it has not
-- column is_counted   boolean it is old enough for its outcome to count
-- column reached_next boolean it counts, and reached the next stage (cohort: within the days; in_period: in the period)
with

entries as (
    select
        stage,
        record_id,
        inflow,
        region,
        entered_on,
        case when next_on <= $as_of then next_on end as next_on,
        case when left_on <= $as_of then left_on end as left_on
    from stage_entries
    where
        picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
        and happened(entered_on, $as_of)
        and ($basis = 'in_period' or in_period(
            entered_on, cast(cast($start_on as date) - to_months(3 * greatest($quarters - 1, 0)) as date), $end_on
        ))
),

looked_at as (
    select
        p.quarter,
        e.*,
        $basis <> 'cohort' or $within_days is null or coalesce($as_of - e.entered_on >= $within_days, false)
            as is_counted,
        e.next_on is not null and case $basis
            when 'cohort' then $within_days is null or coalesce(e.next_on - e.entered_on <= $within_days, false)
            when 'in_period' then in_period(e.next_on, p.start_on, p.end_on)
            else false
        end as is_in_time
    from periods as p
    inner join entries as e
        on case $basis
            when 'in_period' then p.start_on is null or (
                p.end_on > e.entered_on and coalesce(coalesce(e.next_on, e.left_on) >= p.start_on, true)
            )
            else in_period(e.entered_on, p.start_on, p.end_on)
        end
    where p.is_asked or p.back <= $quarters
),

moves as (
    select
        quarter,
        cast(stage as varchar) as stage,
        record_id,
        cast(inflow as varchar) as inflow,
        cast(region as varchar) as region,
        next_on,
        left_on,
        is_counted,
        is_counted and is_in_time as reached_next
    from looked_at
)

select * from moves
order by quarter, stage, record_id
