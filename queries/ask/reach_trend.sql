-- Whom do we reach?
--
-- Of the accounts on the target list, the share that had at least one touch in the quarter, by marketing, sales or a partner.
--
-- grain: one row per quarter (quarter)
-- reads: periods reach_counts
-- records: reach_records
-- drill: value = ratio(count(*) filter (where is_engaged), count(*))
-- drill: low = wilson_low(count(*) filter (where is_engaged), count(*))
-- drill: high = wilson_high(count(*) filter (where is_engaged), count(*))
-- drill: records = count(*)
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- setting quarters integer = 8 : quarters of trend to add to what is asked for
-- column quarter varchar the quarter, or "all"
-- column value   double  engaged ÷ target accounts, ratio 0..1; null when there are none
-- column low     double  lower end of its 95 % Wilson interval
-- column high    double  upper end of its 95 % Wilson interval
-- column records bigint  target accounts, count
with

counts as (
    select
        quarter,
        cast(sum(engaged) as double) as engaged,
        cast(sum(targets) as double) as targets
    from reach_counts
    where picked($regions, region) and picked($segments, segment)
    group by quarter
),

points as (
    select
        p.quarter,
        c.engaged / nullif(c.targets, 0) as value,
        wilson_low(c.engaged, c.targets) as low,
        wilson_high(c.engaged, c.targets) as high,
        cast(coalesce(c.targets, 0) as bigint) as records
    from periods as p
    left join counts as c on p.quarter = c.quarter
    where p.is_asked or p.back <= $quarters
)

select * from points
order by quarter
