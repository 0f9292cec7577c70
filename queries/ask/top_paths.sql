-- Which paths are walked most, and how do they end?
--
-- Opportunities that closed in the period after a touch, by the first three steps of their path; the paths that most of them walked. A step is
-- a run of eligible touches on one channel; what follows the third step plays no part.
--
-- grain: one row per path (first_step, second_step, third_step)
-- needs: opportunities
-- reads: path_flows
-- records: path_records
-- drill: deals = count(*)
-- drill: won = count(*) filter (where state = 'won')
-- drill: amount = coalesce(sum(amount), 0)
-- setting most integer = 8 : paths to show
-- column first_step  varchar        channel of the first step
-- column second_step varchar        channel of the second step, or (end)
-- column third_step  varchar        channel of the third step, or (end)
-- column deals       bigint         opportunities that closed, count
-- column won         bigint         of those, won, count
-- column amount      decimal(18, 2) their amount, reporting currency
-- column win_rate    double         won ÷ deals, ratio 0..1
-- column low         double         lower end of its 95 % interval
-- column high        double         upper end of its 95 % interval
with

walked as (
    select
        first_step,
        second_step,
        third_step,
        cast(sum(deals) as bigint) as deals,
        cast(coalesce(sum(deals) filter (where state = 'won'), 0) as bigint) as won,
        cast(sum(amount) as decimal(18, 2)) as amount
    from path_flows
    where first_step <> '(no touch)'
    group by first_step, second_step, third_step
    order by deals desc, first_step asc, second_step asc, third_step asc
    limit $most
),

top_paths as (
    select
        first_step,
        second_step,
        third_step,
        deals,
        won,
        amount,
        ratio(won, deals) as win_rate,
        wilson_low(won, deals) as low,
        wilson_high(won, deals) as high
    from walked
)

select * from top_paths
order by first_step, second_step, third_step
