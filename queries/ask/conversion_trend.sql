-- How much of what we start turns into business?
--
-- Of the leads created in the quarter that have had the days allowed by the data cut-off, the share that was won within them.
-- Younger leads are left out: a quarter that has just ended has few that count.
--
-- grain: one row per quarter (quarter)
-- reads: periods conversion_records
-- records: conversion_records
-- drill: value = ratio(count(*) filter (where is_won), count(*) filter (where is_mature))
-- drill: low = wilson_low(count(*) filter (where is_won), count(*) filter (where is_mature))
-- drill: high = wilson_high(count(*) filter (where is_won), count(*) filter (where is_mature))
-- drill: records = count(*) filter (where is_mature)
-- setting quarters integer = 8 : quarters of trend to add to what is asked for
-- column quarter varchar the quarter, or "all"
-- column value   double  won in time ÷ mature leads, ratio 0..1; null when there are none
-- column low     double  lower end of its 95 % Wilson interval
-- column high    double  upper end of its 95 % Wilson interval
-- column records bigint  mature leads, count
with

counts as (
    select
        p.quarter,
        count(*) filter (where c.is_won) as won,
        count(*) filter (where c.is_mature) as records
    from periods as p
    left join conversion_records as c on p.quarter = c.quarter
    where p.is_asked or p.back <= $quarters
    group by p.quarter
),

points as (
    select
        quarter,
        ratio(won, records) as value,
        wilson_low(won, records) as low,
        wilson_high(won, records) as high,
        records
    from counts
)

select * from points
order by quarter
