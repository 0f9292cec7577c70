-- Which days count, and among which opportunities?
--
-- The days of the period on which opportunities were created (milestone won: closed), of the regions, segments and kinds picked.
--
-- grain: one row per day, region, segment, kind and state (day_no)
-- needs: opportunities
-- reads: path_days
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
-- column day_no bigint  number of the day
-- column state  varchar open, won or lost
with

days as (
    select day_no, cast(state as varchar) as state
    from path_days
    where
        counts_for(milestone, $milestone)
        and in_period(counts_on, $start_on, $end_on) and happened(counts_on, $as_of)
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
)

select * from days
order by day_no
