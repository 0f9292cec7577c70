-- From which channel did paths go on to which, and how did they end?
--
-- The steps of path_memories, added up over all that lies before the last touch.
--
-- grain: one row per day and step (day_no, before_1, channel_no)
-- reads: path_memories
-- column day_no     bigint  number of the day in path_days: its milestone, day, region, segment, kind and state
-- column milestone  enum    created, won, any, or both created and any
-- column before_1   integer channel of the touch before; 0 = start of the path
-- column channel_no integer channel of the touch; 0 = end of the path
-- column steps      bigint  such steps, count
with

summed as (
    select
        day_no,
        milestone,
        before_1,
        channel_no,
        cast(sum(steps) as bigint) as steps
    from path_memories
    group by day_no, milestone, before_1, channel_no
)

select * from summed
order by day_no, before_1, channel_no
