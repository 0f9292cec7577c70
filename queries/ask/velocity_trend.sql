-- How fast does a lead become business?
--
-- Median calendar days from the day the first lead of a deal was created to the day the deal was won, over the deals won in the
-- quarter that came from a lead.
--
-- grain: one row per quarter (quarter)
-- reads: periods velocity_records
-- records: velocity_records
-- drill: value = quantile_cont(days, 0.5)
-- drill: records = count(*)
-- setting quarters integer = 8 : quarters of trend to add to what is asked for
-- column quarter varchar the quarter, or "all"
-- column value   double  median days; null when no such deal was won
-- column low     double  null: no interval is given for a median
-- column high    double  null: no interval is given for a median
-- column records bigint  deals won that came from a lead, count
with

points as (
    select
        p.quarter,
        quantile_cont(v.days, 0.5) as value,
        cast(null as double) as low,
        cast(null as double) as high,
        count(v.opportunity_id) as records
    from periods as p
    left join velocity_records as v on p.quarter = v.quarter
    where p.is_asked or p.back <= $quarters
    group by p.quarter
)

select * from points
order by quarter
