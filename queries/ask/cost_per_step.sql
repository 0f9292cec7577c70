-- What does an MQL, an SQL, an opportunity, a win, a new customer cost?
--
-- Spend of the quarter that lies the lag before ÷ those that reached the step in the quarter. Customer: accounts whose first deal ever was won
-- in it, so its cost is the customer acquisition cost (CAC). Spend has no segment: with one picked there is no cost. The interval is that of
-- the number reached, as chance would have it in such quarters (Poisson, score: E. B. Wilson’s way of G. Barker, The American Statistician 56 (2002)
-- 85–89); spend is what it is. Under ten reached there is none.
--
-- grain: one row per step, in order (step)
-- needs: spend
-- reads: cost_records
-- records: cost_records
-- drill: reached = count(*) filter (where period = 'asked' and record = 'entry')
-- drill: spend = sum(amount) filter (where period = 'asked')
-- drill: cost = ratio(sum(amount) filter (where period = 'asked'), count(*) filter (where period = 'asked' and record = 'entry'))
-- drill: low = ratio(sum(amount) filter (where period = 'asked'), number_high(count(*) filter (where period = 'asked' and record = 'entry')))
-- drill: high = ratio(sum(amount) filter (where period = 'asked'), number_low(count(*) filter (where period = 'asked' and record = 'entry')))
-- drill: previous = ratio(sum(amount) filter (where period = 'previous'), count(*) filter (where period = 'previous' and record = 'entry'))
-- drill: year_ago = ratio(sum(amount) filter (where period = 'year_ago'), count(*) filter (where period = 'year_ago' and record = 'entry'))
-- setting lag_quarters integer = 1 : quarters by which spend comes before what it brings
-- setting spend_of varchar = both : both | marketing | sales, whose spend counts
-- column step     varchar        mql, sql, opportunity, won or customer
-- column reached  bigint         leads, opportunities or accounts that reached it, count
-- column spend    decimal(18, 2) spent for them, reporting currency; null when nothing was
-- column cost     double         spend ÷ reached, reporting currency; null when nothing was spent or reached
-- column low      double         lower end of its 95 % interval; null when fewer than ten reached it
-- column high     double         upper end of its 95 % interval; null when fewer than ten reached it
-- column previous double         the same of the quarter before
-- column year_ago double         the same of the same quarter a year before
with

steps as (
    select
        generate_subscripts(['mql', 'sql', 'opportunity', 'won', 'customer'], 1) as place,
        unnest(['mql', 'sql', 'opportunity', 'won', 'customer']) as step
),

counts as (
    select
        step,
        period,
        count(*) filter (where record = 'entry') as reached,
        sum(amount) as spend
    from cost_records
    group by step, period
),

costs as (
    select
        s.place,
        s.step,
        coalesce(max(c.reached) filter (where c.period = 'asked'), 0) as reached,
        cast(max(c.spend) filter (where c.period = 'asked') as decimal(18, 2)) as spend,
        max(ratio(c.spend, c.reached)) filter (where c.period = 'asked') as cost,
        max(ratio(c.spend, number_high(c.reached))) filter (where c.period = 'asked') as low,
        max(ratio(c.spend, number_low(c.reached))) filter (where c.period = 'asked') as high,
        max(ratio(c.spend, c.reached)) filter (where c.period = 'previous') as previous,
        max(ratio(c.spend, c.reached)) filter (where c.period = 'year_ago') as year_ago
    from steps as s
    left join counts as c on s.step = c.step
    group by s.place, s.step
)

select step, reached, spend, cost, low, high, previous, year_ago from costs
order by place
