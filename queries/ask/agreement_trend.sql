-- How much of the pipeline do the two sides dispute?
--
-- Amount of the opportunities created in the quarter that the two sides' rules give to different sources ÷ amount of all of them.
-- The interval is Wilson’s, of as many deals of one size as the amounts are worth (Kish): one large deal says less than many small ones.
--
-- grain: one row per quarter (quarter)
-- reads: periods dispute_counts
-- records: agreement_records
-- drill: value = ratio(coalesce(sum(amount) filter (where is_disputed), 0), sum(amount))
-- drill: records = count(*)
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting quarters integer = 8 : quarters of trend to add to what is asked for
-- column quarter varchar the quarter, or "all"
-- column value   double  disputed amount ÷ amount, ratio 0..1; null when there is no amount
-- column low     double  lower end of its 95 % interval
-- column high    double  upper end of its 95 % interval
-- column records bigint  opportunities created, count
with

counts as (
    select
        quarter,
        cast(sum(disputed) as double) / nullif(cast(sum(amount) as double), 0) as value,
        effective(sum(amount), sum(squares)) as worth,
        cast(sum(deals) as bigint) as records
    from dispute_counts
    where picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
    group by quarter
),

points as (
    select
        p.quarter,
        c.value,
        money_share_low(c.value, c.worth) as low,
        money_share_high(c.value, c.worth) as high,
        coalesce(c.records, 0) as records
    from periods as p
    left join counts as c on p.quarter = c.quarter
    where p.is_asked or p.back <= $quarters
)

select * from points
order by quarter
