-- What did both sides spend, and what came of it?
--
-- By quarter: spend of the quarter that lies the lag before it, and the amount won in it. With all time asked for, a row of everything too.
--
-- grain: one row per quarter (quarter)
-- needs: spend
-- reads: periods return_records
-- records: return_records
-- drill: marketing_spend = coalesce(sum(amount) filter (where side = 'marketing'), 0)
-- drill: sales_spend = coalesce(sum(amount) filter (where side = 'sales'), 0)
-- drill: spend = coalesce(sum(amount) filter (where record = 'spend'), 0)
-- drill: won_amount = coalesce(sum(amount) filter (where record = 'deal'), 0)
-- drill: return_on_spend = ratio(coalesce(sum(amount) filter (where record = 'deal'), 0) - sum(amount) filter (where record = 'spend'), sum(amount) filter (where record = 'spend'))
-- setting quarters integer = 8 : quarters of trend to add to what is asked for
-- setting lag_quarters integer = 1 : quarters by which spend comes before what it brings
-- column quarter         varchar        the quarter, or "all"
-- column marketing_spend decimal(18, 2) spent by marketing, reporting currency
-- column sales_spend     decimal(18, 2) spent by sales
-- column spend           decimal(18, 2) spent by both
-- column won_amount      decimal(18, 2) won in the quarter
-- column return_on_spend double         (won − spent) ÷ spent, ratio; 0 = the money came back; null when nothing was spent
-- column low             double         lower end of its 95 % interval, as return_trend says; null under ten won deals
-- column high            double         upper end of its 95 % interval
with

sums as (
    select
        p.quarter,
        sum(r.amount) filter (where r.side = 'marketing') as marketing_spend,
        sum(r.amount) filter (where r.side = 'sales') as sales_spend,
        sum(r.amount) filter (where r.record = 'spend') as spend,
        sum(cast(r.amount as double) * cast(r.amount as double)) filter (where r.record = 'deal') as squares,
        count(*) filter (where r.record = 'deal') as won_deals,
        coalesce(sum(r.amount) filter (where r.record = 'deal'), 0) as won_amount
    from periods as p
    left join return_records as r on p.quarter = r.quarter
    where p.is_asked or p.back <= $quarters
    group by p.quarter
),

points as (
    select
        quarter,
        cast(coalesce(marketing_spend, 0) as decimal(18, 2)) as marketing_spend,
        cast(coalesce(sales_spend, 0) as decimal(18, 2)) as sales_spend,
        cast(coalesce(spend, 0) as decimal(18, 2)) as spend,
        cast(won_amount as decimal(18, 2)) as won_amount,
        ratio(won_amount - spend, spend) as return_on_spend,
        ratio(sum_low(won_deals, won_amount, squares) - cast(spend as double), spend) as low,
        ratio(sum_high(won_deals, won_amount, squares) - cast(spend as double), spend) as high
    from sums
)

select * from points
order by quarter
