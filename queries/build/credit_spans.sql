-- From which touch to which does the path of each opportunity go, and where on it are its milestones?
--
-- Eligible: touched from the look-back before the milestone up to it, both ends included; touches as credit_touches has them. Lead: the last
-- one at or before the earliest lead was made, else the first after it; opening: the last one at or before the opening. Places in the path
-- count from 1. A path without an eligible touch has no row.
--
-- grain: one row per path (path_no)
-- reads: deals deal_milestones credit_touches
-- setting lookback_days integer = 365 : days before the milestone that a touch may lie; all = any time
-- column path_no        bigint  path of an opportunity to a milestone
-- column opportunity_id varchar the opportunity
-- column milestone      enum    created or any
-- column first_no       bigint  its first touch, as order within the opportunity
-- column last_no        bigint  its last touch, likewise
-- column places_before  bigint  places of touches before its first
-- column last_on        date    day of its last touch that counts
-- column touches        bigint  touches in the path
-- column lead_no        bigint  place of the touch of the lead; null when the opportunity has none
-- column opening_no     bigint  place of the touch of the opening; null when none lies before it
-- column cents          bigint  the opportunity's amount, in cents; a missing one is 0
with

eligible as (
    select
        deal_milestones.path_no,
        credit_touches.touch_no,
        credit_touches.touched_at,
        credit_touches.place,
        credit_touches.is_repeat,
        credit_touches.touched_at <= deal_milestones.lead_until_at as is_before_lead,
        credit_touches.touched_at <= deal_milestones.opening_until_at as is_before_opening
    from credit_touches
    inner join deal_milestones on credit_touches.opportunity_id = deal_milestones.opportunity_id
    where credit_touches.touched_at <= deal_milestones.until_at
        and ($lookback_days is null
            or credit_touches.touched_at
            >= deal_milestones.milestone_at - interval 1 day * cast($lookback_days as integer))
),

spans as (
    select
        path_no,
        min(touch_no) as first_no,
        max(touch_no) as last_no,
        min(place) as first_place,
        max(place) as last_place,
        min(touched_at) as first_at,
        max(case when not is_repeat then touched_at end) as last_at,
        max(case when is_before_lead then place end) as lead_place,
        max(case when is_before_opening then place end) as opening_place
    from eligible
    group by path_no
),

described as (
    select
        spans.path_no,
        deal_milestones.opportunity_id,
        deal_milestones.milestone,
        spans.first_no,
        spans.last_no,
        spans.first_place - 1 as places_before,
        cast(coalesce(spans.last_at, spans.first_at) as date) as last_on,
        spans.last_place - spans.first_place + 1 as touches,
        case
            when deal_milestones.lead_until_at is not null
                then coalesce(spans.lead_place - spans.first_place + 1, 1)
        end as lead_no,
        spans.opening_place - spans.first_place + 1 as opening_no,
        cast(round(coalesce(deals.amount, 0) * 100, 0) as bigint) as cents
    from spans
    inner join deal_milestones on spans.path_no = deal_milestones.path_no
    inner join deals on deal_milestones.opportunity_id = deals.opportunity_id
)

select * from described
order by path_no
