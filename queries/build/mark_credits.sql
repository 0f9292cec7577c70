-- What do the touches on which milestones stand earn as such, under each model?
--
-- In every model its milestones share alike: first, lead, opening, and last before the milestone (full path's close). The rest, the touches that
-- are none of them (w_marketo: only those before the latest of them), share the percentage that is left: position and u_hubspot 20, w_hubspot,
-- w_marketo and full 10. Milestones on one touch add up. One that is not there, or a rest without touches, leaves its share to the milestones
-- that are. Model lead without a lead: first, opening and last alike. How that comes out in cents for a path is worked
-- out in path_shares; linear and time_decay have no milestones. Paths of one touch stand in whole_credits.
--
-- grain: one row per path and touch, two for a last one that is lead or opening too
-- kept: no
-- reads: path_shares
-- column path_no bigint path of an opportunity to a milestone
-- column position bigint place of the touch in the path, from 1
-- column way_no bigint number of its channel and campaign
-- column first_weight double share of the credit under first, 0..1
-- column last_weight double share of the credit under last, 0..1
-- column lead_weight double share of the credit under lead, 0..1
-- column position_weight double share of the credit under position, 0..1
-- column u_hubspot_weight double share of the credit under u_hubspot, 0..1
-- column u_marketo_weight double share of the credit under u_marketo, 0..1
-- column w_hubspot_weight double share of the credit under w_hubspot, 0..1
-- column w_marketo_weight double share of the credit under w_marketo, 0..1
-- column full_weight double share of the credit under full, 0..1
-- column first_cents bigint cents under first
-- column last_cents bigint cents under last
-- column lead_cents bigint cents under lead
-- column position_cents bigint cents under position
-- column u_hubspot_cents bigint cents under u_hubspot
-- column u_marketo_cents bigint cents under u_marketo
-- column w_hubspot_cents bigint cents under w_hubspot
-- column w_marketo_cents bigint cents under w_marketo
-- column full_cents bigint cents under full
with

marks as (
    select
        path_no,
        1 as position,
        first_way_no as way_no,
        cast(1 as double) as first_weight,
        cast(0 as double) as last_weight,
        lead_own_weight * (1 - leads) * (1 + opening_is_first) + leads - lead_apart as lead_weight,
        position_own_weight as position_weight,
        u_hubspot_own_weight * (1 + leads - lead_apart) as u_hubspot_weight,
        case when lead_apart = 1 then cast(0.5 as double) else cast(1 as double) end as u_marketo_weight,
        w_hubspot_own_weight * (1 + leads - lead_apart + opening_is_first) as w_hubspot_weight,
        w_marketo_own_weight * (1 + leads - lead_apart + opening_is_first) as w_marketo_weight,
        full_own_weight * (1 + leads - lead_apart + opening_is_first) as full_weight,
        sign * cents as first_cents,
        cast(0 as bigint) as last_cents,
        sign * (lead_first_cents + cents * (leads - lead_apart)) as lead_cents,
        sign * position_first_cents as position_cents,
        sign * u_hubspot_first_cents as u_hubspot_cents,
        sign * case when lead_apart = 1 then (cents + 1) // 2 else cents end as u_marketo_cents,
        sign * w_hubspot_first_cents as w_hubspot_cents,
        sign * w_marketo_first_cents as w_marketo_cents,
        sign * full_first_cents as full_cents
    from path_shares
    union all
    select
        path_no,
        lead_at as position,
        lead_way_no as way_no,
        0 as first_weight,
        0 as last_weight,
        cast(1 as double) as lead_weight,
        0 as position_weight,
        u_hubspot_own_weight as u_hubspot_weight,
        cast(0.5 as double) as u_marketo_weight,
        w_hubspot_own_weight * (1 + lead_is_opening) as w_hubspot_weight,
        w_marketo_own_weight * (1 + lead_is_opening) as w_marketo_weight,
        full_own_weight * (1 + lead_is_opening + lead_is_last) as full_weight,
        0 as first_cents,
        0 as last_cents,
        sign * cents as lead_cents,
        0 as position_cents,
        sign * u_hubspot_lead_cents as u_hubspot_cents,
        sign * (cents // 2) as u_marketo_cents,
        sign * w_hubspot_lead_cents as w_hubspot_cents,
        sign * w_marketo_lead_cents as w_marketo_cents,
        sign * full_lead_cents as full_cents
    from path_shares
    where lead_apart = 1
    union all
    select
        path_no,
        opening_at as position,
        opening_way_no as way_no,
        0 as first_weight,
        0 as last_weight,
        lead_own_weight * (1 - leads) * (1 + opening_is_last) as lead_weight,
        0 as position_weight,
        0 as u_hubspot_weight,
        0 as u_marketo_weight,
        w_hubspot_own_weight as w_hubspot_weight,
        w_marketo_own_weight as w_marketo_weight,
        full_own_weight * (1 + opening_is_last) as full_weight,
        0 as first_cents,
        0 as last_cents,
        sign * lead_opening_cents as lead_cents,
        0 as position_cents,
        0 as u_hubspot_cents,
        0 as u_marketo_cents,
        sign * w_hubspot_opening_cents as w_hubspot_cents,
        sign * w_marketo_opening_cents as w_marketo_cents,
        sign * full_opening_cents as full_cents
    from path_shares
    where opening_apart = 1
    union all
    select
        path_no,
        touches as position,
        last_way_no as way_no,
        0 as first_weight,
        cast(1 as double) as last_weight,
        lead_own_weight * (1 - leads) * last_apart as lead_weight,
        position_own_weight as position_weight,
        0 as u_hubspot_weight,
        0 as u_marketo_weight,
        0 as w_hubspot_weight,
        0 as w_marketo_weight,
        full_own_weight * last_apart as full_weight,
        0 as first_cents,
        sign * cents as last_cents,
        sign * lead_last_cents as lead_cents,
        sign * position_last_cents as position_cents,
        0 as u_hubspot_cents,
        0 as u_marketo_cents,
        0 as w_hubspot_cents,
        0 as w_marketo_cents,
        sign * full_last_cents as full_cents
    from path_shares
)

select * from marks
