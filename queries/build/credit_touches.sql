-- Which touches of each opportunity may share its credit, and in which order?
--
-- Those of the chosen side and match. Path collapsed: consecutive touches on one channel are one place, and the first of them stands for
-- all; path all: each touch is a place of its own.
--
-- grain: one row per opportunity and touch (deal_no, touch_no)
-- kept: no
-- reads: deal_touches
-- setting match varchar = people : people | account, whose touches count
-- setting side varchar = marketing : marketing | all, whose touches count
-- setting path varchar = all : all | collapsed, whether repeats of one channel count
-- column deal_no       bigint    number of the opportunity
-- column touch_no      bigint    order of the touch within the opportunity
-- column touched_at    timestamp when
-- column way_no        bigint    number of its channel and campaign
-- column place         bigint    place among them, from 1
-- column place_way_no  bigint    number of the channel and campaign of the first touch at its place
-- column is_repeat     boolean   the touch before it has the same place
with

repeated as (
    select
        deal_no,
        touch_no,
        touched_at,
        way_no,
        case when lag(channel) over (partition by deal_no order by touch_no) = channel then 0 else 1 end as starts
    from deal_touches
    where $path = 'collapsed'
        and (by_people or ($match = 'account' and by_account)) and (side = 'marketing' or $side = 'all')
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
    from deal_touches
    where $path = 'all'
        and (by_people or ($match = 'account' and by_account)) and (side = 'marketing' or $side = 'all')
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
