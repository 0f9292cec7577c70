-- How fast does a lead become business?
--
-- Median calendar days from the day the first lead of a deal was created to the day the deal was won, over the deals won in the
-- quarter that came from a lead. Its interval: the days of those at the ranks n/2 ± 1.96 √n/2 (M. J. Campbell and M. J. Gardner, BMJ 296
-- (1988) 1454–1456), from ten deals on.
--
-- grain: one row per quarter (quarter)
-- reads: periods velocity_records
-- records: velocity_records
-- drill: value = quantile_cont(days, 0.5)
-- drill: records = count(*)
-- setting quarters integer = 8 : quarters of trend to add to what is asked for
-- column quarter varchar the quarter, or "all"
-- column value   double  median days; null when no such deal was won
-- column low     double  lower end of its 95 % interval; null for fewer than ten deals
-- column high    double  upper end of its 95 % interval; null for fewer than ten deals
-- column records bigint  deals won that came from a lead, count
with

sorted as (
    select
        quarter,
        quantile_cont(days, 0.5) as median,
        list_sort(list(days)) as days,
        count(*) as n
    from velocity_records
    group by quarter
),

ranked as (
    select
        *,
        case when n >= 10 then cast(round(n / 2.0 - 0.98 * sqrt(n)) as bigint) end as low_place,
        case when n >= 10 then cast(round(n / 2.0 + 0.98 * sqrt(n) + 1) as bigint) end as high_place
    from sorted
),

points as (
    select
        p.quarter,
        r.median as value,
        cast(r.days[r.low_place] as double) as low,
        cast(r.days[r.high_place] as double) as high,
        coalesce(r.n, 0) as records
    from periods as p
    left join ranked as r on p.quarter = r.quarter
    where p.is_asked or p.back <= $quarters
)

select * from points
order by quarter
