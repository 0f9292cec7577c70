-- How much money does the pipeline bring a day?
--
-- Opportunities × win rate × mean amount won ÷ median days from opening to winning. All four over the same deals: those that closed in the
-- quarter with an amount and days in order; interval: that of the win rate.
--
-- grain: one row per period, in order (period)
-- needs: opportunities
-- apart: yes
-- reads: compared_periods cycle_records
-- records: cycle_records
-- drill: opportunities = count(*)
-- drill: win_rate = ratio(count(*) filter (where state = 'won'), count(*))
-- drill: mean_won_amount = avg(cast(amount as double)) filter (where state = 'won')
-- drill: median_cycle_days = quantile_cont(cycle_days, 0.5) filter (where state = 'won')
-- column period            varchar asked, previous or year_ago
-- column quarter           varchar the quarter, or "all"
-- column opportunities     bigint  deals that closed, won or lost, count
-- column win_rate          double  won ÷ closed, by number, ratio 0..1; null when none closed
-- column low               double  lower end of its 95 % Wilson interval
-- column high              double  upper end of its 95 % Wilson interval
-- column mean_won_amount   double  mean amount of those won, reporting currency; null when none
-- column median_cycle_days double  median days of those won; null when none
-- column velocity          double  reporting currency a day; null when nothing was won, or all of it on the day it was opened
with

counts as (
    select
        p.place,
        p.period,
        p.quarter,
        count(c.opportunity_id) as opportunities,
        count(*) filter (where c.state = 'won') as won,
        avg(cast(c.amount as double)) filter (where c.state = 'won') as mean_won_amount,
        quantile_cont(c.cycle_days, 0.5) filter (where c.state = 'won') as median_cycle_days
    from compared_periods as p
    left join cycle_records as c on p.period = c.period
    group by p.place, p.period, p.quarter
),

speeds as (
    select
        place,
        period,
        quarter,
        opportunities,
        ratio(won, opportunities) as win_rate,
        wilson_low(won, opportunities) as low,
        wilson_high(won, opportunities) as high,
        mean_won_amount,
        median_cycle_days,
        ratio(opportunities * ratio(won, opportunities) * mean_won_amount, median_cycle_days) as velocity
    from counts
)

select period, quarter, opportunities, win_rate, low, high, mean_won_amount, median_cycle_days, velocity from speeds
order by place
