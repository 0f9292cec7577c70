-- What moved since the quarter it is compared with, by who came and by how they did?
--
-- The figures of both quarters, their change, and its two parts summed over region, segment and channel as “movements” splits them. Interval of
-- the change, 95 %: Newcombe’s, from the intervals of both quarters, which are Wilson’s for rates of records, Wilson’s of as many deals of one
-- size as the amounts are worth for shares of amounts, and those of a Poisson bootstrap for amounts. One that holds 0 may be chance.
--
-- grain: one row per figure, in order (figure)
-- reads: movement_levels movements movement_causes
-- records: movement_records
-- drill: records_before = count(*) filter (where period = 'before')
-- drill: records = count(*) filter (where period = 'after')
-- setting against varchar = previous : previous | year_ago, the quarter it is compared with
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

levels as (
    select
        figure,
        records_before,
        records,
        part_before,
        part_after,
        whole_before,
        whole_after,
        squares_before,
        squares_after,
        is_amount,
        figure = 'win_rate_value' as is_share,
        case when is_amount then 1 else nullif(whole_before, 0) end as of_before,
        case when is_amount then 1 else nullif(whole_after, 0) end as of_after,
        effective(whole_before, squares_before) as worth_before,
        effective(whole_after, squares_after) as worth_after
    from movement_levels
),

then_and_now as (
    select
        *,
        case when records_before > 0 then part_before / of_before end as before,
        case when records > 0 then part_after / of_after end as after
    from levels
),

rates as (
    select
        figure,
        records_before,
        records,
        before,
        after,
        case
            when is_amount then sum_low(records_before, part_before, squares_before)
            when is_share then money_share_low(before, worth_before)
            else wilson_low(part_before, whole_before)
        end as low_before,
        case
            when is_amount then sum_high(records_before, part_before, squares_before)
            when is_share then money_share_high(before, worth_before)
            else wilson_high(part_before, whole_before)
        end as high_before,
        case
            when is_amount then sum_low(records, part_after, squares_after)
            when is_share then money_share_low(after, worth_after)
            else wilson_low(part_after, whole_after)
        end as low_after,
        case
            when is_amount then sum_high(records, part_after, squares_after)
            when is_share then money_share_high(after, worth_after)
            else wilson_high(part_after, whole_after)
        end as high_after
    from then_and_now
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
        f.place,
        f.figure,
        f.unit,
        r.before,
        r.after,
        r.after - r.before as change,
        s.mix_points,
        s.rate_points,
        change_low(r.after, r.low_after, r.before, r.high_before) as low,
        change_high(r.after, r.high_after, r.before, r.low_before) as high,
        coalesce(r.records_before, 0) as records_before,
        coalesce(r.records, 0) as records,
        c.region as cause_region,
        c.segment as cause_segment,
        c.cause,
        c.points as cause_points
    from figures as f
    left join rates as r on f.figure = r.figure
    left join splits as s on f.figure = s.figure
    left join movement_causes as c on f.figure = c.figure
)

select
    figure, unit, before, after, change, mix_points, rate_points, low, high, records_before, records,
    cause_region, cause_segment, cause, cause_points
from totals
order by place
