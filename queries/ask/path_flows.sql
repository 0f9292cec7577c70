-- Over which channels do deals come, and how do those paths end?
--
-- Opportunities that closed in the period, by the first three steps of their path and by how they ended. A step is a run of eligible
-- touches on one channel; what follows the third step is not drawn. Channels with few steps are grouped as "(other channels)".
--
-- grain: one row per path and end (first_step, second_step, third_step, state)
-- needs: opportunities
-- reads: path_records
-- records: path_records
-- drill: deals = count(*)
-- drill: amount = coalesce(sum(amount), 0)
-- column first_step  varchar        channel of the first step, or (no touch)
-- column second_step varchar        channel of the second step, or (end)
-- column third_step  varchar        channel of the third step, or (end)
-- column state       varchar        won or lost
-- column deals       bigint         opportunities, count
-- column amount      decimal(18, 2) their amount, reporting currency
with

flows as (
    select
        first_step,
        second_step,
        third_step,
        state,
        count(*) as deals,
        cast(coalesce(sum(amount), 0) as decimal(18, 2)) as amount
    from path_records
    group by first_step, second_step, third_step, state
)

select * from flows
order by first_step, second_step, third_step, state
