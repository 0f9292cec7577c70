-- From which channels did paths go on to which, and how did they end?
--
-- Paths as credit_paths has them, counted as counted_paths says. Each touch is a step from the three touches before it (numbers of their
-- channels, 0 before the start of the path) to its own channel, and each path ends with a step to 0. A chain that remembers less adds these
-- up over what it forgets.
--
-- grain: one row per day and step (day_no, before_3, before_2, before_1, channel_no)
-- reads: credit_paths counted_paths
-- column day_no     bigint  number of the day in path_days: its milestone, day, region, segment, kind and state
-- column milestone  enum    created, won, any, or both created and any
-- column before_3   integer channel of the touch three before; 0 = none
-- column before_2   integer channel of the touch two before; 0 = none
-- column before_1   integer channel of the touch before; 0 = start of the path
-- column channel_no integer channel of the touch; 0 = end of the path
-- column steps      bigint  such steps, count
with

remembered as (
    select
        path_no,
        channel_no,
        coalesce(lag(channel_no, 1) over (partition by path_no order by position), 0) as before_1,
        coalesce(lag(channel_no, 2) over (partition by path_no order by position), 0) as before_2,
        coalesce(lag(channel_no, 3) over (partition by path_no order by position), 0) as before_3,
        lead(channel_no, 1) over (partition by path_no order by position) is null as is_last
    from credit_paths
),

moves as (
    select path_no, before_3, before_2, before_1, channel_no
    from remembered
    union all
    select path_no, before_2 as before_3, before_1 as before_2, channel_no as before_1, 0 as channel_no
    from remembered
    where is_last
),

summed as (
    select
        counted_paths.day_no,
        counted_paths.milestone,
        moves.before_3,
        moves.before_2,
        moves.before_1,
        moves.channel_no,
        count(*) as steps
    from moves
    inner join counted_paths on moves.path_no = counted_paths.path_no
    group by
        counted_paths.day_no,
        counted_paths.milestone,
        moves.before_3,
        moves.before_2,
        moves.before_1,
        moves.channel_no
)

select * from summed
order by day_no, before_3, before_2, before_1, channel_no
