-- Which leads were created, and how far did each of them get?
--
-- Leads created in the period, one row for every stage that each has reached by the data cut-off.
--
-- grain: one row per lead and stage reached (lead_id, stage)
-- reads: lead_journeys quarters
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- setting by varchar = all : all | region | segment | source | channel | campaign | month | quarter, what to group by
-- setting within_days integer = all : days that a lead has to be won, inclusive; all = to date
-- column dimension  varchar value of what is grouped by
-- column stage      varchar a stage that it reached
-- column lead_id    varchar the lead
-- column name       varchar company, else e-mail, else the lead's id
-- column region     varchar sales region
-- column segment    varchar size segment
-- column source     varchar lead source
-- column channel    varchar channel of its campaign
-- column campaign   varchar its campaign
-- column status     varchar status recorded on the lead
-- column created_on date    the day it was created
-- column reached_on date    the day it reached the stage
-- column won_on     date    the day its opportunity was won; null when it was not
-- column is_mature  boolean it has had the days allowed
-- column is_won     boolean it is mature, and won in the days allowed
with

cohort as (
    select
        l.*,
        q.quarter as created_quarter,
        case when cast(l.won_at as date) <= $as_of then cast(l.won_at as date) end as won_on,
        $within_days is null or $as_of - l.created_on >= $within_days as is_mature
    from lead_journeys as l
    left join quarters as q on l.created_on >= q.start_on and l.created_on < q.end_on
    where
        picked($regions, l.region) and picked($segments, l.segment)
        and in_period(l.created_on, $start_on, $end_on) and happened(l.created_on, $as_of)
),

stages_reached as (
    select
        c.*,
        s.stage,
        cast(case s.stage
            when 'lead' then c.lead_at
            when 'mql' then c.mql_at
            when 'sal' then c.sal_at
            when 'sql' then c.sql_at
            when 'opportunity' then c.opportunity_at
            else c.won_at
        end as date) as reached_on
    from cohort as c
    cross join funnel_stages() as s
),

records as (
    select
        case $by
            when 'region' then cast(region as varchar)
            when 'segment' then cast(segment as varchar)
            when 'source' then cast(source as varchar)
            when 'channel' then cast(channel as varchar)
            when 'campaign' then cast(campaign as varchar)
            when 'month' then strftime(created_on, '%Y-%m')
            when 'quarter' then cast(created_quarter as varchar)
            else 'all'
        end as dimension,
        stage,
        lead_id,
        name,
        cast(region as varchar) as region,
        cast(segment as varchar) as segment,
        cast(source as varchar) as source,
        cast(channel as varchar) as channel,
        cast(campaign as varchar) as campaign,
        cast(status as varchar) as status,
        created_on,
        reached_on,
        won_on,
        is_mature,
        is_mature and won_on is not null and ($within_days is null or won_on - created_on <= $within_days) as is_won
    from stages_reached
    where reached_on <= $as_of
)

select * from records
order by lead_id, stage
