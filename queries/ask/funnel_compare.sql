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

by_quarter as (
    select
        quarter,
        stage,
        count(*) filter (where is_counted) as n,
        count(*) filter (where reached_next) as k
    from funnel_records
    group by quarter, stage
),

counts as (
    select
        b.stage,
        max(b.n) filter (where c.period = 'asked') as n,
        max(b.k) filter (where c.period = 'asked') as k,
        max(b.n) filter (where c.period = 'previous') as previous_n,
        max(b.k) filter (where c.period = 'previous') as previous_k,
        max(b.n) filter (where c.period = 'year_ago') as year_ago_n,
        max(b.k) filter (where c.period = 'year_ago') as year_ago_k
    from by_quarter as b
    inner join compared_periods as c on b.quarter = c.quarter
    group by b.stage
),

rates as (
    select
        s.stage_no,
        s.stage,
        coalesce(c.n, 0) as mature,
        ratio(c.k, c.n) as rate,
        wilson_low(c.k, c.n) as low,
        wilson_high(c.k, c.n) as high,
        coalesce(c.previous_n, 0) as previous_mature,
        ratio(c.previous_k, c.previous_n) as previous,
        wilson_low(c.previous_k, c.previous_n) as previous_low,
        wilson_high(c.previous_k, c.previous_n) as previous_high,
        coalesce(c.year_ago_n, 0) as year_ago_mature,
        ratio(c.year_ago_k, c.year_ago_n) as year_ago,
        wilson_low(c.year_ago_k, c.year_ago_n) as year_ago_low,
        wilson_high(c.year_ago_k, c.year_ago_n) as year_ago_high
    from funnel_stages() as s
    left join counts as c on s.stage = c.stage
    where s.stage <> 'won'
),

compared as (
    select
        stage_no,
        stage,
        mature,
        rate as conversion,
        low,
        high,
        previous_mature,
        previous,
        rate - previous as change,
        change_low(rate, low, previous, previous_high) as change_low,
        change_high(rate, high, previous, previous_low) as change_high,
        year_ago_mature,
        year_ago,
        rate - year_ago as change_on_year,
        change_low(rate, low, year_ago, year_ago_high) as change_on_year_low,
        change_high(rate, high, year_ago, year_ago_low) as change_on_year_high
    from rates
)

select
    stage, mature, conversion, low, high, previous_mature, previous, change, change_low, change_high,
    year_ago_mature, year_ago, change_on_year, change_on_year_low, change_on_year_high
from compared
order by stage_no
