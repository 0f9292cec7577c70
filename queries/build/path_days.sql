-- Which days are there on which paths count, and among which opportunities?
--
-- A number for each, in order of quarters, so that what is counted by day of one quarter and milestone lies together, and
-- counts of touches and credit need not repeat its words while they are added up. Milestone created, any, and both:
-- the days on which opportunities were opened; won: on which those won or lost closed. What stands under both counts for created and for any.
--
-- grain: one row per milestone, day, region, segment, kind and state (day_no)
-- reads: deals
-- column day_no    bigint number of the day, in their order
-- column milestone enum   created, won, any, or both created and any
-- column counts_on date   day on which opportunities count; null when not recorded
-- column region    enum   sales region
-- column segment   enum   size segment
-- column kind      enum   kind of opportunity
-- column state     enum   open, won or lost
with

openings as (
    select created_quarter as quarter, created_on as counts_on, region, segment, kind, state
    from deals
    group by created_quarter, created_on, region, segment, kind, state
),

closes as (
    select closed_quarter as quarter, closed_on as counts_on, region, segment, kind, state
    from deals
    where state in ('won', 'lost')
    group by closed_quarter, closed_on, region, segment, kind, state
),

days as (
    select 'created' as milestone, quarter, counts_on, region, segment, kind, state from openings
    union all
    select 'any' as milestone, quarter, counts_on, region, segment, kind, state from openings
    union all
    select 'both' as milestone, quarter, counts_on, region, segment, kind, state from openings
    union all
    select 'won' as milestone, quarter, counts_on, region, segment, kind, state from closes
),

numbered as (
    select
        row_number() over (order by quarter, milestone, counts_on, region, segment, kind, state) as day_no,
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
