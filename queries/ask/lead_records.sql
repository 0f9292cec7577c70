-- Which leads were created, and how far did each of them get?
--
-- Leads created in the period, one row for every stage that each has reached by the data cut-off.
--
-- grain: one row per lead and stage reached (lead_id, stage)
-- reads: lead_cohort lead_journeys
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

stages_reached as (
    select
        c.*,
        s.stage,
        case s.stage
            when 'lead' then c.created_on
            when 'mql' then c.mql_on
            when 'sal' then c.sal_on
            when 'sql' then c.sql_on
            when 'opportunity' then c.opportunity_on
            else c.won_on
        end as reached_on
    from lead_cohort as c
    cross join funnel_stages() as s
),

records as (
    select
        r.dimension,
        r.stage,
        r.lead_id,
        l.name,
        cast(l.region as varchar) as region,
        cast(l.segment as varchar) as segment,
        l.source,
        cast(l.channel as varchar) as channel,
        l.campaign,
        l.status,
        r.created_on,
        r.reached_on,
        r.won_on,
        r.is_mature,
        r.is_won
    from stages_reached as r
    inner join lead_journeys as l on r.lead_id = l.lead_id
    where r.reached_on is not null
)

select * from records
order by lead_id, stage
