-- What do the touches of each path weigh in all under time decay, and which of them earn a cent more?
--
-- The weight of a touch halves per half-life, in calendar days before the last one. A touch earns the amount times its part of the weight,
-- floored to cents; the cents left over go to the largest remainders, told apart by a millionth of a cent, ties to the earlier touch.
--
-- grain: one row per path (path_no)
-- kept: no
-- reads: credit_paths credit_spans deals
-- setting half_life_days double = auto : days in which credit halves; auto = a third of the median cycle of won deals, else 30
-- column path_no       bigint  path of an opportunity to a milestone
-- column half_life     double  days in which credit halves
-- column all_decay     double  the weight of all its touches
-- column last_millionths bigint  remainder of the last touch that earns a cent more; null when none does
-- column last_position   integer place of that touch
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

summed as (
    select path_no, sum(power(0.5, cast(days_to_last as double) / half_life.days)) as all_decay
    from credit_paths
    cross join half_life
    group by path_no
),

decays as (
    select summed.path_no, summed.all_decay, abs(credit_spans.cents) as cents
    from summed
    inner join credit_spans on summed.path_no = credit_spans.path_no
),

exact as (
    select
        credit_paths.path_no,
        credit_paths.position,
        decays.cents,
        decays.cents * (
            cast(power(0.5, cast(credit_paths.days_to_last as double) / half_life.days) as double) / decays.all_decay
        ) as exact_cents
    from credit_paths
    cross join half_life
    inner join decays on credit_paths.path_no = decays.path_no
),

floored as (
    select
        path_no,
        position,
        cents,
        floor(exact_cents + 0.000001) as whole,
        cast(round((exact_cents - floor(exact_cents + 0.000001)) * 1000000, 0) as bigint) as millionths
    from exact
),

turns as (
    select
        path_no,
        position,
        millionths,
        row_number() over (partition by path_no order by millionths desc, position asc) as turn
    from floored
),

left_over as (
    select path_no, max(cents) - cast(sum(whole) as bigint) as cents_left
    from floored
    group by path_no
),

last_ones as (
    select turns.path_no, turns.position, turns.millionths
    from turns
    inner join left_over on turns.path_no = left_over.path_no and turns.turn = left_over.cents_left
),

spans as (
    select
        decays.path_no,
        half_life.days as half_life,
        decays.all_decay,
        last_ones.millionths as last_millionths,
        last_ones.position as last_position
    from decays
    cross join half_life
    left join last_ones on decays.path_no = last_ones.path_no
)

select * from spans
