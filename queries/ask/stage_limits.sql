-- How long is usual in each stage, and how long is too long?
--
-- Over the stays that ended in the quarters looked at, all regions and segments, so that what is stuck in each region sums to what is stuck.
-- Sales's own stages stand in the order in which their deals go through them: by the mean number of their entry.
--
-- grain: one row per process and stage, in order (process, stage)
-- apart: yes
-- reads: stage_stays deal_stages
-- setting span_quarters integer = 4 : quarters looked at, up to the one asked for
-- column process     varchar funnel or sales
-- column stage       varchar the stage
-- column place       bigint  order of the stages in their process
-- column stays       bigint  stays that ended, count
-- column median_days double  half of them were no longer, days
-- column p75_days    double  three quarters were no longer, days
-- column p90_days    double  nine in ten were no longer, days
with

orders as (
    select
        cast(stage as varchar) as stage,
        avg(entry_no) as mean_entry_no
    from deal_stages
    group by stage
),

lengths as (
    select
        process,
        stage,
        any_value(place) as place,
        count(*) as stays,
        quantile_cont(days, 0.5) as median_days,
        quantile_cont(days, 0.75) as p75_days,
        quantile_cont(days, 0.9) as p90_days
    from stage_stays
    group by process, stage
),

limits as (
    select
        l.process,
        l.stage,
        row_number() over (partition by l.process order by l.place, o.mean_entry_no, l.stage) as place,
        l.stays,
        l.median_days,
        l.p75_days,
        l.p90_days
    from lengths as l
    left join orders as o on l.process = 'sales' and l.stage = o.stage
)

select * from limits
order by process, place
