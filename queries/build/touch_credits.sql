-- How much money of each opportunity does each of its touches earn, under each model?
--
-- The amount times the weight, floored to cents; the cents left over go to the largest remainders, ties to the earlier touch. A missing amount
-- is shared as 0.00, a negative one as its size with the sign put back.
--
-- grain: one row per path and touch (path_no, touch_no)
-- kept: no
-- reads: touch_weights deals
-- column path_no        bigint  path of an opportunity to a milestone
-- column opportunity_id varchar the opportunity
-- column milestone      varchar created or any
-- column touch_no       bigint  order of the touch within the opportunity
-- column channel        varchar channel
-- column campaign       varchar campaign
-- column first_weight double share of the credit under first, 0..1
-- column last_weight double share of the credit under last, 0..1
-- column lead_weight double share of the credit under lead, 0..1
-- column linear_weight double share of the credit under linear, 0..1
-- column position_weight double share of the credit under position, 0..1
-- column u_hubspot_weight double share of the credit under u_hubspot, 0..1
-- column u_marketo_weight double share of the credit under u_marketo, 0..1
-- column w_hubspot_weight double share of the credit under w_hubspot, 0..1
-- column w_marketo_weight double share of the credit under w_marketo, 0..1
-- column full_weight double share of the credit under full, 0..1
-- column time_decay_weight double share of the credit under time_decay, 0..1
-- column first_amount decimal(18,2) money under first; sums to the opportunity's amount
-- column last_amount decimal(18,2) money under last; sums to the opportunity's amount
-- column lead_amount decimal(18,2) money under lead; sums to the opportunity's amount
-- column linear_amount decimal(18,2) money under linear; sums to the opportunity's amount
-- column position_amount decimal(18,2) money under position; sums to the opportunity's amount
-- column u_hubspot_amount decimal(18,2) money under u_hubspot; sums to the opportunity's amount
-- column u_marketo_amount decimal(18,2) money under u_marketo; sums to the opportunity's amount
-- column w_hubspot_amount decimal(18,2) money under w_hubspot; sums to the opportunity's amount
-- column w_marketo_amount decimal(18,2) money under w_marketo; sums to the opportunity's amount
-- column full_amount decimal(18,2) money under full; sums to the opportunity's amount
-- column time_decay_amount decimal(18,2) money under time_decay; sums to the opportunity's amount
with

signs as (
    select
        opportunity_id,
        cast(case when amount < 0 then -0.01 else 0.01 end as decimal(3, 2)) as cent
    from deals
),

exact as (
    select
        touch_weights.path_no,
        touch_weights.position,
        round(abs(coalesce(deals.amount, 0)) * 100, 0) as cents,
        touch_weights.first_weight * round(abs(coalesce(deals.amount, 0)) * 100, 0) as first_cents,
        touch_weights.last_weight * round(abs(coalesce(deals.amount, 0)) * 100, 0) as last_cents,
        touch_weights.lead_weight * round(abs(coalesce(deals.amount, 0)) * 100, 0) as lead_cents,
        touch_weights.linear_weight * round(abs(coalesce(deals.amount, 0)) * 100, 0) as linear_cents,
        touch_weights.position_weight * round(abs(coalesce(deals.amount, 0)) * 100, 0) as position_cents,
        touch_weights.u_hubspot_weight * round(abs(coalesce(deals.amount, 0)) * 100, 0) as u_hubspot_cents,
        touch_weights.u_marketo_weight * round(abs(coalesce(deals.amount, 0)) * 100, 0) as u_marketo_cents,
        touch_weights.w_hubspot_weight * round(abs(coalesce(deals.amount, 0)) * 100, 0) as w_hubspot_cents,
        touch_weights.w_marketo_weight * round(abs(coalesce(deals.amount, 0)) * 100, 0) as w_marketo_cents,
        touch_weights.full_weight * round(abs(coalesce(deals.amount, 0)) * 100, 0) as full_cents,
        touch_weights.time_decay_weight * round(abs(coalesce(deals.amount, 0)) * 100, 0) as time_decay_cents
    from touch_weights
    inner join deals on touch_weights.opportunity_id = deals.opportunity_id
),

left_over as (
    select
        path_no,
        max(cents) - sum(floor(first_cents + 0.000001)) as first_left,
        max(cents) - sum(floor(last_cents + 0.000001)) as last_left,
        max(cents) - sum(floor(lead_cents + 0.000001)) as lead_left,
        max(cents) - sum(floor(linear_cents + 0.000001)) as linear_left,
        max(cents) - sum(floor(position_cents + 0.000001)) as position_left,
        max(cents) - sum(floor(u_hubspot_cents + 0.000001)) as u_hubspot_left,
        max(cents) - sum(floor(u_marketo_cents + 0.000001)) as u_marketo_left,
        max(cents) - sum(floor(w_hubspot_cents + 0.000001)) as w_hubspot_left,
        max(cents) - sum(floor(w_marketo_cents + 0.000001)) as w_marketo_left,
        max(cents) - sum(floor(full_cents + 0.000001)) as full_left,
        max(cents) - sum(floor(time_decay_cents + 0.000001)) as time_decay_left
    from exact
    group by path_no
),

