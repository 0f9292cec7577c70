-- What share of each opportunity, and how much of its money, do its touches earn under each model, part by part?
--
-- A touch earns all (whole_credits), or as a milestone (mark_credits), and as one of the rest and by its age (rest_credits): its credit is the
-- sum of its rows, and so is that of whatever it is added up by. An opportunity without an eligible touch has one of way 0. Weights of a
-- path sum to 1 under each model, money to the opportunity's amount; a missing amount is 0.00, a negative one is shared as its size.
--
-- grain: one row per path, touch and part
-- kept: no
-- reads: whole_credits mark_credits rest_credits
-- column path_no bigint path of an opportunity to a milestone
-- column position bigint place of the touch in the path, from 1; 0 without a touch
-- column way_no bigint number of its channel and campaign; 0 without a touch
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
-- column first_cents bigint cents under first
-- column last_cents bigint cents under last
-- column lead_cents bigint cents under lead
-- column linear_cents bigint cents under linear
-- column position_cents bigint cents under position
-- column u_hubspot_cents bigint cents under u_hubspot
-- column u_marketo_cents bigint cents under u_marketo
-- column w_hubspot_cents bigint cents under w_hubspot
-- column w_marketo_cents bigint cents under w_marketo
-- column full_cents bigint cents under full
-- column time_decay_cents bigint cents under time_decay
with

parts as (
    select
        path_no,
        position,
        way_no,
        first_weight,
        last_weight,
        lead_weight,
        0 as linear_weight,
        position_weight,
        u_hubspot_weight,
        u_marketo_weight,
        w_hubspot_weight,
        w_marketo_weight,
        full_weight,
        0 as time_decay_weight,
        first_cents,
        last_cents,
        lead_cents,
        0 as linear_cents,
        position_cents,
        u_hubspot_cents,
        u_marketo_cents,
        w_hubspot_cents,
        w_marketo_cents,
        full_cents,
        0 as time_decay_cents
    from mark_credits
    union all
    select
        path_no,
        position,
        way_no,
        0 as first_weight,
        0 as last_weight,
        0 as lead_weight,
        linear_weight,
        position_weight,
        u_hubspot_weight,
        0 as u_marketo_weight,
        w_hubspot_weight,
        w_marketo_weight,
        full_weight,
        time_decay_weight,
        0 as first_cents,
        0 as last_cents,
        0 as lead_cents,
        linear_cents,
        position_cents,
        u_hubspot_cents,
        0 as u_marketo_cents,
        w_hubspot_cents,
        w_marketo_cents,
        full_cents,
        time_decay_cents
    from rest_credits
    union all
    select
        path_no,
        position,
        way_no,
        1 as first_weight,
        1 as last_weight,
        1 as lead_weight,
        1 as linear_weight,
        1 as position_weight,
        1 as u_hubspot_weight,
        1 as u_marketo_weight,
        1 as w_hubspot_weight,
        1 as w_marketo_weight,
        1 as full_weight,
        1 as time_decay_weight,
        cents as first_cents,
        cents as last_cents,
        cents as lead_cents,
        cents as linear_cents,
        cents as position_cents,
        cents as u_hubspot_cents,
        cents as u_marketo_cents,
        cents as w_hubspot_cents,
        cents as w_marketo_cents,
        cents as full_cents,
        cents as time_decay_cents
    from whole_credits
)

select * from parts
