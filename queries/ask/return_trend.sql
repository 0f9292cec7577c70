-- What comes back for what we spend?
--
-- (Amount won in the quarter − spend of both sides in the quarter before) ÷ that spend. The lag is a setting. Spend has no
-- segment: with a segment picked there is no figure. With all time asked for, all that was won against all that was spent.
-- The interval is that of the amount won, were it other deals like these: each may come as often as chance has it, once on average (a Poisson
-- bootstrap, in closed form); spend is what it is. Under ten won deals there is none: too few to say.
--
-- grain: one row per quarter (quarter)
-- reads: periods return_records
-- records: return_records
-- drill: value = ratio(coalesce(sum(amount) filter (where record = 'deal'), 0) - sum(amount) filter (where record = 'spend'), sum(amount) filter (where record = 'spend'))
-- drill: records = count(*)
-- setting quarters integer = 8 : quarters of trend to add to what is asked for
-- column quarter varchar the quarter, or "all"
-- column value   double  return on spend, ratio; 0 = the money came back; null when nothing was spent
-- column low     double  lower end of its 95 % interval
-- column high    double  upper end of its 95 % interval
-- column records bigint  deals won and rows of spend, count
with

sums as (
    select
        p.quarter,
        coalesce(sum(r.amount) filter (where r.record = 'deal'), 0) as won_amount,
        sum(r.amount) filter (where r.record = 'spend') as spent_amount,
        sum(cast(r.amount as double) * cast(r.amount as double)) filter (where r.record = 'deal') as squares,
        count(*) filter (where r.record = 'deal') as won_deals,
        count(r.record_id) as records
    from periods as p
    left join return_records as r on p.quarter = r.quarter
    where p.is_asked or p.back <= $quarters
    group by p.quarter
),

points as (
    select
        quarter,
        ratio(won_amount - spent_amount, spent_amount) as value,
        ratio(sum_low(won_deals, won_amount, squares) - cast(spent_amount as double), spent_amount) as low,
        ratio(sum_high(won_deals, won_amount, squares) - cast(spent_amount as double), spent_amount) as high,
        records
    from sums
)

select * from points
order by quarter
