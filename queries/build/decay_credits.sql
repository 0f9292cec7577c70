-- What do touches earn under time decay?
--
-- The weight of a touch halves per half-life, in calendar days before the last one. A touch earns the amount times its part of the weight,
-- floored to cents; the cents left over go to the largest remainders, told apart by a millionth of a cent, ties to the earlier touch. Paths of one
-- touch stand in whole_credits.
--
-- grain: one row per milestone, path and touch (milestone, path_no, position)
-- kept: no
-- reads: credit_paths credit_spans counted_paths deals
-- setting half_life_days double = auto : days in which credit halves; auto = a third of the median cycle of won deals, else 30
-- column milestone varchar created, won or any; won is only of those that were won
-- column path_no bigint path of an opportunity to a milestone
-- column day_no bigint number of the day, among the opportunities of its region, segment, kind and state
-- column position integer place of the touch in the path, from 1
-- column way_no bigint number of its channel and campaign
-- column time_decay_weight double share of the credit under time_decay, 0..1
-- column time_decay_cents bigint cents under time_decay
with

won_cycles as (
    select
        cycle_days,
        row_number() over (order by cycle_days, opportunity_id) as turn,
        count(*) over () as cycles
    from deals
    where state = 'won' and cycle_days is not null
),

half_life as (
    select
        coalesce(
            case when $half_life_days > 0 then cast($half_life_days as double) end,
            nullif(cast(sum(cycle_days) as double) / (3 * count(*)), 0),
            30
        ) as days
    from won_cycles
    where 2 * turn >= cycles and 2 * turn <= cycles + 2
),

weighed as (
    select
        credit_paths.path_no,
        credit_paths.position,
        credit_paths.way_no,
        power(0.5, cast(credit_paths.days_to_last as double) / half_life.days) as decay
    from credit_paths
    cross join half_life
),

summed as (
    select path_no, sum(decay) as all_decay
    from weighed
    group by path_no
),

wholes as (
    select summed.path_no, summed.all_decay, cast(abs(credit_spans.cents) as double) as cents
    from summed
    inner join credit_spans on summed.path_no = credit_spans.path_no
    where credit_spans.touches > 1
),

shares as (
    select
        weighed.path_no,
        weighed.position,
        weighed.way_no,
        cast(weighed.decay as double) / wholes.all_decay as weight,
        wholes.cents * (cast(weighed.decay as double) / wholes.all_decay) as exact_cents
    from weighed
    inner join wholes on weighed.path_no = wholes.path_no
),

floored as (
    select
        shares.*,
        cast(floor(exact_cents + 0.000001) as bigint) as floor_cents
    from shares
),

turns as (
    select
        path_no,
        position,
        way_no,
        weight,
        floor_cents,
        row_number() over (
            partition by path_no
            order by cast(round((exact_cents - floor_cents) * 1000000, 0) as bigint) * 2147483648 - position desc
        ) as turn,
        sum(floor_cents) over (partition by path_no) as all_floor_cents
    from floored
),

due as (
    select
        counted_paths.milestone,
        counted_paths.path_no,
        counted_paths.day_no,
        abs(credit_spans.cents) as cents,
        case when credit_spans.cents < 0 then -1 else 1 end as sign
    from counted_paths
    inner join credit_spans on counted_paths.path_no = credit_spans.path_no
    where counted_paths.milestone <> 'won' or counted_paths.state = 'won'
),

credited as (
    select
        due.milestone,
        turns.path_no,
        due.day_no,
        turns.position,
        turns.way_no,
        turns.weight as time_decay_weight,
        due.sign * (
            turns.floor_cents + case when turns.turn <= due.cents - turns.all_floor_cents then 1 else 0 end
        ) as time_decay_cents
    from turns
    inner join due on turns.path_no = due.path_no
)

select * from credited
