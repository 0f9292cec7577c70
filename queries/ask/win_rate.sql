-- What share of closed deals do we win, and how long does it take?
--
-- Deals that closed in the period, by close date; days are calendar days from opened to closed, impossible ones (closed before
-- opened) left out. Open deals are never in a denominator: "open" counts those open at the data cut-off, whatever the period;
-- by quarter they stand under "(no quarter)".
--
-- grain: one row per value of the dimension (dimension)
-- by: all region segment quarter owner product_family source
-- needs: opportunities
-- reads: deal_records
-- records: deal_records
-- drill: won = count(*) filter (where state = 'won')
-- drill: lost = count(*) filter (where state = 'lost')
-- drill: open = count(*) filter (where state = 'open')
-- drill: win_rate = ratio(count(*) filter (where state = 'won'), count(*) filter (where state <> 'open'))
-- drill: win_rate_value = ratio(coalesce(sum(amount) filter (where state = 'won'), 0), sum(amount) filter (where state <> 'open'))
-- drill: won_amount = coalesce(sum(amount) filter (where state = 'won'), 0)
-- drill: mean_cycle_days = avg(cycle_days) filter (where state = 'won')
-- drill: median_cycle_days = quantile_cont(cycle_days, 0.5) filter (where state = 'won')
-- drill: mean_cycle_days_closed = avg(cycle_days)
-- setting by varchar = all : all | region | segment | quarter | owner | product_family | source, what to group by
-- column dimension              varchar        value of what is grouped by
-- column won                    bigint         deals won in the period, count
-- column lost                   bigint         deals lost in the period, count
-- column open                   bigint         deals open at the data cut-off, count
-- column win_rate               double         won ÷ (won + lost), by number, ratio 0..1; null when none closed
-- column win_rate_value         double         won ÷ (won + lost), by amount, ratio 0..1; null when no amount closed
-- column won_amount             decimal(18, 2) amount won, reporting currency
-- column mean_cycle_days        double         mean days of won deals; null when none
-- column median_cycle_days      double         median days of won deals; null when none
-- column mean_cycle_days_closed double         mean days of won and lost deals; null when none
with

counts as (
    select
        dimension,
        count(*) filter (where state = 'won') as won,
        count(*) filter (where state = 'lost') as lost,
        count(*) filter (where state = 'open') as open,
        cast(coalesce(sum(amount) filter (where state = 'won'), 0) as decimal(18, 2)) as won_amount,
        coalesce(sum(amount) filter (where state <> 'open'), 0) as closed_amount,
        avg(cycle_days) filter (where state = 'won') as mean_cycle_days,
        quantile_cont(cycle_days, 0.5) filter (where state = 'won') as median_cycle_days,
        avg(cycle_days) as mean_cycle_days_closed
    from deal_records
    group by dimension
),

rates as (
    select
        dimension,
        won,
        lost,
        open,
        ratio(won, won + lost) as win_rate,
        ratio(won_amount, closed_amount) as win_rate_value,
        won_amount,
        mean_cycle_days,
        median_cycle_days,
        mean_cycle_days_closed
    from counts
)

select * from rates
order by dimension
