-- How much of each path do its milestones earn, and how much is left to the rest, under each model of milestones?
--
-- The amount times the share is floored to cents; the cents left over go to the largest remainders, ties to the earlier touch: which milestones
-- earn one of them is told by comparing at most four with each other and the rest, without an order. What the milestones leave belongs to the
-- touches of the rest, which share it alike, the first ones a cent more where it does not divide. Of the milestones on one touch the first
-- stands for all; the others earn nothing. Paths lie in the order in which credit_spans has them, by which those of one deal are found.
--
-- grain: one row per path of two touches or more (path_no)
-- reads: path_remainders
-- column path_no bigint path of an opportunity to a milestone
-- column touches bigint touches in the path
-- column lead_at bigint place of the touch of the lead; 0 when the opportunity has none
-- column opening_at bigint place of the touch of the opening; 0 when none lies before it
-- column leads integer 1 when the opportunity has a lead, else 0
-- column lead_apart integer 1 when the lead stands on another touch than the first, else 0
-- column opening_apart integer 1 when the opening stands on another touch than the first and the lead, else 0
-- column lead_is_last integer 1 when lead and last stand on one touch, else 0
-- column lead_is_opening integer 1 when lead and opening stand on one touch, else 0
-- column opening_is_first integer 1 when opening and first stand on one touch, else 0
-- column opening_is_last integer 1 when opening and last stand on one touch, else 0
-- column last_apart integer 1 when the last touch is none of first, lead and opening, else 0
-- column sign integer -1 for an amount below nothing, else 1
-- column cents bigint size of the amount, in cents
-- column first_way_no bigint channel and campaign of the first touch
-- column lead_way_no bigint channel and campaign of the touch of the lead
-- column opening_way_no bigint channel and campaign of the touch of the opening
-- column last_way_no bigint channel and campaign of the last touch
-- column lead_first_cents bigint cents of the first touch under lead
-- column lead_opening_cents bigint cents of the touch of the opening under lead
-- column lead_last_cents bigint cents of the last touch under lead
-- column lead_own_weight double share of a milestone under lead, 0..1
-- column position_first_cents bigint cents of the first touch under position
-- column position_last_cents bigint cents of the last touch under position
-- column position_own_weight double share of a milestone under position, 0..1
-- column u_hubspot_first_cents bigint cents of the first touch under u_hubspot
-- column u_hubspot_lead_cents bigint cents of the touch of the lead under u_hubspot
-- column u_hubspot_own_weight double share of a milestone under u_hubspot, 0..1
-- column w_hubspot_first_cents bigint cents of the first touch under w_hubspot
-- column w_hubspot_lead_cents bigint cents of the touch of the lead under w_hubspot
-- column w_hubspot_opening_cents bigint cents of the touch of the opening under w_hubspot
-- column w_hubspot_own_weight double share of a milestone under w_hubspot, 0..1
-- column w_marketo_first_cents bigint cents of the first touch under w_marketo
-- column w_marketo_lead_cents bigint cents of the touch of the lead under w_marketo
-- column w_marketo_opening_cents bigint cents of the touch of the opening under w_marketo
-- column w_marketo_own_weight double share of a milestone under w_marketo, 0..1
-- column full_first_cents bigint cents of the first touch under full
-- column full_lead_cents bigint cents of the touch of the lead under full
-- column full_opening_cents bigint cents of the touch of the opening under full
-- column full_last_cents bigint cents of the last touch under full
-- column full_own_weight double share of a milestone under full, 0..1
with

