-- Which touches share the credit for each opportunity, and which of them are its milestones?
--
-- Eligible: of the chosen side and match, from the look-back before the milestone up to it, both ends included. Path collapsed: of
-- consecutive touches on one channel the first counts, and milestones are found afterwards. Lead: the last touch at or before the earliest
-- lead was made, else the first after it; opening: the last touch at or before the opening.
--
-- grain: one row per path and touch (path_no, touch_no)
-- kept: no
-- reads: deal_milestones deal_touches
-- setting lookback_days integer = 365 : days before the milestone that a touch may lie; all = any time
-- setting match varchar = people : people | account, whose touches count
-- setting side varchar = marketing : marketing | all, whose touches count
-- setting path varchar = all : all | collapsed, whether repeats of one channel count
-- column path_no        bigint  path of an opportunity to a milestone
-- column opportunity_id varchar the opportunity
-- column milestone      varchar created or any
-- column touch_no       bigint  order of the touch within the opportunity
-- column channel        varchar channel
-- column campaign       varchar campaign
-- column days_to_last   bigint  days from the touch to the last one of the path
-- column position       bigint  place in the path, from 1
-- column touches        bigint  touches in the path
-- column lead_no        bigint  place of the touch of the lead; null when the opportunity has none
-- column opening_no     bigint  place of the touch of the opening; null when none lies before it
with

eligible as (
    select
        deal_milestones.path_no,
        deal_milestones.opportunity_id,
        cast(deal_milestones.milestone as varchar) as milestone,
        deal_touches.touch_no,
        cast(deal_touches.channel as varchar) as channel,
        deal_touches.campaign,
        cast(deal_touches.touched_at as date) as touched_on,
        deal_touches.touched_at <= deal_milestones.lead_until_at as is_before_lead,
        deal_touches.touched_at <= deal_milestones.opening_until_at as is_before_opening
    from deal_milestones
    inner join deal_touches on deal_milestones.opportunity_id = deal_touches.opportunity_id
    where deal_touches.touched_at <= deal_milestones.until_at
        and ($lookback_days is null
            or deal_touches.touched_at
            >= deal_milestones.milestone_at - interval 1 day * cast($lookback_days as integer))
        and (deal_touches.by_people or ($match = 'account' and deal_touches.by_account))
        and (deal_touches.side = 'marketing' or $side = 'all')
),

followed as (
    select
        eligible.*,
        lag(channel) over (partition by path_no order by touch_no) as channel_before
    from eligible
),

path as (
    select
        path_no,
        opportunity_id,
        milestone,
        touch_no,
        channel,
        campaign,
        is_before_lead,
        touched_on,
        max(touched_on) over (partition by path_no) as last_on,
        row_number() over (partition by path_no order by touch_no) as position,
        count(*) over (partition by path_no) as touches,
        count(case when is_before_lead then 1 end) over (partition by path_no) as before_lead,
        count(case when is_before_opening then 1 end) over (partition by path_no) as before_opening
    from followed
    where $path = 'all' or channel_before is null or channel_before <> channel
),

marked as (
    select
        path_no,
        opportunity_id,
        milestone,
        touch_no,
        channel,
        campaign,
        date_diff('day', touched_on, last_on) as days_to_last,
        position,
        touches,
        case when is_before_lead is not null then greatest(before_lead, 1) end as lead_no,
        nullif(before_opening, 0) as opening_no
    from path
)

select * from marked
