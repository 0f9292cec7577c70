-- How long has everything open been in its stage, measured by what is usual there?
--
-- Deals and leads open on the last day of the quarter, or at the data cut-off when that is earlier; days since they entered the stage in
-- which they were then. Usual up to the P75 of the stage, slow up to the P90, stuck over it; unknown where fewer than 10 stays ended, or
-- nobody wrote down when it entered.
--
-- grain: one row per process and record (process, record_id)
-- reads: periods open_spans stage_limits
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting span_quarters integer = 4 : quarters whose ended stays are the measure, up to the one asked for
-- column process    varchar        funnel = a lead; sales = a deal
-- column record_id  varchar        the lead or the opportunity
-- column segment    varchar        size segment
-- column stage      varchar        stage on that day
-- column place      bigint         order of the stages in their process; null when no stay in it ended
-- column amount     decimal(18, 2) amount of the deal; null for a lead
-- column entered_on date           the day it entered the stage; null when not recorded
-- column days       integer        calendar days since then
-- column p75_days   double         three quarters of the stage's stays were no longer
-- column p90_days   double         nine in ten were no longer
-- column band       varchar        usual, slow, stuck or unknown
with

open_records as (
    select
        case when s.record = 'deal' then 'sales' else 'funnel' end as process,
        s.record_id,
        cast(s.segment as varchar) as segment,
        s.stage,
        s.amount,
        s.entered_on,
        cast(p.last_on - s.entered_on as integer) as days
    from periods as p
    cross join open_spans as s
    -- The same day as p.last_on, said in parameters, so that only what was open on it is read.
    where
        p.is_asked
        and s.from_on <= least(cast($end_on as date) - 1, $as_of)
        and s.until_on > least(cast($end_on as date) - 1, $as_of)
        and picked($regions, s.region) and picked($segments, s.segment)
        and (s.record = 'lead' or picked($kinds, s.kind))
),

ages as (
    select
        o.process,
        o.record_id,
        o.segment,
        o.stage,
        l.place,
        o.amount,
        o.entered_on,
        o.days,
        l.p75_days,
        l.p90_days,
        case
            when o.days is null or l.stays is null or l.stays < 10 then 'unknown'
            when o.days > l.p90_days then 'stuck'
            when o.days > l.p75_days then 'slow'
            else 'usual'
        end as band
    from open_records as o
    left join stage_limits as l on o.process = l.process and o.stage = l.stage
)

select * from ages
order by process, record_id
