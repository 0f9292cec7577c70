-- What comes back for what we spend?
--
-- (Amount won in the quarter − spend of both sides in the quarter before) ÷ that spend. The lag is a setting. Spend has no
-- segment: with a segment picked there is no figure. With all time asked for, all that was won against all that was spent.
-- The interval is that of the amount won, were it other deals like these: each may come as often as chance has it, once on average (a Poisson
-- bootstrap, in closed form); spend is what it is. Under ten won deals there is none: too few to say.
--
-- grain: one row per quarter (quarter)
-- reads: periods figure_counts spend_months
-- records: return_records
-- drill: value = ratio(coalesce(sum(amount) filter (where record = 'deal'), 0) - sum(amount) filter (where record = 'spend'), sum(amount) filter (where record = 'spend'))
-- drill: records = count(*)
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting lag_quarters integer = 1 : quarters by which spend comes before what it brings
-- setting quarters integer = 8 : quarters of trend to add to what is asked for
-- column quarter varchar the quarter, or "all"
-- column value   double  return on spend, ratio; 0 = the money came back; null when nothing was spent
-- column low     double  lower end of its 95 % interval
-- column high    double  upper end of its 95 % interval
-- column records bigint  deals won and rows of spend, count
with

won as (
    select
        quarter,
        cast(sum(records) as bigint) as deals,
        cast(sum(part) as double) as amount,
        sum(squares) as squares
    from figure_counts
    where
        figure = 'bookings'
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
    group by quarter
),

spent_months as (
    select
        cast(month_on + to_months(3 * $lag_quarters) as date) as brings_on,
        count(*) as records,
        sum(amount) as amount
    from spend_months
    where month_on <= $as_of and len($segments) = 0 and picked($regions, region)
    group by month_on
),

spent as (
    select
        p.quarter,
        sum(s.records) as records,
        cast(sum(s.amount) as double) as amount
    from periods as p
    inner join spent_months as s on in_period(s.brings_on, p.start_on, p.end_on)
    where p.is_asked or p.back <= $quarters
    group by p.quarter
),

sums as (
    select
        p.quarter,
        coalesce(w.amount, 0) as won,
        s.amount as spent,
        sum_low(w.deals, w.amount, w.squares) as won_low,
        sum_high(w.deals, w.amount, w.squares) as won_high,
        cast(coalesce(w.deals, 0) + coalesce(s.records, 0) as bigint) as records
    from periods as p
    left join won as w on p.quarter = w.quarter
    left join spent as s on p.quarter = s.quarter
    where p.is_asked or p.back <= $quarters
),

points as (
    select
        quarter,
        (won - spent) / nullif(spent, 0) as value,
        (won_low - spent) / nullif(spent, 0) as low,
        (won_high - spent) / nullif(spent, 0) as high,
        records
    from sums
)

select * from points
order by quarter
