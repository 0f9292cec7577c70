-- How many of each region move on at every stage?
--
-- As the funnel counts them, for each region by itself: the records that first entered a stage in the period, and the share of the mature ones
-- that reached the next. A region where nothing entered a stage has a row too.
--
-- grain: one row per region and stage, in order (region, stage)
-- needs: leads
-- reads: funnel_records stage_entries
-- records: funnel_records
-- drill: entered = count(*)
-- drill: reached_next = count(*) filter (where reached_next)
-- drill: conversion = ratio(count(*) filter (where reached_next), count(*) filter (where is_counted and stage <> 'won'))
-- param regions varchar[] regions picked; empty = all
-- setting within_days integer = 90 : days that a record has to reach the next stage, inclusive; all = to date
-- column region       varchar sales region
-- column stage        varchar lead, mql, sal, sql, opportunity or won
-- column entered      bigint  records that entered it, count
-- column reached_next bigint  of the mature ones, those that reached the next stage in time, count; 0 for won
-- column conversion   double  reached_next ÷ mature ones, ratio; null when there are none, and for won
-- column ci_low       double  lower end of its 95 % Wilson interval
-- column ci_high      double  upper end of its 95 % Wilson interval
with

counts as (
    select
        region,
        stage,
        count(*) as entered,
        count(*) filter (where is_counted and stage <> 'won') as counted,
        count(*) filter (where reached_next) as reached_next
    from funnel_records
    group by region, stage
),

regions_shown as (
    select cast(region as varchar) as region from stage_entries
    where picked($regions, region)
    group by region
),

stages as (
    select
        r.region,
        s.stage_no,
        s.stage,
        coalesce(c.entered, 0) as entered,
        coalesce(c.reached_next, 0) as reached_next,
        ratio(c.reached_next, c.counted) as conversion,
        wilson_low(c.reached_next, c.counted) as ci_low,
        wilson_high(c.reached_next, c.counted) as ci_high
    from regions_shown as r
    cross join funnel_stages() as s
    left join counts as c on r.region = c.region and s.stage = c.stage
)

select region, stage, entered, reached_next, conversion, ci_low, ci_high from stages
order by region, stage_no
