-- How long do records stay in each stage?
--
-- Stays that ended in the quarters looked at, whether the record moved on or left: calendar days from entry to exit. Open stays are not in
-- it; how old those are is told by the ageing.
--
-- grain: one row per process and stage, in order (process, stage)
-- needs: opportunities
-- reads: stage_stays stage_limits
-- records: stay_records
-- drill: stays = count(*)
-- drill: median_days = quantile_cont(days, 0.5)
-- drill: p75_days = quantile_cont(days, 0.75)
-- drill: p90_days = quantile_cont(days, 0.9)
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- setting span_quarters integer = 4 : quarters looked at, up to the one asked for
-- column process     varchar funnel = the joint funnel; sales = sales's own stages
-- column stage       varchar the stage
-- column stays       bigint  stays that ended, count
-- column median_days double  half of them were no longer, days
-- column p75_days    double  three quarters were no longer, days
-- column p90_days    double  nine in ten were no longer, days
with

lengths as (
    select
        process,
        stage,
        count(*) as stays,
        quantile_cont(days, 0.5) as median_days,
        quantile_cont(days, 0.75) as p75_days,
        quantile_cont(days, 0.9) as p90_days
    from stage_stays
    where picked($regions, region) and picked($segments, segment)
    group by process, stage
),

stages as (
    select
        l.place,
        l.process,
        l.stage,
        coalesce(s.stays, 0) as stays,
        s.median_days,
        s.p75_days,
        s.p90_days
    from stage_limits as l
    left join lengths as s on l.process = s.process and l.stage = s.stage
)

select process, stage, stays, median_days, p75_days, p90_days from stages
order by process, place
