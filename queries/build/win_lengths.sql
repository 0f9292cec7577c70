-- How many touches, and how many days from the first of them, did each win take?
--
-- Touches inside the look-back up to the close, as deal_influences has them, of every side and of marketing alone.
--
-- grain: one row per won opportunity (opportunity_id)
-- reads: deals deal_influences
-- column opportunity_id    varchar the opportunity
-- column closed_on         date    the day it was won; null when not recorded
-- column region            enum    sales region
-- column segment           enum    size segment
-- column kind              enum    kind of opportunity
-- column touches           bigint  touches of every side, count
-- column days              bigint  days from the first of them to the close; null when there is none
-- column marketing_touches bigint  touches of marketing, count
-- column marketing_days    bigint  days from the first of those to the close; null when there is none
with

touched as (
    select
        opportunity_id,
        cast(sum(touches) as bigint) as touches,
        cast(min(first_at) as date) as first_on,
        cast(sum(case when side = 'marketing' then touches else 0 end) as bigint) as marketing_touches,
        cast(min(case when side = 'marketing' then first_at end) as date) as marketing_first_on
    from deal_influences
    where milestone = 'any'
    group by opportunity_id
),

wins as (
    select
        deals.opportunity_id,
        deals.closed_on,
        deals.region,
        deals.segment,
        deals.kind,
        coalesce(touched.touches, 0) as touches,
        date_diff('day', touched.first_on, deals.closed_on) as days,
        coalesce(touched.marketing_touches, 0) as marketing_touches,
        date_diff('day', touched.marketing_first_on, deals.closed_on) as marketing_days
    from deals
    left join touched on deals.opportunity_id = touched.opportunity_id
    where deals.state = 'won'
)

select * from wins
order by closed_on, opportunity_id
