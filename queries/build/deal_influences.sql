-- How often, and from when on, did each side touch each opportunity before its milestone?
--
-- Touches of the people on it (match account: of everybody in its account), from the look-back before the milestone up to it, both ends
-- included. Repeats count each. A side that did not touch an opportunity has no row.
--
-- grain: one row per opportunity, milestone and side (opportunity_id, milestone, side)
-- reads: deal_milestones deal_touches
-- setting lookback_days integer = 365 : days before the milestone that a touch may lie; all = any time
-- setting match varchar = people : people | account, whose touches count
-- column opportunity_id varchar   the opportunity
-- column milestone      enum      created or any
-- column side           enum      marketing, sales, partner or unknown
-- column touches        bigint    touches of the side, count
-- column first_at       timestamp the earliest of them
with

milestones as (
    select opportunity_id, deal_no, 'created' as milestone, opened_at as milestone_at, opening_until_at as until_at
    from deal_milestones
    union all
    select opportunity_id, deal_no, 'any' as milestone, ended_at as milestone_at, ended_until_at as until_at
    from deal_milestones
),

eligible as (
    select
        milestones.opportunity_id,
        milestones.milestone,
        deal_touches.side,
        deal_touches.touched_at
    from milestones
    inner join deal_touches on milestones.deal_no = deal_touches.deal_no
    where deal_touches.touched_at <= milestones.until_at
        and ($lookback_days is null
            or deal_touches.touched_at >= milestones.milestone_at - interval 1 day * cast($lookback_days as integer))
        and (deal_touches.by_people or ($match = 'account' and deal_touches.by_account))
),

counted as (
    select
        opportunity_id,
        milestone,
        side,
        count(*) as touches,
        min(touched_at) as first_at
    from eligible
    group by opportunity_id, milestone, side
)

select * from counted
order by milestone, opportunity_id, side
