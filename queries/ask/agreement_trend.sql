-- How much of the pipeline do the two sides dispute?
--
-- Amount of the opportunities created in the quarter that the two sides' rules give to different sources ÷ amount of all of them.
-- The interval is Wilson’s, of as many deals of one size as the amounts are worth (Kish): one large deal says less than many small ones.
--
-- grain: one row per quarter (quarter)
-- reads: periods agreement_records
-- records: agreement_records
-- drill: value = ratio(coalesce(sum(amount) filter (where is_disputed), 0), sum(amount))
-- drill: records = count(*)
-- setting quarters integer = 8 : quarters of trend to add to what is asked for
-- column quarter varchar the quarter, or "all"
-- column value   double  disputed amount ÷ amount, ratio 0..1; null when there is no amount
-- column low     double  lower end of its 95 % interval
-- column high    double  upper end of its 95 % interval
-- column records bigint  opportunities created, count
with

sums as (
    select
        p.quarter,
        sum(a.amount) as amount,
        sum(cast(a.amount as double) * cast(a.amount as double)) as squares,
        ratio(coalesce(sum(a.amount) filter (where a.is_disputed), 0), sum(a.amount)) as value,
        count(a.opportunity_id) as records
    from periods as p
    left join agreement_records as a on p.quarter = a.quarter
    where p.is_asked or p.back <= $quarters
    group by p.quarter
),

points as (
    select
        quarter,
        value,
        money_share_low(value, amount, squares) as low,
        money_share_high(value, amount, squares) as high,
        records
    from sums
)

select * from points
order by quarter
