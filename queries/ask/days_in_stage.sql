-- How long do records stay in each stage?
--
-- Stays that ended in the quarters looked at, whether the record moved on or left: calendar days from entry to exit. Open stays are not in
-- it; how old those are is told by the ageing.
--
-- grain: one row per process and stage, in order (process, stage)
-- needs: opportunities
-- reads: stage_stays
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

stays as (
    select process, stage, place, days, picked($regions, region) and picked($segments, segment) as is_picked
    from stage_stays
),

stages as (
    select
        process,
        stage,
        place,
        count(*) filter (where is_picked) as stays,
        quantile_cont(days, 0.5) filter (where is_picked) as median_days,
        quantile_cont(days, 0.75) filter (where is_picked) as p75_days,
        quantile_cont(days, 0.9) filter (where is_picked) as p90_days
    from stays
    group by process, stage, place
)

select process, stage, stays, median_days, p75_days, p90_days from stages
order by process, place
