-- Which region and segment moved a figure most, by who came or by how they did?
--
-- The parts of movements, summed over channels; per figure the one part that went furthest the way the figure went. No rows where
-- the figure did not move, or has nothing in one of the two quarters.
--
-- grain: one row per figure (figure)
-- reads: movements
-- setting against varchar = previous : previous | year_ago, the quarter it is compared with
-- setting quarters integer = 5 : quarters to add to what is asked for
-- setting within_days integer = 90 : days that a lead has to be won or accepted, inclusive; all = to date
-- column figure         varchar conversion, acceptance, win_rate_value, pipeline or bookings
-- column region         varchar sales region
-- column segment        varchar size segment
-- column cause          varchar mix = who came; rate = how they did
-- column points         double  its part of the change, in the unit of the figure
-- column records_before bigint  records of the region and segment in the earlier quarter, count
-- column records        bigint  records in the quarter asked for, count
with

by_place as (
    select
        figure,
        cast(region as varchar) as region,
        cast(segment as varchar) as segment,
        sum(mix_points) as mix_points,
        sum(rate_points) as rate_points,
        cast(sum(records_before) as bigint) as records_before,
        cast(sum(records) as bigint) as records
    from movements
    group by figure, region, segment
),

parts as (
    select figure, region, segment, 'mix' as cause, mix_points as points, records_before, records from by_place
    union all
    select figure, region, segment, 'rate' as cause, rate_points as points, records_before, records from by_place
),

beside_change as (
    select
        *,
        sum(points) over (partition by figure) as change
    from parts
),

furthest as (
    select figure, region, segment, cause, points, records_before, records from beside_change
    where points * sign(change) > 1e-9
    qualify row_number() over (partition by figure order by abs(points) desc, region asc, segment asc, cause asc) = 1
)

select * from furthest
order by figure
