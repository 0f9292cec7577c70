-- From which channels did paths go on to which, and how did they end?
--
-- Touches as credit_paths has them; opportunities as in path_coalitions, by the fiscal quarter of their day. Each touch is a step from the
-- three touches before it (numbers of their channels, 0 before the start of the path) to its own channel, and each path ends with a step
-- to 0. A chain that remembers less adds these up over what it forgets.
--
-- grain: one row per milestone, quarter, region, segment, kind, state and step (milestone, quarter_on, region, segment, kind, state, before_3, before_2, before_1, channel_no)
-- reads: deals credit_paths channel_numbers quarters
-- column milestone  enum   created, won or any
-- column quarter_on date   first day of the quarter in which the opportunities count; null when not recorded
-- column region     enum   sales region
-- column segment    enum   size segment
-- column kind       enum   kind of opportunity
-- column state      enum   open, won or lost
-- column before_3   bigint channel of the touch three before; 0 = none
-- column before_2   bigint channel of the touch two before; 0 = none
-- column before_1   bigint channel of the touch before; 0 = start of the path
-- column channel_no bigint channel of the touch; 0 = end of the path
-- column steps      bigint such steps, count
with

numbered as (
    select
        credit_paths.opportunity_id,
        credit_paths.milestone,
        credit_paths.position,
        credit_paths.touches,
        channel_numbers.channel_no
    from credit_paths
    inner join channel_numbers on credit_paths.channel = channel_numbers.channel
),

remembered as (
    select
        numbered.*,
        coalesce(lag(channel_no, 1) over (partition by opportunity_id, milestone order by position), 0) as before_1,
        coalesce(lag(channel_no, 2) over (partition by opportunity_id, milestone order by position), 0) as before_2,
        coalesce(lag(channel_no, 3) over (partition by opportunity_id, milestone order by position), 0) as before_3
    from numbered
),

taken as (
    select opportunity_id, milestone, before_3, before_2, before_1, channel_no
    from remembered
    union all
    select
        opportunity_id,
        milestone,
        before_2 as before_3,
        before_1 as before_2,
        channel_no as before_1,
        0 as channel_no
    from remembered
    where position = touches
),

counted as (
    select opportunity_id, 'created' as milestone, 'created' as path, created_quarter as quarter
    from deals
    union all
    select opportunity_id, 'won' as milestone, 'any' as path, closed_quarter as quarter
    from deals
    where state in ('won', 'lost')
    union all
    select opportunity_id, 'any' as milestone, 'any' as path, created_quarter as quarter
    from deals
),

summed as (
    select
        counted.milestone,
        quarters.start_on as quarter_on,
        deals.region,
        deals.segment,
        deals.kind,
        deals.state,
        taken.before_3,
        taken.before_2,
        taken.before_1,
        taken.channel_no,
        count(*) as steps
    from counted
    inner join taken on counted.opportunity_id = taken.opportunity_id and counted.path = taken.milestone
    inner join deals on counted.opportunity_id = deals.opportunity_id
    left join quarters on counted.quarter = quarters.quarter
    group by
        counted.milestone,
        quarters.start_on,
        deals.region,
        deals.segment,
        deals.kind,
        deals.state,
        taken.before_3,
        taken.before_2,
        taken.before_1,
        taken.channel_no
)

select * from summed
order by milestone, quarter_on, region, segment, kind, state, before_3, before_2, before_1, channel_no
