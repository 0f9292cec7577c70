-- Which region and segment moved a figure most, by who came or by how they did?
--
-- The parts of movements, summed over channels; per figure the one part that went furthest the way the figure went. No rows where
-- the figure did not move, or has nothing in one of the two quarters.
--
-- grain: one row per figure (figure)
-- reads: movements
-- setting against varchar = previous : previous | year_ago, the quarter it is compared with
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
        region,
        segment,
        sum(mix_points) as mix_points,
        sum(rate_points) as rate_points,
        cast(sum(records_before) as bigint) as records_before,
        cast(sum(records) as bigint) as records
    from movements
    group by figure, region, segment
),

ways as (
    select
        figure,
        sign(sum(mix_points + rate_points)) as way
    from by_place
    group by figure
),

along as (
    select
        p.figure,
        p.region,
        p.segment,
        w.way,
        p.mix_points * w.way as mix_along,
        p.rate_points * w.way as rate_along,
        p.records_before,
        p.records
    from by_place as p
    inner join ways as w on p.figure = w.figure
),

furthest as (
    select
        figure,
        region,
        segment,
        case when mix_along >= rate_along then 'mix' else 'rate' end as cause,
        greatest(mix_along, rate_along) * way as points,
        records_before,
        records
    from along
    where greatest(mix_along, rate_along) > 1e-9
    qualify
        row_number() over (
            partition by figure
            order by greatest(mix_along, rate_along) desc, region asc, segment asc
        ) = 1
)

select * from furthest
order by figure
