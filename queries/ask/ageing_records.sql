-- How long has every open lead and deal been in its stage?
--
-- What was open on the last day of the quarter, or at the data cut-off when that is earlier; days since it entered the stage in which it was
-- then. Against the stage's own measure, over all regions: usual up to P75, slow up to P90, stuck over P90; unknown where fewer than 10
-- stays ended, or nobody wrote down when it entered.
--
-- grain: one row per process and record (process, record_id)
-- apart: yes
-- reads: periods value_open stage_limits deals deal_stages lead_journeys
-- setting span_quarters integer = 4 : quarters whose ended stays are the measure, up to the one asked for
-- column process           varchar        funnel = a lead; sales = a deal
-- column record_id         varchar        the lead or the opportunity
-- column name              varchar        who or what it is
-- column account_name      varchar        who buys; null for a lead
-- column owner             varchar        the seller who owns it
-- column region            varchar        sales region
-- column segment           varchar        size segment
-- column stage             varchar        stage on that day
-- column amount            decimal(18, 2) amount of the deal; null for a lead
-- column entered_on        date           the day it entered the stage; null when not recorded
-- column days              integer        calendar days since then
-- column p75_days          double         three quarters of the stage's stays were no longer
-- column p90_days          double         nine in ten were no longer
-- column band              varchar        usual, slow, stuck or unknown
-- column expected_close_on date           day it is expected to close; null when not recorded or closed since
-- column state             varchar        open, won or lost at the data cut-off; for a lead its status
-- column opportunity_id    varchar        the opportunity; null where the record is none
with

open_records as (
    select
        v.record,
        v.record_id,
        v.segment,
        v.stage,
        v.amount,
        p.last_on
    from value_open as v
    inner join periods as p on v.quarter = p.quarter
    where p.is_asked
),

deal_entries as (
    select
        o.record_id,
        max(cast(s.entered_at as date)) as entered_on
    from open_records as o
    inner join deal_stages as s
        on o.record_id = s.opportunity_id and o.stage = s.stage and o.last_on >= cast(s.entered_at as date)
    where o.record = 'deal'
    group by o.record_id
),

open_stays as (
    select
        'sales' as process,
        o.*,
        d.name,
        d.account_name,
        d.owner,
        cast(d.region as varchar) as region,
        coalesce(e.entered_on, d.created_on) as entered_on,
        d.expected_close_on,
        cast(d.state as varchar) as state
    from open_records as o
    inner join deals as d on o.record_id = d.opportunity_id
    left join deal_entries as e on o.record_id = e.record_id
    where o.record = 'deal'
    union all
    select
        'funnel' as process,
        o.*,
        l.name,
        cast(null as varchar) as account_name,
        l.owner,
        cast(l.region as varchar) as region,
        cast(case o.stage
            when 'sql' then l.sql_at
            when 'sal' then l.sal_at
            when 'mql' then l.mql_at
            else l.lead_at
        end as date) as entered_on,
        cast(null as date) as expected_close_on,
        l.status as state
    from open_records as o
    inner join lead_journeys as l on o.record_id = l.lead_id
    where o.record = 'lead'
),

aged as (
    select
        *,
        cast(last_on - entered_on as integer) as days
    from open_stays
),

records as (
    select
        a.process,
        a.record_id,
        a.name,
        a.account_name,
        a.owner,
        a.region,
        a.segment,
        a.stage,
        a.amount,
        a.entered_on,
        a.days,
        l.p75_days,
        l.p90_days,
        case
            when a.days is null or l.stays is null or l.stays < 10 then 'unknown'
            when a.days > l.p90_days then 'stuck'
            when a.days > l.p75_days then 'slow'
            else 'usual'
        end as band,
        a.expected_close_on,
        a.state,
        case when a.process = 'sales' then a.record_id end as opportunity_id
    from aged as a
    left join stage_limits as l on a.process = l.process and a.stage = l.stage
)

select * from records
order by process, record_id
