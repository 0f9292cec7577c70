-- Which leads of the quarter became business?
--
-- Leads by the day they were created; a mature one has had the days allowed by the data cut-off.
--
-- grain: one row per quarter and lead (quarter, lead_id)
-- reads: periods lead_journeys
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- setting within_days integer = 90 : days that a lead has to be won, inclusive; all = to date
-- setting quarters integer = 0 : quarters of trend to add to what is asked for
-- column quarter    varchar the quarter it was created in, or "all"
-- column lead_id    varchar the lead
-- column name       varchar company, else e-mail, else the lead's id
-- column region     varchar sales region
-- column segment    varchar size segment
-- column source     varchar lead source
-- column channel    varchar channel of its campaign
-- column status     varchar status recorded on the lead
-- column created_on date    the day it was created
-- column won_on     date    the day its opportunity was won; null when it was not
-- column is_mature  boolean it has had the days allowed
-- column is_won     boolean it is mature, and was won in the days allowed
with

leads_by_quarter as (
    select
        p.quarter,
        l.*,
        case when cast(l.won_at as date) <= $as_of then cast(l.won_at as date) end as won_on,
        $within_days is null or $as_of - l.created_on >= $within_days as is_mature
    from periods as p
    inner join lead_journeys as l on in_period(l.created_on, p.start_on, p.end_on) and happened(l.created_on, $as_of)
    where
        (p.is_asked or p.back <= $quarters)
        and picked($regions, l.region) and picked($segments, l.segment)
),

records as (
    select
        quarter,
        lead_id,
        name,
        cast(region as varchar) as region,
        cast(segment as varchar) as segment,
        cast(source as varchar) as source,
        cast(channel as varchar) as channel,
        cast(status as varchar) as status,
        created_on,
        won_on,
        is_mature,
        is_mature and won_on is not null and ($within_days is null or won_on - created_on <= $within_days) as is_won
    from leads_by_quarter
)

select * from records
order by quarter, lead_id
