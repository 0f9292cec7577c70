-- What are our joint efforts worth now?
--
-- Expected value of everything open on the last day of the quarter (or at the data cut-off, when that is earlier): every open deal's
-- amount × the chance of its stage and segment, and every open lead's chance × the mean amount won in its segment. Chances are those
-- of the deals and leads that were resolved in the year before. The interval is that of the chances: what shares resolved records
-- (stages of one segment, and all that is pooled over segments) is added up, segments by the root of the summed squares (MOVER: G. Y.
-- Zou and A. Donner, Statistics in Medicine 27 (2008) 1693–1702). How far the amounts themselves may move is not in it.
--
-- grain: one row per quarter (quarter)
-- reads: periods value_groups
-- records: value_records
-- drill: value = sum(expected_value)
-- drill: records = count(*)
-- setting quarters integer = 8 : quarters of trend to add to what is asked for
-- column quarter varchar the quarter, or "all"
-- column value   double  expected value, reporting currency; null when nothing is open or nothing was resolved yet
-- column low     double  lower end of its 95 % interval
-- column high    double  upper end of its 95 % interval
-- column records bigint  open deals and open leads, count
with

sources as (
    select
        quarter,
        case when chance_from = 'segment' then segment else '(pooled)' end as source,
        sum(records) as records,
        sum(expected_value) as expected_value,
        sum(expected_value - low) as below,
        sum(high - expected_value) as above
    from value_groups
    group by quarter, source
),

points as (
    select
        p.quarter,
        sum(s.expected_value) as value,
        sum(s.expected_value) - sqrt(sum(s.below * s.below)) as low,
        sum(s.expected_value) + sqrt(sum(s.above * s.above)) as high,
        cast(coalesce(sum(s.records), 0) as bigint) as records
    from periods as p
    left join sources as s on p.quarter = s.quarter
    where p.is_asked or p.back <= $quarters
    group by p.quarter
)

select * from points
order by quarter
