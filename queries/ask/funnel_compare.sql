-- Which step of the funnel changed, against last quarter and last year?
--
-- Conversion of each step within the days allowed, over the records that entered it in the quarter and are old enough; differences with
-- their 95 % Newcombe interval (method 10, Statistics in Medicine 17 (1998) 873–890): one that holds 0 may be chance.
--
-- grain: one row per step, in order (stage)
-- needs: leads
-- reads: compared_periods stage_moves
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
        c.period,
        count(*) filter (where f.is_counted) as n,
        count(*) filter (where f.reached_next) as k
    from stage_moves as f
    inner join compared_periods as c on f.quarter = c.quarter
    group by f.stage, c.period
),

rates as (
    select
        stage,
        period,
        n,
        ratio(k, n) as rate,
        wilson_low(k, n) as low,
        wilson_high(k, n) as high
    from counts
),

compared as (
    select
        s.stage_no,
        s.stage,
        coalesce(a.n, 0) as mature,
        a.rate as conversion,
        a.low,
        a.high,
        coalesce(p.n, 0) as previous_mature,
        p.rate as previous,
        a.rate - p.rate as change,
        change_low(a.rate, a.low, p.rate, p.high) as change_low,
        change_high(a.rate, a.high, p.rate, p.low) as change_high,
        coalesce(y.n, 0) as year_ago_mature,
        y.rate as year_ago,
        a.rate - y.rate as change_on_year,
        change_low(a.rate, a.low, y.rate, y.high) as change_on_year_low,
        change_high(a.rate, a.high, y.rate, y.low) as change_on_year_high
    from funnel_stages() as s
    left join rates as a on s.stage = a.stage and a.period = 'asked'
    left join rates as p on s.stage = p.stage and p.period = 'previous'
    left join rates as y on s.stage = y.stage and y.period = 'year_ago'
    where s.stage <> 'won'
)

select
    stage, mature, conversion, low, high, previous_mature, previous, change, change_low, change_high,
    year_ago_mature, year_ago, change_on_year, change_on_year_low, change_on_year_high
from compared
order by stage_no
