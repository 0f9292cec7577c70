-- Which touches of each opportunity may share its credit, and in which order?
--
-- Those of the chosen side and match. Path collapsed: consecutive touches on one channel are one place, and the first of them stands for
-- all; path all: each touch is a place of its own. One opportunity's are found by its number, in whose order they lie.
--
-- grain: one row per opportunity and touch (deal_no, touch_no)
-- kept: no
-- reads: deals deal_touches
-- setting match varchar = people : people | account, whose touches count
-- setting side varchar = marketing : marketing | all, whose touches count
-- setting opportunity_id varchar = all : one opportunity only; all = every one
-- narrows: opportunity_id
-- setting path varchar = all : all | collapsed, whether repeats of one channel count
-- column deal_no       bigint    number of the opportunity
-- column touch_no      bigint    order of the touch within the opportunity
-- column touched_at    timestamp when
-- column way_no        bigint    number of its channel and campaign
-- column place         bigint    place among them, from 1
-- column place_way_no  bigint    number of the channel and campaign of the first touch at its place
-- column is_repeat     boolean   the touch before it has the same place
with

wanted as (
    select
        deal_no,
        touch_no,
        touched_at,
        way_no,
        channel,
        side,
        by_people,
        by_account,
        people_no,
        marketing_no,
        people_marketing_no
    from deal_touches
    where $opportunity_id = 'all'
    union all
    select
        deal_touches.deal_no,
        deal_touches.touch_no,
        deal_touches.touched_at,
        deal_touches.way_no,
        deal_touches.channel,
        deal_touches.side,
        deal_touches.by_people,
        deal_touches.by_account,
        deal_touches.people_no,
        deal_touches.marketing_no,
        deal_touches.people_marketing_no
    from deals
    inner join deal_touches on deals.deal_no = deal_touches.deal_no
    where $opportunity_id <> 'all' and deals.opportunity_id = $opportunity_id
),

eligible as (
    select
        deal_no,
        touch_no,
        touched_at,
        way_no,
        channel,
        people_no,
        marketing_no,
        people_marketing_no
    from wanted
    where (by_people or ($match = 'account' and by_account)) and (side = 'marketing' or $side = 'all')
),

repeated as (
    select
        deal_no,
        touch_no,
        touched_at,
        way_no,
        case when lag(channel) over (partition by deal_no order by touch_no) = channel then 0 else 1 end as starts
    from eligible
    where $path = 'collapsed'
),

placed as (
    select
        deal_no,
        touch_no,
        touched_at,
        way_no,
        sum(starts) over (partition by deal_no order by touch_no) as place,
        starts = 0 as is_repeat
    from repeated
),

collapsed as (
    select
        deal_no,
        touch_no,
        touched_at,
        way_no,
        place,
        max(case when not is_repeat then way_no end) over (partition by deal_no, place) as place_way_no,
        is_repeat
    from placed
),

each as (
    select
        deal_no,
        touch_no,
        touched_at,
        way_no,
        case
            when $match = 'account' and $side = 'all' then touch_no
            when $match = 'account' then marketing_no
            when $side = 'all' then people_no
            else people_marketing_no
        end as place,
        way_no as place_way_no,
        false as is_repeat
    from eligible
    where $path = 'all'
),

chosen as (
    select * from each
    union all
    select * from collapsed
),

typed as (
    select
        deal_no,
        touch_no,
        touched_at,
        way_no,
        cast(place as bigint) as place,
        place_way_no,
        is_repeat
    from chosen
)

select * from typed
