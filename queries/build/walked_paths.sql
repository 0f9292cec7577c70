-- How many closed opportunities came over which channels, day by day, and how did they end?
--
-- By the first three steps of their path, as deal_paths has them. Additive.
--
-- grain: one row per day, region, segment, kind, state and path (closed_on, region, segment, kind, state, first_step, second_step, third_step)
-- reads: deals deal_paths
-- column closed_on   date          the day they closed; null when not recorded
-- column region      enum          sales region
-- column segment     enum          size segment
-- column kind        enum          kind of opportunity
-- column state       enum          won or lost
-- column first_step  varchar       channel of the first step, or (no touch)
-- column second_step varchar       channel of the second step, or (end)
-- column third_step  varchar       channel of the third step, or (end)
-- column deals       bigint        opportunities, count
-- column amount      decimal(18,2) their amount; null when none is recorded
with

paths as (
    select
        deals.closed_on,
        deals.region,
        deals.segment,
        deals.kind,
        deals.state,
        deals.amount,
        coalesce(deal_paths.first_step, '(no touch)') as first_step,
        coalesce(deal_paths.second_step, '(end)') as second_step,
        coalesce(deal_paths.third_step, '(end)') as third_step
    from deals
    left join deal_paths on deals.opportunity_id = deal_paths.opportunity_id
    where deals.state <> 'open'
),

counts as (
    select
        closed_on,
        region,
        segment,
        kind,
        state,
        first_step,
        second_step,
        third_step,
        count(*) as deals,
        cast(sum(amount) as decimal(18, 2)) as amount
    from paths
    group by closed_on, region, segment, kind, state, first_step, second_step, third_step
)

select * from counts
order by closed_on, region, segment, kind, state, first_step, second_step, third_step
