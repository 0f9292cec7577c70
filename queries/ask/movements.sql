-- Which regions, segments and channels moved the figures, by who came and by how they did?
--
-- A rate is Σ share × rate over the groups. A group's mix part is (share after − share before) × (its mean rate − the mean rate of all), its
-- rate part (rate after − rate before) × its mean share; means are of both quarters (midpoint weights: A. Marshall and F. Y. Edgeworth; for
-- rates E. M. Kitagawa, Components of a difference between two rates, Journal of the American Statistical Association 50 (1955)
-- 1168–1194). An amount is Σ number × mean amount: mix is the change of the number × the mean amount, rate the change of the mean amount ×
-- the mean number. A group that is there in one quarter only keeps its rate, so that all of it is mix. All parts of a figure sum to its
-- change. With all time asked for, or nothing in one of the two quarters, there are none.
--
-- grain: one row per figure, region, segment and channel, in order (figure, region, segment, channel)
-- reads: movement_groups movement_levels
-- records: movement_records
-- drill: records_before = count(*) filter (where period = 'before')
-- drill: records = count(*) filter (where period = 'after')
-- drill: rate_before = ratio(sum(part) filter (where period = 'before'), sum(whole) filter (where period = 'before'))
-- drill: rate_after = ratio(sum(part) filter (where period = 'after'), sum(whole) filter (where period = 'after'))
-- setting against varchar = previous : previous | year_ago, the quarter it is compared with
-- setting within_days integer = 90 : days that a lead has to be won or accepted, inclusive; all = to date
-- column figure         varchar conversion, acceptance, win_rate_value, pipeline or bookings
-- column unit           varchar ratio or money
-- column region         varchar sales region
-- column segment        varchar size segment
-- column channel        varchar channel
-- column share_before   double  its share of the leads or of the amount closed; of an amount: number of deals
-- column share_after    double  the same in the quarter asked for
-- column rate_before    double  its rate; of an amount: mean amount of its deals; null when it has none
-- column rate_after     double  the same in the quarter asked for
-- column mix_points     double  its part of the change by who came, in the unit of the figure
-- column rate_points    double  its part of the change by how they did
-- column records_before bigint  records in the earlier quarter, count
-- column records        bigint  records in the quarter asked for, count
with

beside_levels as (
    select
        g.figure,
        g.region,
        g.segment,
        g.channel,
        l.is_amount,
        cast(g.whole_before as double) as whole_before,
        cast(g.whole_after as double) as whole_after,
        ratio(g.part_before, g.whole_before) as rate_before,
        ratio(g.part_after, g.whole_after) as rate_after,
        case when l.is_amount then 1 else l.whole_before end as of_before,
        case when l.is_amount then 1 else l.whole_after end as of_after,
        case
            when l.is_amount then 0
            else (l.part_before / l.whole_before + l.part_after / l.whole_after) / 2
        end as level,
        g.records_before,
        g.records
    from movement_groups as g
    inner join movement_levels as l on g.figure = l.figure
    where l.whole_before > 0 and l.whole_after > 0
),

shared as (
    select
        *,
        whole_before / of_before as share_before,
        whole_after / of_after as share_after,
        coalesce(rate_before, rate_after, 0) as rate_0,
        coalesce(rate_after, rate_before, 0) as rate_1
    from beside_levels
),

parts as (
    select
        figure,
        case when is_amount then 'money' else 'ratio' end as unit,
        region,
        segment,
        channel,
        share_before,
        share_after,
        rate_before,
        rate_after,
        (share_after - share_before) * ((rate_0 + rate_1) / 2 - level) as mix_points,
        (rate_1 - rate_0) * (share_before + share_after) / 2 as rate_points,
        records_before,
        records,
        abs(mix_points + rate_points) as moved
    from shared
)

select
    figure, unit, region, segment, channel, share_before, share_after, rate_before, rate_after, mix_points, rate_points,
    records_before, records
from parts
order by figure asc, moved desc, region asc, segment asc, channel asc