turns as (
    select
        path_no,
        position,
        floor(first_cents + 0.000001) as first_whole,
        floor(last_cents + 0.000001) as last_whole,
        floor(lead_cents + 0.000001) as lead_whole,
        floor(linear_cents + 0.000001) as linear_whole,
        floor(position_cents + 0.000001) as position_whole,
        floor(u_hubspot_cents + 0.000001) as u_hubspot_whole,
        floor(u_marketo_cents + 0.000001) as u_marketo_whole,
        floor(w_hubspot_cents + 0.000001) as w_hubspot_whole,
        floor(w_marketo_cents + 0.000001) as w_marketo_whole,
        floor(full_cents + 0.000001) as full_whole,
        floor(time_decay_cents + 0.000001) as time_decay_whole,
        row_number() over (
            partition by path_no order by round(lead_cents - floor(lead_cents + 0.000001), 6) desc, position
        ) as lead_turn,
        row_number() over (
            partition by path_no order by round(position_cents - floor(position_cents + 0.000001), 6) desc, position
        ) as position_turn,
        row_number() over (
            partition by path_no order by round(u_hubspot_cents - floor(u_hubspot_cents + 0.000001), 6) desc, position
        ) as u_hubspot_turn,
        row_number() over (
            partition by path_no order by round(u_marketo_cents - floor(u_marketo_cents + 0.000001), 6) desc, position
        ) as u_marketo_turn,
        row_number() over (
            partition by path_no order by round(w_hubspot_cents - floor(w_hubspot_cents + 0.000001), 6) desc, position
        ) as w_hubspot_turn,
        row_number() over (
            partition by path_no order by round(w_marketo_cents - floor(w_marketo_cents + 0.000001), 6) desc, position
        ) as w_marketo_turn,
        row_number() over (
            partition by path_no order by round(full_cents - floor(full_cents + 0.000001), 6) desc, position
        ) as full_turn,
        row_number() over (
            partition by path_no order by round(time_decay_cents - floor(time_decay_cents + 0.000001), 6) desc, position
        ) as time_decay_turn
    from exact
),

whole as (
    select
        turns.path_no,
        turns.position,
        first_whole,
        last_whole,
        lead_whole + case when lead_turn <= lead_left then 1 else 0 end as lead_whole,
        linear_whole + case when turns.position <= linear_left then 1 else 0 end as linear_whole,
        position_whole + case when position_turn <= position_left then 1 else 0 end as position_whole,
        u_hubspot_whole + case when u_hubspot_turn <= u_hubspot_left then 1 else 0 end as u_hubspot_whole,
        u_marketo_whole + case when u_marketo_turn <= u_marketo_left then 1 else 0 end as u_marketo_whole,
        w_hubspot_whole + case when w_hubspot_turn <= w_hubspot_left then 1 else 0 end as w_hubspot_whole,
        w_marketo_whole + case when w_marketo_turn <= w_marketo_left then 1 else 0 end as w_marketo_whole,
        full_whole + case when full_turn <= full_left then 1 else 0 end as full_whole,
        time_decay_whole + case when time_decay_turn <= time_decay_left then 1 else 0 end as time_decay_whole
    from turns
    inner join left_over on turns.path_no = left_over.path_no
),

credited as (
    select
        touch_weights.path_no,
        touch_weights.opportunity_id,
        touch_weights.milestone,
        touch_weights.touch_no,
        touch_weights.channel,
        touch_weights.campaign,
        first_weight,
        last_weight,
        lead_weight,
        linear_weight,
        position_weight,
        u_hubspot_weight,
        u_marketo_weight,
        w_hubspot_weight,
        w_marketo_weight,
        full_weight,
        time_decay_weight,
        cast(cast(first_whole as decimal(18, 0)) * cent as decimal(18, 2)) as first_amount,
        cast(cast(last_whole as decimal(18, 0)) * cent as decimal(18, 2)) as last_amount,
        cast(cast(lead_whole as decimal(18, 0)) * cent as decimal(18, 2)) as lead_amount,
        cast(cast(linear_whole as decimal(18, 0)) * cent as decimal(18, 2)) as linear_amount,
        cast(cast(position_whole as decimal(18, 0)) * cent as decimal(18, 2)) as position_amount,
        cast(cast(u_hubspot_whole as decimal(18, 0)) * cent as decimal(18, 2)) as u_hubspot_amount,
        cast(cast(u_marketo_whole as decimal(18, 0)) * cent as decimal(18, 2)) as u_marketo_amount,
        cast(cast(w_hubspot_whole as decimal(18, 0)) * cent as decimal(18, 2)) as w_hubspot_amount,
        cast(cast(w_marketo_whole as decimal(18, 0)) * cent as decimal(18, 2)) as w_marketo_amount,
        cast(cast(full_whole as decimal(18, 0)) * cent as decimal(18, 2)) as full_amount,
        cast(cast(time_decay_whole as decimal(18, 0)) * cent as decimal(18, 2)) as time_decay_amount
    from touch_weights
    inner join whole on touch_weights.path_no = whole.path_no and touch_weights.position = whole.position
    inner join signs on touch_weights.opportunity_id = signs.opportunity_id
)

select * from credited
