-- Which leads and opportunities went through each stage of the funnel?
--
-- Leads pass the stages lead, MQL, SAL and SQL; opportunities pass opportunity and won, each once however many leads it came
-- from. Days are calendar days; what happened after the data cut-off has not happened yet.
--
-- grain: one row per quarter, stage and record (quarter, stage, record_id)
-- reads: stage_moves stage_entries
-- column quarter      varchar the quarter it is counted in, or "all"
-- column stage        varchar lead, mql, sal, sql, opportunity or won
-- column record_id    varchar the lead or the opportunity
-- column record       varchar lead or opportunity
-- column name         varchar who or what it is
-- column inflow       varchar lead = it came from a lead; sales = sales opened it without one
-- column region       varchar sales region
-- column segment      varchar size segment
-- column source       varchar lead source
-- column channel      varchar channel of its campaign
-- column entered_on   date    first entry to the stage
-- column next_on      date    entry to the next stage; null when it has not come
-- column left_on      date    the day it left the funnel; null when it has not
-- column is_counted   boolean it is old enough for its outcome to count
-- column reached_next boolean it counts, and reached the next stage (cohort: within the days; in_period: in the period)
-- column stay_days    integer days in the stage; null while it is there, or when the stage was skipped
-- column opportunity_id varchar the opportunity; null where the record is none
with

records as (
    select
        m.quarter,
        m.stage,
        m.record_id,
        cast(e.record as varchar) as record,
        e.name,
        m.inflow,
        m.region,
        cast(e.segment as varchar) as segment,
        e.source,
        cast(e.channel as varchar) as channel,
        e.entered_on,
        m.next_on,
        m.left_on,
        m.is_counted,
        m.reached_next,
        case when e.is_timed then cast(coalesce(m.next_on, m.left_on) - e.entered_on as integer) end as stay_days,
        case when e.record = 'opportunity' then m.record_id end as opportunity_id
    from stage_moves as m
    inner join stage_entries as e on m.record_id = e.record_id and m.stage = cast(e.stage as varchar)
)

select * from records
order by quarter, stage, record_id
