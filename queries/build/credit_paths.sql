-- Which touches share the credit for each opportunity, and which of them are its milestones?
--
-- The touches of credit_touches from the first to the last one of each path in credit_spans. Of a run that the path collapses the first
-- inside the path stands for all.
--
-- grain: one row per path and touch (path_no, touch_no)
-- kept: while building
-- reads: credit_spans credit_touches touch_ways channel_numbers
-- column path_no        bigint  path of an opportunity to a milestone
-- column touch_no       bigint  order of the touch within the opportunity
-- column way_no         bigint  number of its channel and campaign
-- column channel_no     integer number of its channel
-- column days_to_last   integer days from the touch to the last one of the path
-- column position       integer place in the path, from 1
with

ways as (
    select touch_ways.way_no, cast(channel_numbers.channel_no as integer) as channel_no
    from touch_ways
    inner join channel_numbers on touch_ways.channel = channel_numbers.channel
),

dated as (
    select
        deal_no,
        touch_no,
        way_no,
        place,
        is_repeat,
        cast(touched_at as date) as touched_on
    from credit_touches
),

paths as (
    select
        credit_spans.path_no,
        dated.touch_no,
        dated.way_no,
        ways.channel_no,
        cast(coalesce(date_diff('day', dated.touched_on, credit_spans.last_on), 0) as integer) as days_to_last,
        cast(dated.place - credit_spans.places_before as integer) as position
    from dated
    inner join credit_spans on dated.deal_no = credit_spans.deal_no
    inner join ways on dated.way_no = ways.way_no
    where dated.touch_no >= credit_spans.first_no
        and dated.place <= credit_spans.places_before + credit_spans.touches
        and (not dated.is_repeat or dated.touch_no = credit_spans.first_no)
)

select * from paths
