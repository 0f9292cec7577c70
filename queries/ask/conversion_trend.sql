-- How much of what we start turns into business?
--
-- Of the leads created in the quarter that have had the days allowed by the data cut-off, the share that was won within them.
-- Younger leads are left out: a quarter that has just ended has few that count.
--
-- grain: one row per quarter (quarter)
-- reads: periods figure_counts
-- records: conversion_records
-- drill: value = ratio(count(*) filter (where is_won), count(*) filter (where is_mature))
-- drill: low = wilson_low(count(*) filter (where is_won), count(*) filter (where is_mature))
-- drill: high = wilson_high(count(*) filter (where is_won), count(*) filter (where is_mature))
-- drill: records = count(*) filter (where is_mature)
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- setting quarters integer = 8 : quarters of trend to add to what is asked for
-- column quarter varchar the quarter, or "all"
-- column value   double  won in time ÷ mature leads, ratio 0..1; null when there are none
-- column low     double  lower end of its 95 % Wilson interval
-- column high    double  upper end of its 95 % Wilson interval
-- column records bigint  mature leads, count
with

counts as (
    select
        quarter,
        cast(sum(part) as double) as won,
        cast(sum(whole) as double) as mature
    from figure_counts
    where figure = 'conversion' and picked($regions, region) and picked($segments, segment)
    group by quarter
),

points as (
    select
        p.quarter,
        c.won / nullif(c.mature, 0) as value,
        wilson_low(c.won, c.mature) as low,
        wilson_high(c.won, c.mature) as high,
        cast(coalesce(c.mature, 0) as bigint) as records
    from periods as p
    left join counts as c on p.quarter = c.quarter
    where p.is_asked or p.back <= $quarters
)

select * from points
order by quarter
