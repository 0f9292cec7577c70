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

ranked as (
    select
        quarter,
        opportunity_id,
        days,
        row_number() over (partition by quarter order by days, opportunity_id) as place,
        count(*) over (partition by quarter) as n
    from velocity_records
),

points as (
    select
        p.quarter,
        quantile_cont(r.days, 0.5) as value,
        cast(max(r.days) filter (where r.n >= 10 and r.place = round(r.n / 2.0 - 0.98 * sqrt(r.n))) as double) as low,
        cast(
            max(r.days) filter (where r.n >= 10 and r.place = round(r.n / 2.0 + 0.98 * sqrt(r.n) + 1)) as double
        ) as high,
        count(r.opportunity_id) as records
    from periods as p
    left join ranked as r on p.quarter = r.quarter
    where p.is_asked or p.back <= $quarters
    group by p.quarter
)

select * from points
order by quarter
