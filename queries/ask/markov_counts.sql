-- From which channels did paths go on to which, and how did they end?
--
-- Opportunities created in the period (milestone won: closed in it) with an eligible touch. Lost ones are paths that did not convert, unless
-- they are left out; all others converted: won, and still open, which milestone won does not count. Where every path is a lost one, there is
-- nothing to tell them from, and all count as converted. A state is the last channels of the path, as many as the order says, written as
-- one number of their numbers.
--
-- grain: one row per state and the state after it (before, after)
-- needs: opportunities
-- reads: counted_days path_steps path_memories channel_numbers
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
-- setting with_lost boolean = true : true | false, do lost opportunities count as paths that did not convert
-- setting order integer = 1 : 1 | 2 | 3, channels that a state remembers
-- column before    bigint  the state before; 0 = start of the path
-- column after     bigint  the state after; 0 = end of the path
-- column channel   varchar channel of the state after, or (end)
-- column converted bigint  such steps in paths that converted, count
-- column lost      bigint  such steps in paths that were lost, count
with

known as (
    select
        0 as third,
        0 as second,
        before_1 as first,
        channel_no,
        d.state,
        steps
    from path_steps as c
    inner join counted_days as d on c.day_no = d.day_no
    where $order = 1 and counts_for(c.milestone, $milestone)
    union all
    select
        case when $order >= 3 then before_3 else 0 end as third,
        before_2 as second,
        before_1 as first,
        channel_no,
        d.state,
        steps
    from path_memories as c
    inner join counted_days as d on c.day_no = d.day_no
    where $order > 1 and counts_for(c.milestone, $milestone)
),

remembered as (
    select
        cast(third as bigint) as third,
        cast(second as bigint) as second,
        cast(first as bigint) as first,
        cast(channel_no as bigint) as channel_no,
        coalesce(sum(steps) filter (where state <> 'lost'), 0) as converted,
        coalesce(sum(steps) filter (where state = 'lost'), 0) as lost
    from known
    group by third, second, first, channel_no
),

told as (
    select
        (third * 1048576 + second) * 1048576 + first as before,
        case
            when channel_no = 0 then 0
            when $order = 1 then channel_no
            when $order = 2 then first * 1048576 + channel_no
            else (second * 1048576 + first) * 1048576 + channel_no
        end as after,
        channel_no,
        case when sum(converted) over () = 0 then lost else converted end as converted,
        case when sum(converted) over () = 0 or not $with_lost then 0 else lost end as lost
    from remembered
),

steps as (
    select
        told.before,
        told.after,
        coalesce(cast(channel_numbers.channel as varchar), '(end)') as channel,
        cast(told.converted as bigint) as converted,
        cast(told.lost as bigint) as lost
    from told
    left join channel_numbers on told.channel_no = channel_numbers.channel_no
    where told.converted + told.lost > 0
)

select * from steps
order by before, after
