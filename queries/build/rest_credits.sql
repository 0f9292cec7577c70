-- What do touches earn that share alike or by their age, under linear, time decay and as the rest of a model of milestones?
--
-- Under linear every touch; under the others those that are none of the model's milestones: 20 per cent together under position and u_hubspot,
-- 10 under w_hubspot, w_marketo (only those before the latest milestone) and full. Money to be shared by so many: each earns what remains to
-- be shared by the ones from it on, floored, so that the first ones earn a cent more where it does not divide. Paths of one touch stand in whole_credits.
--
-- grain: one row per path and touch (path_no, position)
-- kept: no
-- reads: decay_turns path_shares
-- column path_no bigint path of an opportunity to a milestone
-- column position integer place of the touch in the path, from 1
-- column way_no bigint number of its channel and campaign
-- column linear_weight double share of the credit under linear, 0..1
-- column position_weight double share of the credit under position, 0..1
-- column u_hubspot_weight double share of the credit under u_hubspot, 0..1
-- column w_hubspot_weight double share of the credit under w_hubspot, 0..1
-- column w_marketo_weight double share of the credit under w_marketo, 0..1
-- column full_weight double share of the credit under full, 0..1
-- column time_decay_weight double share of the credit under time_decay, 0..1
-- column linear_cents bigint cents under linear
-- column position_cents bigint cents under position
-- column u_hubspot_cents bigint cents under u_hubspot
-- column w_hubspot_cents bigint cents under w_hubspot
-- column w_marketo_cents bigint cents under w_marketo
-- column full_cents bigint cents under full
-- column time_decay_cents bigint cents under time_decay
with

shares as (
    select
        path_no,
        touches,
        lead_at,
        opening_at,
        lead_apart,
        opening_apart,
        sign,
        cents,
        touches - 2 as position_rest,
        touches - 1 - lead_apart as u_hubspot_rest,
        touches - 1 - lead_apart - opening_apart as w_hubspot_rest,
        greatest(lead_at, opening_at, 1) - 1 - lead_apart - opening_apart as w_marketo_rest,
        touches - 1 - lead_apart - opening_apart - last_apart as full_rest,
        cents - position_first_cents - position_last_cents as position_rest_cents,
        cents - u_hubspot_first_cents - u_hubspot_lead_cents as u_hubspot_rest_cents,
        cents - w_hubspot_first_cents - w_hubspot_lead_cents - w_hubspot_opening_cents as w_hubspot_rest_cents,
        cents - w_marketo_first_cents - w_marketo_lead_cents - w_marketo_opening_cents as w_marketo_rest_cents,
        cents - full_first_cents - full_lead_cents - full_opening_cents - full_last_cents as full_rest_cents
    from path_shares
),

placed as (
    select
        shares.*,
        decay_turns.way_no,
        decay_turns.position,
        decay_turns.weight,
        decay_turns.floor_cents,
        case when turn <= cents - all_floor_cents then 1 else 0 end as cent_more,
        case when position = 1 or position = lead_at then 1 else 0 end as is_mark_u,
        case when position = 1 or position = lead_at or position = opening_at then 1 else 0 end as is_mark_w,
        position - 1 as position_no,
        position - 1 - case when lead_apart = 1 and lead_at < position then 1 else 0 end as u_no
    from decay_turns
    inner join shares on decay_turns.path_no = shares.path_no
),

counted as (
    select
        placed.*,
        u_no - case when opening_apart = 1 and opening_at < position then 1 else 0 end as w_no
    from placed
),

rests as (
    select
        path_no,
        position,
        way_no,
        cast(1 as double) / touches as linear_weight,
        case
            when position > 1 and position < touches then cast(0.2 as double) / position_rest
            else 0
        end as position_weight,
        case when is_mark_u = 0 then cast(0.2 as double) / u_hubspot_rest else 0 end as u_hubspot_weight,
        case when is_mark_w = 0 then cast(0.1 as double) / w_hubspot_rest else 0 end as w_hubspot_weight,
        case
            when is_mark_w = 0 and (position < lead_at or position < opening_at)
                then cast(0.1 as double) / w_marketo_rest
            else 0
        end as w_marketo_weight,
        case when is_mark_w = 0 and position < touches then cast(0.1 as double) / full_rest else 0 end as full_weight,
        weight as time_decay_weight,
        sign * ((cents + touches - position) // touches) as linear_cents,
        case
            when position > 1 and position < touches
                then sign * ((position_rest_cents + position_rest - position_no) // position_rest)
            else 0
        end as position_cents,
        case
            when is_mark_u = 0
                then sign * ((u_hubspot_rest_cents + u_hubspot_rest - u_no) // u_hubspot_rest)
            else 0
        end as u_hubspot_cents,
        case
            when is_mark_w = 0
                then sign * ((w_hubspot_rest_cents + w_hubspot_rest - w_no) // w_hubspot_rest)
            else 0
        end as w_hubspot_cents,
        case
            when is_mark_w = 0 and (position < lead_at or position < opening_at)
                then sign * ((w_marketo_rest_cents + w_marketo_rest - w_no) // w_marketo_rest)
            else 0
        end as w_marketo_cents,
        case
            when is_mark_w = 0 and position < touches
                then sign * ((full_rest_cents + full_rest - w_no) // full_rest)
            else 0
        end as full_cents,
        sign * (floor_cents + cent_more) as time_decay_cents
    from counted
)

select * from rests
