-- How many opportunities were touched by exactly which channels, and how did they end?
--
-- Touches as credit_paths has them. Milestone created: every opportunity, touches up to its opening, counted on the day it was opened.
-- won: those won or lost, up to the close, on the day they closed. any: every one, up to its close, else to the cut-off, on the day it was
-- opened. A coalition is a set of channels written as a sum: channel number n adds 2 ^ (n - 1); all from number 62 on count as one.
--
-- grain: one row per milestone, day, region, segment, kind, state and coalition (milestone, counts_on, region, segment, kind, state, coalition)
-- reads: deals credit_paths channel_numbers
-- column milestone enum          created, won or any
-- column counts_on date          day on which the opportunities count; null when not recorded
-- column region    enum          sales region
-- column segment   enum          size segment
-- column kind      enum          kind of opportunity
-- column state     enum          open, won or lost
-- column coalition bigint        the channels that touched them; 0 = none
-- column deals     bigint        opportunities, count
-- column amount    decimal(18,2) their amount; a missing one counts as 0.00
with

touched as (
    select
        credit_paths.opportunity_id,
        credit_paths.milestone,
        case when channel_numbers.channel_no > 62 then 62 else channel_numbers.channel_no end as bit_no
    from credit_paths
    inner join channel_numbers on credit_paths.channel = channel_numbers.channel
),

members as (
    select opportunity_id, milestone, bit_no
    from touched
    group by opportunity_id, milestone, bit_no
),

coalitions as (
    select opportunity_id, milestone, sum(cast(power(2, bit_no - 1) as bigint)) as coalition
    from members
    group by opportunity_id, milestone
),

counted as (
    select opportunity_id, 'created' as milestone, 'created' as path, created_on as counts_on
    from deals
    union all
    select opportunity_id, 'won' as milestone, 'any' as path, closed_on as counts_on
    from deals
    where state in ('won', 'lost')
    union all
    select opportunity_id, 'any' as milestone, 'any' as path, created_on as counts_on
    from deals
),

summed as (
    select
        counted.milestone,
        counted.counts_on,
        deals.region,
        deals.segment,
        deals.kind,
        deals.state,
        cast(coalesce(coalitions.coalition, 0) as bigint) as coalition,
        count(*) as deals,
        cast(sum(coalesce(deals.amount, 0)) as decimal(18, 2)) as amount
    from counted
    inner join deals on counted.opportunity_id = deals.opportunity_id
    left join coalitions
        on counted.opportunity_id = coalitions.opportunity_id and counted.path = coalitions.milestone
    group by
        counted.milestone,
        counted.counts_on,
        deals.region,
        deals.segment,
        deals.kind,
        deals.state,
        coalitions.coalition
)

select * from summed
order by milestone, counts_on, region, segment, kind, state, coalition
