-- Which days are there on which paths count, and among which opportunities?
--
-- A number for each, so that counts of touches and credit need not repeat its words while they are added up.
--
-- grain: one row per milestone, day, region, segment, kind and state (day_no)
-- reads: dated_paths
-- column day_no    bigint number of the day, in their order
-- column milestone enum   created, won or any
-- column counts_on date   day on which opportunities count; null when not recorded
-- column region    enum   sales region
-- column segment   enum   size segment
-- column kind      enum   kind of opportunity
-- column state     enum   open, won or lost
with

days as (
    select milestone, counts_on, region, segment, kind, state
    from dated_paths
    group by milestone, counts_on, region, segment, kind, state
),

numbered as (
    select
        row_number() over (order by milestone, counts_on, region, segment, kind, state) as day_no,
        milestone,
        counts_on,
        region,
        segment,
        kind,
        state
    from days
)

select * from numbered
order by day_no
