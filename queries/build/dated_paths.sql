-- On which day, and among which opportunities, is each path counted?
--
-- Milestone created: every opportunity, touches up to its opening, on the day it was opened. won: those won or lost, up to the close, on the
-- day they closed. any: every one, up to its close, else to the cut-off, on the day it was opened.
--
-- grain: one row per milestone and opportunity (milestone, path_no)
-- kept: no
-- reads: deals deal_milestones
-- column milestone varchar       created, won or any
-- column path_no   bigint        path of the opportunity to the milestone
-- column counts_on date          day on which the opportunity counts; null when not recorded
-- column region    varchar       sales region
-- column segment   varchar       size segment
-- column kind      varchar       kind of opportunity
-- column state     varchar       open, won or lost
-- column amount    decimal(18,2) its amount; a missing one is 0.00
with

described as (
    select
        cast(deal_milestones.milestone as varchar) as milestone,
        deal_milestones.path_no,
        deals.created_on,
        deals.closed_on,
        cast(deals.region as varchar) as region,
        cast(deals.segment as varchar) as segment,
        cast(deals.kind as varchar) as kind,
        cast(deals.state as varchar) as state,
        cast(coalesce(deals.amount, 0) as decimal(18, 2)) as amount
    from deal_milestones
    inner join deals on deal_milestones.opportunity_id = deals.opportunity_id
),

counted as (
    select milestone, path_no, created_on as counts_on, region, segment, kind, state, amount
    from described
    union all
    select 'won' as milestone, path_no, closed_on as counts_on, region, segment, kind, state, amount
    from described
    where milestone = 'any' and state in ('won', 'lost')
)

select * from counted
