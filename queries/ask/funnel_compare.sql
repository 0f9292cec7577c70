-- Which step of the funnel changed, against last quarter and last year?
--
-- Conversion of each step within the days allowed, over the records that entered it in the quarter and are old enough; differences with
-- their 95 % Newcombe interval (method 10, Statistics in Medicine 17 (1998) 873–890): one that holds 0 may be chance.
--
-- grain: one row per step, in order (stage)
-- needs: leads
-- reads: compared_periods funnel_records
-- records: funnel_records
-- drill: mature = count(*) filter (where is_counted and quarter = (select max(quarter) from records))
-- drill: conversion = ratio(count(*) filter (where reached_next and quarter = (select max(quarter) from records)), count(*) filter (where is_counted and quarter = (select max(quarter) from records)))
-- setting within_days integer = 90 : days that a record has to reach the next stage, inclusive; all = to date
-- setting quarters integer = 5 : quarters to add to what is asked for
-- column stage               varchar lead, mql, sal, sql or opportunity: the step from it to the next
-- column mature              bigint  records old enough, count
-- column conversion          double  reached the next stage in time ÷ mature, ratio 0..1; null when there are none
-- column low                 double  lower end of its 95 % Wilson interval
-- column high                double  upper end of its 95 % Wilson interval
-- column previous_mature     bigint  the same count a quarter before
-- column previous            double  the same rate a quarter before
-- column change              double  rate − previous
-- column change_low          double  lower end of the difference's 95 % interval
-- column change_high         double  upper end
-- column year_ago_mature     bigint  the same count a year before
-- column year_ago            double  the same rate a year before
-- column change_on_year      double  rate − year_ago
-- column change_on_year_low  double  lower end of the difference's 95 % interval
-- column change_on_year_high double  upper end
with

counts as (
    select
        f.stage,
        count(*) filter (where c.period = 'asked' and f.is_counted) as n,
        count(*) filter (where c.period = 'asked' and f.reached_next) as k,
        count(*) filter (where c.period = 'previous' and f.is_counted) as n_previous,
        count(*) filter (where c.period = 'previous' and f.reached_next) as k_previous,
        count(*) filter (where c.period = 'year_ago' and f.is_counted) as n_year,
        count(*) filter (where c.period = 'year_ago' and f.reached_next) as k_year
    from funnel_records as f
    inner join compared_periods as c on f.quarter = c.quarter
    group by f.stage
),

steps as (
    select
        s.stage_no,
        s.stage,
        coalesce(c.n, 0) as n,
        coalesce(c.k, 0) as k,
        coalesce(c.n_previous, 0) as n_previous,
        coalesce(c.k_previous, 0) as k_previous,
        coalesce(c.n_year, 0) as n_year,
        coalesce(c.k_year, 0) as k_year
    from funnel_stages() as s
    left join counts as c on s.stage = c.stage
    where s.stage <> 'won'
),

compared as (
    select
        stage_no,
        stage,
        n as mature,
        ratio(k, n) as conversion,
        wilson_low(k, n) as low,
        wilson_high(k, n) as high,
        n_previous as previous_mature,
        ratio(k_previous, n_previous) as previous,
        ratio(k, n) - ratio(k_previous, n_previous) as change,
        newcombe_low(k, n, k_previous, n_previous) as change_low,
        newcombe_high(k, n, k_previous, n_previous) as change_high,
        n_year as year_ago_mature,
        ratio(k_year, n_year) as year_ago,
        ratio(k, n) - ratio(k_year, n_year) as change_on_year,
        newcombe_low(k, n, k_year, n_year) as change_on_year_low,
        newcombe_high(k, n, k_year, n_year) as change_on_year_high
    from steps
)

select
    stage, mature, conversion, low, high, previous_mature, previous, change, change_low, change_high,
    year_ago_mature, year_ago, change_on_year, change_on_year_low, change_on_year_high
from compared
order by stage_no
