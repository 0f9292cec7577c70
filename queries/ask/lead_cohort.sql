-- Which leads were created, and when did each reach every stage?
--
-- Leads created in the period. What happened after the data cut-off has not happened yet.
--
-- grain: one row per lead (lead_id)
-- reads: lead_journeys
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- setting by varchar = all : all | region | segment | source | channel | campaign | month | quarter, what to group by
-- setting within_days integer = all : days that a lead has to be won, inclusive; all = to date
-- column dimension      varchar value of what is grouped by
-- column lead_id        varchar the lead
-- column created_on     date    the day it was created; null when not recorded
-- column mql_on         date    the day it became an MQL; null when it has not
-- column sal_on         date    the day sales accepted it
-- column sql_on         date    the day sales qualified it
-- column opportunity_on date    the day its opportunity was opened
-- column won_on         date    the day its opportunity was won
-- column is_mature      boolean it has had the days allowed
-- column is_won         boolean it is mature, and won in the days allowed
with

cohort as (
    select
        lead_id,
        created_on,
        case $by
            when 'region' then cast(region as varchar)
            when 'segment' then cast(segment as varchar)
            when 'source' then source
            when 'channel' then cast(channel as varchar)
            when 'campaign' then campaign
            when 'month' then strftime(created_on, '%Y-%m')
            when 'quarter' then created_quarter
            else 'all'
        end as dimension,
        case when cast(mql_at as date) <= $as_of then cast(mql_at as date) end as mql_on,
        case when cast(sal_at as date) <= $as_of then cast(sal_at as date) end as sal_on,
        case when cast(sql_at as date) <= $as_of then cast(sql_at as date) end as sql_on,
        case when cast(opportunity_at as date) <= $as_of then cast(opportunity_at as date) end as opportunity_on,
        case when cast(won_at as date) <= $as_of then cast(won_at as date) end as won_on,
        $within_days is null or $as_of - created_on >= $within_days as is_mature
    from lead_journeys
    where
        picked($regions, region) and picked($segments, segment)
        and in_period(created_on, $start_on, $end_on) and happened(created_on, $as_of)
),

records as (
    select
        dimension,
        lead_id,
        created_on,
        mql_on,
        sal_on,
        sql_on,
        opportunity_on,
        won_on,
        is_mature,
        is_mature and won_on is not null and ($within_days is null or won_on - created_on <= $within_days) as is_won
    from cohort
)

select * from records
order by lead_id