more as (
    select
        path_remainders.*,
        lead_first_floor + case
            when case when lead_opening > lead_first then 1 else 0 end
                + case when lead_last > lead_first then 1 else 0 end
                < lead_left then 1
            else 0
        end as lead_first_cents,
        lead_opening_floor + case
            when case when lead_first >= lead_opening then 1 else 0 end
                + case when lead_last > lead_opening then 1 else 0 end
                < lead_left then 1
            else 0
        end as lead_opening_cents,
        lead_last_floor + case
            when case when lead_first >= lead_last then 1 else 0 end
                + case when lead_opening >= lead_last then 1 else 0 end
                < lead_left then 1
            else 0
        end as lead_last_cents,
        position_first_floor + case
            when case when position_other > position_first then position_rest else 0 end < position_left then 1
            else 0
        end as position_first_cents,
        position_first_floor + case
            when 1 + case when position_other >= position_first then position_rest else 0 end < position_left then 1
            else 0
        end as position_last_cents,
        u_hubspot_first_floor + case
            when case when u_hubspot_lead > u_hubspot_first then 1 else 0 end
                + case when u_hubspot_other > u_hubspot_first then u_hubspot_rest else 0 end
                < u_hubspot_left then 1
            else 0
        end as u_hubspot_first_cents,
        u_hubspot_lead_floor + case
            when case when u_hubspot_first >= u_hubspot_lead then 1 else 0 end
                + case
                    when u_hubspot_other > u_hubspot_lead then u_hubspot_rest
                    when u_hubspot_other = u_hubspot_lead then greatest(lead_at - 2, 0)
                    else 0
                end
                < u_hubspot_left then 1
            else 0
        end as u_hubspot_lead_cents,
        w_hubspot_first_floor + case
            when case when w_hubspot_lead > w_hubspot_first then 1 else 0 end
                + case when w_hubspot_opening > w_hubspot_first then 1 else 0 end
                + case when w_hubspot_other > w_hubspot_first then w_hubspot_rest else 0 end
                < w_hubspot_left then 1
            else 0
        end as w_hubspot_first_cents,
        w_hubspot_lead_floor + case
            when case when w_hubspot_first >= w_hubspot_lead then 1 else 0 end
                + case
                    when w_hubspot_opening > w_hubspot_lead
                        or (w_hubspot_opening = w_hubspot_lead and opening_at < lead_at) then 1
                    else 0
                end
                + case
                    when w_hubspot_other > w_hubspot_lead then w_hubspot_rest
                    when w_hubspot_other = w_hubspot_lead then before_lead
                    else 0
                end
                < w_hubspot_left then 1
            else 0
        end as w_hubspot_lead_cents,
        w_hubspot_opening_floor + case
            when case when w_hubspot_first >= w_hubspot_opening then 1 else 0 end
                + case
                    when w_hubspot_lead > w_hubspot_opening
                        or (w_hubspot_lead = w_hubspot_opening and lead_at < opening_at) then 1
                    else 0
                end
                + case
                    when w_hubspot_other > w_hubspot_opening then w_hubspot_rest
                    when w_hubspot_other = w_hubspot_opening then before_opening
                    else 0
                end
                < w_hubspot_left then 1
            else 0
        end as w_hubspot_opening_cents,
        w_marketo_first_floor + case
            when case when w_marketo_lead > w_marketo_first then 1 else 0 end
                + case when w_marketo_opening > w_marketo_first then 1 else 0 end
                + case when w_marketo_other > w_marketo_first then w_marketo_rest else 0 end
                < w_marketo_left then 1
            else 0
        end as w_marketo_first_cents,
        w_marketo_lead_floor + case
            when case when w_marketo_first >= w_marketo_lead then 1 else 0 end
                + case
                    when w_marketo_opening > w_marketo_lead
                        or (w_marketo_opening = w_marketo_lead and opening_at < lead_at) then 1
                    else 0
                end
                + case
                    when w_marketo_other > w_marketo_lead then w_marketo_rest
                    when w_marketo_other = w_marketo_lead then before_lead
                    else 0
                end
                < w_marketo_left then 1
            else 0
        end as w_marketo_lead_cents,
        w_marketo_opening_floor + case
            when case when w_marketo_first >= w_marketo_opening then 1 else 0 end
                + case
                    when w_marketo_lead > w_marketo_opening
                        or (w_marketo_lead = w_marketo_opening and lead_at < opening_at) then 1
                    else 0
                end
                + case
                    when w_marketo_other > w_marketo_opening then w_marketo_rest
                    when w_marketo_other = w_marketo_opening then before_opening
                    else 0
                end
                < w_marketo_left then 1
            else 0
        end as w_marketo_opening_cents,
        full_first_floor + case
            when case when full_lead > full_first then 1 else 0 end
                + case when full_opening > full_first then 1 else 0 end
                + case when full_last > full_first then 1 else 0 end
                + case when full_other > full_first then full_rest else 0 end
                < full_left then 1
            else 0
        end as full_first_cents,
        full_lead_floor + case
            when case when full_first >= full_lead then 1 else 0 end
                + case
                    when full_opening > full_lead or (full_opening = full_lead and opening_at < lead_at) then 1
                    else 0
                end
                + case when full_last > full_lead then 1 else 0 end
                + case
                    when full_other > full_lead then full_rest
                    when full_other = full_lead then before_lead
                    else 0
                end
                < full_left then 1
            else 0
        end as full_lead_cents,
        full_opening_floor + case
            when case when full_first >= full_opening then 1 else 0 end
                + case
                    when full_lead > full_opening or (full_lead = full_opening and lead_at < opening_at) then 1
                    else 0
                end
                + case when full_last > full_opening then 1 else 0 end
                + case
                    when full_other > full_opening then full_rest
                    when full_other = full_opening then before_opening
                    else 0
                end
                < full_left then 1
            else 0
        end as full_opening_cents,
        full_last_floor + case
            when case when full_first >= full_last then 1 else 0 end
                + case when full_lead >= full_last then 1 else 0 end
                + case when full_opening >= full_last then 1 else 0 end
                + case when full_other >= full_last then full_rest else 0 end
                < full_left then 1
            else 0
        end as full_last_cents
    from path_remainders
),

shares as (
    select
        path_no,
        touches,
        lead_at,
        opening_at,
        leads,
        lead_apart,
        opening_apart,
        lead_is_last,
        lead_is_opening,
        opening_is_first,
        opening_is_last,
        last_apart,
        sign,
        cents,
        first_way_no,
        lead_way_no,
        opening_way_no,
        last_way_no,
        lead_first_cents,
        lead_opening_cents,
        lead_last_cents,
        cast(1 as double) / lead_whole as lead_own_weight,
        position_first_cents,
        position_last_cents,
        cast(position_own as double) / position_whole as position_own_weight,
        u_hubspot_first_cents,
        u_hubspot_lead_cents,
        cast(u_hubspot_own as double) / u_hubspot_whole as u_hubspot_own_weight,
        w_hubspot_first_cents,
        w_hubspot_lead_cents,
        w_hubspot_opening_cents,
        cast(w_hubspot_own as double) / w_hubspot_whole as w_hubspot_own_weight,
        w_marketo_first_cents,
        w_marketo_lead_cents,
        w_marketo_opening_cents,
        cast(w_marketo_own as double) / w_marketo_whole as w_marketo_own_weight,
        full_first_cents,
        full_lead_cents,
        full_opening_cents,
        full_last_cents,
        cast(full_own as double) / full_whole as full_own_weight
    from more
)

select * from shares
