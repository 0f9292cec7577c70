-- Whom do we reach?
--
-- Of the accounts on the target list, the share that had at least one touch in the quarter, by marketing, sales or a partner.
--
-- grain: one row per quarter (quarter)
-- reads: periods reach_records
-- records: reach_records
-- drill: value = ratio(count(*) filter (where is_engaged), count(*))
-- drill: low = wilson_low(count(*) filter (where is_engaged), count(*))
-- drill: high = wilson_high(count(*) filter (where is_engaged), count(*))
-- drill: records = count(*)
-- setting quarters integer = 8 : quarters of trend to add to what is asked for
-- column quarter varchar the quarter, or "all"
-- column value   double  engaged ÷ target accounts, ratio 0..1; null when there are none
-- column low     double  lower end of its 95 % Wilson interval
-- column high    double  upper end of its 95 % Wilson interval
-- column records bigint  target accounts, count
with

counts as (
    select
        p.quarter,
        count(*) filter (where r.is_engaged) as engaged,
        count(r.account_id) as records
    from periods as p
    left join reach_records as r on p.quarter = r.quarter
    where p.is_asked or p.back <= $quarters
    group by p.quarter
),

points as (
    select
        quarter,
        ratio(engaged, records) as value,
        wilson_low(engaged, records) as low,
        wilson_high(engaged, records) as high,
        records
    from counts
)

select * from points
order by quarter
