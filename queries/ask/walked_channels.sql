-- Which channels keep their name in paths to a close?
--
-- Those that stand first among the first three steps of the deals closed in the period, and the words for “nothing”.
--
-- grain: one row per channel (channel)
-- needs: opportunities
-- reads: walked_paths
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting channels integer = 6 : channels that keep their name
-- column channel varchar channel that is named, (no touch) or (end)
with

walked as (
    select unnest([first_step, second_step, third_step]) as channel, deals
    from walked_paths
    where
        in_period(closed_on, $start_on, $end_on) and happened(closed_on, $as_of)
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
),

most_walked as (
    select channel
    from walked
    where channel not in ('(end)', '(no touch)')
    group by channel
    order by sum(deals) desc, channel asc
    limit $channels
),

kept as (
    select channel from most_walked
    union all
    select unnest(['(end)', '(no touch)']) as channel
)

select * from kept
order by channel
