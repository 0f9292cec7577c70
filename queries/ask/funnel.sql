-- How many enter each stage, and how many of them reach the next?
--
-- Each stage is its own cohort: the records that first entered it in the period. Those younger than the days allowed at the data
-- cut-off are immature: they stand in "entered" and are left out of the conversion. A record that skipped a stage passed it, and
-- is left out of its time. Several leads of one opportunity count as one opportunity. Days in the stage are those of completed
-- stays, whether the record moved on or left. Basis in_period: records present in the stage at any time in the period, and the
-- share that moved on in it. Basis flow: entries to the next stage in the period ÷ entries to this one; it can exceed 100 %.
--
-- grain: one row per stage, in order (stage)
-- needs: leads
-- reads: funnel_records
-- records: funnel_records
-- drill: entered = count(*)
-- drill: reached_next = count(*) filter (where reached_next)
-- drill: conversion = ratio(count(*) filter (where reached_next), count(*) filter (where is_counted and stage <> 'won'))
-- drill: median_days = quantile_cont(stay_days, 0.5)
-- drill: p75_days = quantile_cont(stay_days, 0.75)
-- drill: p90_days = quantile_cont(stay_days, 0.9)
-- setting within_days integer = 90 : days that a record has to reach the next stage, inclusive; all = to date
-- setting basis varchar = cohort : cohort | in_period | flow, who is looked at
-- column stage        varchar lead, mql, sal, sql, opportunity or won
-- column entered      bigint  records that entered it, count
-- column reached_next bigint  of the mature ones, those that reached the next stage in time, count; 0 for won
-- column conversion   double  reached_next ÷ mature ones, ratio; null when there are none, and for won
-- column ci_low       double  lower end of its 95 % Wilson interval; null for a flow
-- column ci_high      double  upper end of its 95 % Wilson interval; null for a flow
-- column median_days  double  median days in the stage
-- column p75_days     double  three quarters of the stays were no longer, days
-- column p90_days     double  nine in ten stays were no longer, days
with

by_stage as (
    select
        stage,
        count(*) as entered,
        count(*) filter (where is_counted) as counted,
        count(*) filter (where reached_next) as reached_next,
        quantile_cont(stay_days, 0.5) as median_days,
        quantile_cont(stay_days, 0.75) as p75_days,
        quantile_cont(stay_days, 0.9) as p90_days
    from funnel_records
    group by stage
),

every_stage as (
    select
        s.stage_no,
        s.stage,
        coalesce(b.entered, 0) as entered,
        case when s.stage = 'won' then 0 else coalesce(b.counted, 0) end as counted,
        b.median_days,
        b.p75_days,
        b.p90_days,
        case
            when $basis = 'flow' then lead(coalesce(b.entered, 0), 1, 0) over (order by s.stage_no)
            else coalesce(b.reached_next, 0)
        end as reached_next
    from funnel_stages() as s
    left join by_stage as b on s.stage = b.stage
),

stages as (
    select
        stage_no,
        stage,
        entered,
        reached_next,
        ratio(reached_next, counted) as conversion,
        case when $basis <> 'flow' then wilson_low(reached_next, counted) end as ci_low,
        case when $basis <> 'flow' then wilson_high(reached_next, counted) end as ci_high,
        median_days,
        p75_days,
        p90_days
    from every_stage
)

select stage, entered, reached_next, conversion, ci_low, ci_high, median_days, p75_days, p90_days from stages
order by stage_no
