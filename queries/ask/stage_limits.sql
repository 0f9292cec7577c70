-- How long is usual in each stage, and how long is too long?
--
-- Over the stays that ended in the quarters looked at, all regions and segments, so that what is stuck in each region sums to what is stuck.
--
-- grain: one row per process and stage, in order (process, stage)
-- apart: yes
-- reads: stage_stays
-- setting span_quarters integer = 4 : quarters looked at, up to the one asked for
-- column process     varchar funnel or sales
-- column stage       varchar the stage
-- column place       bigint  order of the stages in their process
-- column stays       bigint  stays that ended, count
-- column median_days double  half of them were no longer, days
-- column p75_days    double  three quarters were no longer, days
-- column p90_days    double  nine in ten were no longer, days
with

limits as (
    select
        process,
        stage,
        row_number() over (partition by process order by place) as place,
        count(*) as stays,
        quantile_cont(days, 0.5) as median_days,
        quantile_cont(days, 0.75) as p75_days,
        quantile_cont(days, 0.9) as p90_days
    from stage_stays
    group by process, stage, place
)

select * from limits
order by process, place
