-- What moved since the quarter it is compared with, by who came and by how they did?
--
-- The figures of both quarters, their change, and its two parts summed over region, segment and channel as “movements” splits them. Interval of
-- the change of a rate of records: Newcombe, 95 %; one that holds 0 may be chance. Amounts and shares of amounts have none.
--
-- grain: one row per figure, in order (figure)
-- reads: movement_groups movements movement_causes
-- records: movement_records
-- drill: records_before = count(*) filter (where period = 'before')
-- drill: records = count(*) filter (where period = 'after')
-- setting against varchar = previous : previous | year_ago, the quarter it is compared with
-- setting quarters integer = 5 : quarters to add to what is asked for
-- setting within_days integer = 90 : days that a lead has to be won or accepted, inclusive; all = to date
-- column figure         varchar conversion, acceptance, win_rate_value, pipeline or bookings
-- column unit           varchar ratio or money
-- column before         double  the figure in the earlier quarter; null when there was nothing
-- column after          double  the figure in the quarter asked for
-- column change         double  after − before
-- column mix_points     double  part of the change by who came
-- column rate_points    double  part of the change by how they did
-- column low            double  lower end of the 95 % interval of the change
-- column high           double  upper end
-- column records_before bigint  records in the earlier quarter, count
-- column records        bigint  records in the quarter asked for, count
-- column cause_region   varchar region of the part that went furthest the way the figure went; null when it did not move
-- column cause_segment  varchar segment of that part
-- column cause          varchar mix = who came; rate = how they did
-- column cause_points   double  that part of the change, summed over channels, in the unit of the figure
with

figures as (
    select * from (
        values
        (1, 'conversion', 'ratio'),
        (2, 'acceptance', 'ratio'),
        (3, 'win_rate_value', 'ratio'),
        (4, 'pipeline', 'money'),
        (5, 'bookings', 'money')
    ) as figure (place, figure, unit)
),

sums as (
    select
        f.place,
        f.figure,
        f.unit,
        cast(coalesce(sum(g.records_before), 0) as bigint) as records_before,
        cast(coalesce(sum(g.records), 0) as bigint) as records,
        case when sum(g.records_before) > 0 then sum(g.part_before) end as part_before,
        case when sum(g.records) > 0 then sum(g.part_after) end as part_after,
        case when sum(g.records_before) > 0 then sum(g.whole_before) end as whole_before,
        case when sum(g.records) > 0 then sum(g.whole_after) end as whole_after
    from figures as f
    left join movement_groups as g on f.figure = g.figure
    group by f.place, f.figure, f.unit
),

levels as (
    select
        *,
        case when unit = 'money' then cast(part_before as double) else ratio(part_before, whole_before) end as before,
        case when unit = 'money' then cast(part_after as double) else ratio(part_after, whole_after) end as after,
        figure in ('conversion', 'acceptance') as is_counted
    from sums
),

splits as (
    select
        figure,
        sum(mix_points) as mix_points,
        sum(rate_points) as rate_points
    from movements
    group by figure
),

totals as (
    select
        l.place,
        l.figure,
        l.unit,
        l.before,
        l.after,
        l.after - l.before as change,
        s.mix_points,
        s.rate_points,
        case
            when l.is_counted then change_low(
                l.after, wilson_low(l.part_after, l.whole_after), l.before, wilson_high(l.part_before, l.whole_before)
            )
        end as low,
        case
            when l.is_counted then change_high(
                l.after, wilson_high(l.part_after, l.whole_after), l.before, wilson_low(l.part_before, l.whole_before)
            )
        end as high,
        l.records_before,
        l.records,
        c.region as cause_region,
        c.segment as cause_segment,
        c.cause,
        c.points as cause_points
    from levels as l
    left join splits as s on l.figure = s.figure
    left join movement_causes as c on l.figure = c.figure
)

select
    figure, unit, before, after, change, mix_points, rate_points, low, high, records_before, records,
    cause_region, cause_segment, cause, cause_points
from totals
order by place
