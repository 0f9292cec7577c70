-- How many opportunities were touched by exactly which channels, and how did they end?
--
-- Paths as credit_paths has them, counted as counted_paths says. A coalition is a set of channels written as a sum: channel number n adds
-- 2 ^ (n - 1); all from number 62 on count as one.
--
-- grain: one row per day and coalition (day_no, coalition)
-- reads: credit_paths counted_paths
-- column day_no     bigint  number of the day in path_days: its milestone, day, region, segment, kind and state
-- column milestone  enum    created, won, any, or both created and any
-- column coalition bigint        the channels that touched them; 0 = none
-- column deals     bigint        opportunities, count
-- column amount    decimal(18,2) their amount; a missing one counts as 0.00
with

members as (
    select path_no, case when channel_no > 62 then 62 else channel_no end as bit_no
    from credit_paths
    group by path_no, case when channel_no > 62 then 62 else channel_no end
),

coalitions as (
    select path_no, sum(cast(power(2, bit_no - 1) as bigint)) as coalition
    from members
    group by path_no
),

summed as (
    select
        counted_paths.day_no,
        counted_paths.milestone,
        cast(coalesce(coalitions.coalition, 0) as bigint) as coalition,
        count(*) as deals,
        cast(sum(counted_paths.amount) as decimal(18, 2)) as amount
    from counted_paths
    left join coalitions on counted_paths.path_no = coalitions.path_no
    group by counted_paths.day_no, counted_paths.milestone, coalitions.coalition
)

select * from summed
order by day_no, coalition
