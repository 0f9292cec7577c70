-- When did the leads of each month get there?
--
-- Leads created in the months up to the end of the quarter (or to the data cut-off), with the day each reached the stage asked for.
--
-- grain: one row per lead (lead_id)
-- reads: lead_journeys
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- setting months integer = 12 : months looked at, up to the end of the quarter
-- setting until varchar = won : mql | sal | sql | opportunity | won, the stage to get to
-- column month      varchar the month it was created in, as 2026-07
-- column lead_id    varchar the lead
-- column name       varchar company, else e-mail, else the lead's id
-- column region     varchar sales region
-- column segment    varchar size segment
-- column source     varchar lead source
-- column created_on date    the day it was created
-- column reached_on date    the day it reached the stage; null when it has not
with

leads_looked_at as (
    select
        *,
        cast(case $until
            when 'mql' then mql_at
            when 'sal' then sal_at
            when 'sql' then sql_at
            when 'opportunity' then opportunity_at
            else won_at
        end as date) as stage_on
    from lead_journeys
    where
        picked($regions, region) and picked($segments, segment) and created_on <= $as_of
        and created_on < coalesce(cast($end_on as date), $as_of + 1)
        and created_on
        >= date_trunc('month', coalesce(cast($end_on as date), $as_of + 1) - to_months(cast($months as integer)))
),

records as (
    select
        strftime(created_on, '%Y-%m') as month,
        lead_id,
        name,
        cast(region as varchar) as region,
        cast(segment as varchar) as segment,
        cast(source as varchar) as source,
        created_on,
        case when stage_on <= $as_of then stage_on end as reached_on
    from leads_looked_at
)

select * from records
order by month, lead_id
