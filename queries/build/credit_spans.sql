-- From which touch to which does the path of each opportunity go, and where on it are its milestones?
--
-- An opportunity has two paths: created, up to its opening, and any, up to its close or the cut-off; where touches and milestones are the same in
-- both, one that serves both. Eligible: touched from the look-back
-- before the milestone up to it, both ends included; touches as credit_touches has them. Lead: the last one at or before the earliest lead was
-- made, else the first after it; opening: the last one at or before the opening. Places in the path count from 1. A way is the number of a channel and campaign; a touch and its way, or a place and its way, are one number while they are
-- compared.
--
-- grain: one row per path (path_no)
-- reads: deal_milestones credit_touches
-- setting lookback_days integer = 365 : days before the milestone that a touch may lie; all = any time
-- column path_no        bigint  path of an opportunity to a milestone: any twice its number, created and both twice its number less one
-- column milestone      varchar created, any or both
-- column deal_no        bigint  number of the opportunity
-- column first_no       bigint  its first touch, as order within the opportunity; null without a touch
-- column places_before  bigint  places of touches before its first; null without a touch
-- column last_on        date    day of its last touch that counts; null when its one touch stands for a run that began before it
-- column touches        bigint  touches in the path; 0 when none is eligible
-- column lead_no        bigint  place of the touch of the lead; null when the opportunity has none
-- column opening_no     bigint  place of the touch of the opening; null when none lies before it
-- column first_way_no   bigint  way of its first touch; null without a touch, as those below
-- column lead_way_no    bigint  way of the touch of the lead
-- column opening_way_no bigint  way of the touch of the opening
-- column last_way_no    bigint  way of its last touch
-- column cents          bigint  the opportunity's amount, in cents; a missing one is 0
with

windows as (
    select
        deal_milestones.*,
        case
            when $lookback_days is null then cast('0001-01-01' as timestamp)
            else opened_at - interval 1 day * cast($lookback_days as integer)
        end as opening_from_at,
        case
            when $lookback_days is null then cast('0001-01-01' as timestamp)
            else ended_at - interval 1 day * cast($lookback_days as integer)
        end as ended_from_at
    from deal_milestones
),

dated as (
    select
        credit_touches.deal_no,
        credit_touches.touched_at,
        credit_touches.place,
        credit_touches.is_repeat,
        credit_touches.touch_no * 2147483648 + credit_touches.way_no as touch,
        credit_touches.place * 2147483648 + credit_touches.place_way_no as stop,
        credit_touches.touched_at >= windows.opening_from_at
        and credit_touches.touched_at <= windows.opening_until_at as is_created,
        credit_touches.touched_at >= windows.ended_from_at
        and credit_touches.touched_at <= windows.ended_until_at as is_any,
        credit_touches.touched_at <= windows.lead_until_at as is_before_lead,
        credit_touches.touched_at <= windows.opening_until_at as is_before_opening
    from credit_touches
    inner join windows on credit_touches.deal_no = windows.deal_no
),

summed as (
    select
        deal_no,
        min(case when is_created then touch end) as created_first,
        min(case when is_created then place end) as created_place,
        max(case when is_created and not is_repeat then touched_at end) as created_last_at,
        max(case when is_created and is_before_lead then stop end) as created_lead,
        max(case when is_created then stop end) as created_last,
        min(case when is_any then touch end) as any_first,
        min(case when is_any then place end) as any_place,
        max(case when is_any and not is_repeat then touched_at end) as any_last_at,
        max(case when is_any and is_before_lead then stop end) as any_lead,
        max(case when is_any and is_before_opening then stop end) as any_opening,
        max(case when is_any then stop end) as any_last
    from dated
    group by deal_no
),

described as (
    select
        deal_milestones.deal_no,
        deal_milestones.cents,
        summed.created_first,
        summed.created_place,
        summed.created_last_at,
        summed.created_lead,
        summed.created_last,
        summed.any_first,
        summed.any_place,
        summed.any_last_at,
        summed.any_lead,
        summed.any_opening,
        summed.any_last,
        deal_milestones.lead_until_at is not null as has_lead,
        coalesce(created_first, 0) = coalesce(any_first, 0) and coalesce(created_last, 0) = coalesce(any_last, 0)
        and coalesce(any_opening, 0) = coalesce(created_last, 0)
        and coalesce(created_lead, 0) = coalesce(any_lead, 0) as is_alike
    from deal_milestones
    left join summed on deal_milestones.deal_no = summed.deal_no
),

paths as (
    select
        2 * deal_no - 1 as path_no,
        case when is_alike then 'both' else 'created' end as milestone,
        deal_no,
        created_first as first_touch,
        created_place as first_place,
        created_last_at as last_at,
        created_last as last_stop,
        created_lead as lead_stop,
        created_last as opening_stop,
        has_lead,
        cents
    from described
    union all
    select
        2 * deal_no as path_no,
        'any' as milestone,
        deal_no,
        any_first as first_touch,
        any_place as first_place,
        any_last_at as last_at,
        any_last as last_stop,
        any_lead as lead_stop,
        any_opening as opening_stop,
        has_lead,
        cents
    from described
    where not is_alike
),

placed as (
    select
        paths.*,
        first_touch % 2147483648 as first_way_no,
        coalesce(last_stop // 2147483648 - first_place + 1, 0) as touches,
        case
            when has_lead and last_stop is not null then coalesce(lead_stop // 2147483648 - first_place + 1, 1)
        end as lead_no,
        opening_stop // 2147483648 - first_place + 1 as opening_no
    from paths
),

spans as (
    select
        path_no,
        milestone,
        deal_no,
        first_touch // 2147483648 as first_no,
        first_place - 1 as places_before,
        cast(last_at as date) as last_on,
        touches,
        lead_no,
        opening_no,
        first_way_no,
        case when lead_no > 1 then lead_stop % 2147483648 else first_way_no end as lead_way_no,
        case when opening_no > 1 then opening_stop % 2147483648 else first_way_no end as opening_way_no,
        case when touches > 1 then last_stop % 2147483648 else first_way_no end as last_way_no,
        cents
    from placed
)

select * from spans
order by path_no
