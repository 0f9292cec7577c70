-- On which day, and among which opportunities, does each path count?
--
-- Milestone created: every opportunity, touches up to its opening, on the day it was opened. won: those won or lost, up to the close, on the
-- day they closed. any: every one, up to its close, else to the cut-off, on the day it was opened. Days as path_days has them.
--
-- grain: one row per milestone and opportunity (milestone, path_no)
-- kept: while building
-- reads: dated_paths path_days
-- column milestone varchar       created, won or any
-- column path_no   bigint        path of the opportunity to the milestone
-- column day_no    bigint        number of the day, among the opportunities of its region, segment, kind and state
-- column state     varchar       open, won or lost
-- column amount    decimal(18,2) its amount; a missing one is 0.00
with

numbered as (
    select
        dated_paths.milestone,
        dated_paths.path_no,
        path_days.day_no,
        dated_paths.state,
        dated_paths.amount
    from dated_paths
    inner join path_days
        on dated_paths.milestone = cast(path_days.milestone as varchar)
        and coalesce(dated_paths.counts_on, cast('0001-01-01' as date))
        = coalesce(path_days.counts_on, cast('0001-01-01' as date))
        and dated_paths.region = cast(path_days.region as varchar)
        and dated_paths.segment = cast(path_days.segment as varchar)
        and dated_paths.kind = cast(path_days.kind as varchar)
        and dated_paths.state = cast(path_days.state as varchar)
)

select * from numbered
