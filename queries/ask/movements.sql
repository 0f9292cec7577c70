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
-- reads: movement_groups
-- records: movement_records
-- drill: records_before = count(*) filter (where period = 'before')
-- drill: records = count(*) filter (where period = 'after')
-- drill: rate_before = ratio(sum(part) filter (where period = 'before'), sum(whole) filter (where period = 'before'))
-- drill: rate_after = ratio(sum(part) filter (where period = 'after'), sum(whole) filter (where period = 'after'))
-- setting against varchar = previous : previous | year_ago, the quarter it is compared with
-- setting quarters integer = 5 : quarters to add to what is asked for
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

by_group as (
    select
        figure,
        region,
        segment,
        channel,
        records_before,
        records,
        cast(whole_before as double) as whole_before,
        cast(whole_after as double) as whole_after,
        cast(part_before as double) as part_before,
        cast(part_after as double) as part_after
    from movement_groups
),

beside_totals as (
    select
        *,
        sum(whole_before) over (partition by figure) as all_before,
        sum(whole_after) over (partition by figure) as all_after,
        sum(part_before) over (partition by figure) as all_part_before,
        sum(part_after) over (partition by figure) as all_part_after,
        figure in ('pipeline', 'bookings') as is_amount
    from by_group
),

rated as (
    select
        *,
        case when is_amount then whole_before else ratio(whole_before, all_before) end as share_before,
        case when is_amount then whole_after else ratio(whole_after, all_after) end as share_after,
        ratio(part_before, whole_before) as rate_before,
        ratio(part_after, whole_after) as rate_after,
        case
            when is_amount then 0
            else (ratio(all_part_before, all_before) + ratio(all_part_after, all_after)) / 2
        end as level
    from beside_totals
    where all_before > 0 and all_after > 0
),

kept as (
    select
        *,
        coalesce(rate_before, rate_after, 0) as rate_0,
        coalesce(rate_after, rate_before, 0) as rate_1
    from rated
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
        records
    from kept
)

select * from parts
order by figure asc, abs(mix_points + rate_points) desc, region asc, segment asc, channel asc
