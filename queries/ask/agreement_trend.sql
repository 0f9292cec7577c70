-- How much of the pipeline do the two sides dispute?
--
-- Amount of the opportunities created in the quarter that the two sides' rules give to different sources ÷ amount of all of them.
--
-- grain: one row per quarter (quarter)
-- reads: periods agreement_records
-- records: agreement_records
-- drill: value = ratio(coalesce(sum(amount) filter (where is_disputed), 0), sum(amount))
-- drill: records = count(*)
-- setting quarters integer = 8 : quarters of trend to add to what is asked for
-- column quarter varchar the quarter, or "all"
-- column value   double  disputed amount ÷ amount, ratio 0..1; null when there is no amount
-- column low     double  null: a share of money has no such interval
-- column high    double  null: a share of money has no such interval
-- column records bigint  opportunities created, count
with

points as (
    select
        p.quarter,
        ratio(coalesce(sum(a.amount) filter (where a.is_disputed), 0), sum(a.amount)) as value,
        cast(null as double) as low,
        cast(null as double) as high,
        count(a.opportunity_id) as records
    from periods as p
    left join agreement_records as a on p.quarter = a.quarter
    where p.is_asked or p.back <= $quarters
    group by p.quarter
)

select * from points
order by quarter
