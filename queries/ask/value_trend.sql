-- What are our joint efforts worth now?
--
-- Expected value of everything open on the last day of the quarter (or at the data cut-off, when that is earlier): every open deal's
-- amount × the chance of its stage and segment, and every open lead's chance × the mean amount won in its segment. Chances are those
-- of the deals and leads that were resolved in the year before.
--
-- grain: one row per quarter (quarter)
-- reads: periods value_groups
-- records: value_records
-- drill: value = sum(expected_value)
-- drill: records = count(*)
-- setting quarters integer = 8 : quarters of trend to add to what is asked for
-- column quarter varchar the quarter, or "all"
-- column value   double  expected value, reporting currency; null when nothing is open or nothing was resolved yet
-- column low     double  null: no interval is given
-- column high    double  null: no interval is given
-- column records bigint  open deals and open leads, count
with

points as (
    select
        p.quarter,
        sum(g.expected_value) as value,
        cast(null as double) as low,
        cast(null as double) as high,
        cast(coalesce(sum(g.records), 0) as bigint) as records
    from periods as p
    left join value_groups as g on p.quarter = g.quarter
    where p.is_asked or p.back <= $quarters
    group by p.quarter
)

select * from points
order by quarter
