-- What do touches earn under time decay before the cents that are left over, and in which turn are they due one of those?
--
-- The weight of a touch halves per half-life, in calendar days before the last one. A touch earns the amount times its part of the weight,
-- floored to cents; the cents left over go to the largest remainders, told apart by a millionth of a cent, ties to the earlier touch. Paths of one
-- touch stand in whole_credits.
--
-- grain: one row per path and touch (path_no, position)
-- kept: no
-- reads: credit_paths credit_spans decay_half_life
-- column path_no bigint path of an opportunity to a milestone
-- column position integer place of the touch in the path, from 1
-- column way_no bigint number of its channel and campaign
-- column weight double share of the credit, 0..1
-- column floor_cents bigint cents, of the size of the amount, floored
-- column all_floor_cents hugeint those of all touches of the path
-- column turn bigint order in which touches of the path are due a cent left over, from 1
with

weighed as (
    select
        credit_paths.path_no,
        credit_paths.position,
        credit_paths.way_no,
        power(0.5, cast(credit_paths.days_to_last as double) / decay_half_life.days) as decay
    from credit_paths
    cross join decay_half_life
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
        floor(exact_cents + 0.000001) as floor_cents
    from shares
),

ranked as (
    select
        path_no,
        position,
        way_no,
        weight,
        cast(floor_cents as bigint) as floor_cents,
        cast(floor((exact_cents - floor_cents) * 1000000 + 0.5) as bigint) * 2147483648 - position as rank_no
    from floored
),

turns as (
    select
        path_no,
        position,
        way_no,
        weight,
        floor_cents,
        sum(floor_cents) over (partition by path_no) as all_floor_cents,
        row_number() over (partition by path_no order by rank_no desc) as turn
    from ranked
)

select * from turns
