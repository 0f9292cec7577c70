-- What share of each opportunity, and how much of its money, does each of its touches earn under each model?
--
-- In every model its milestones share alike: first, lead, opening, and last before the milestone (full path's close). The rest, the touches that
-- are none of them (w_marketo: only those before the latest of them), share the percentage that is left: position and u_hubspot 20, w_hubspot,
-- w_marketo and full 10. Milestones on one touch add up. One that is not there, or a rest without touches, leaves its share to the milestones
-- that are; so one touch takes all. Model lead without a lead: first, opening and last alike. time_decay halves per half-life, in calendar days.
-- Money: the amount times the share, floored to cents; the cents left over go to the largest remainders, ties to the earlier touch; a missing
-- amount is 0.00, a negative one is shared as its size. How that comes out for a path is worked out in path_shares and decay_spans.
--
-- grain: one row per milestone, path and touch (milestone, path_no, touch_no)
-- kept: no
-- reads: credit_paths path_shares decay_spans
-- column milestone  varchar created, won or any; won is_only of those that were won
-- column path_no    bigint  path of an opportunity to a milestone
-- column day_no     bigint  number of the day, among the opportunities of its region, segment, kind and state
-- column touch_no   bigint  order of the touch within the opportunity
-- column channel_no integer number of the channel
-- column campaign   varchar campaign
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
-- column first_cents bigint cents under first; sum to the opportunity's amount
-- column last_cents bigint cents under last; sum to the opportunity's amount
-- column lead_cents bigint cents under lead; sum to the opportunity's amount
-- column linear_cents bigint cents under linear; sum to the opportunity's amount
-- column position_cents bigint cents under position; sum to the opportunity's amount
-- column u_hubspot_cents bigint cents under u_hubspot; sum to the opportunity's amount
-- column u_marketo_cents bigint cents under u_marketo; sum to the opportunity's amount
-- column w_hubspot_cents bigint cents under w_hubspot; sum to the opportunity's amount
-- column w_marketo_cents bigint cents under w_marketo; sum to the opportunity's amount
-- column full_cents bigint cents under full; sum to the opportunity's amount
-- column time_decay_cents bigint cents under time_decay; sum to the opportunity's amount
with

marked as (
    select
        path_shares.*,
        credit_paths.touch_no,
        credit_paths.channel_no,
        credit_paths.campaign,
        credit_paths.position,
        case when position = 1 then 1 else 0 end as is_first,
        case when position = lead_at then 1 else 0 end as is_lead,
        case when position = opening_at then 1 else 0 end as is_opening,
        case when position = touches then 1 else 0 end as is_last,
        case when lead_apart = 1 and lead_at < position then 1 else 0 end as is_after_lead,
        case when opening_apart = 1 and opening_at < position then 1 else 0 end as is_after_opening,
        power(0.5, cast(credit_paths.days_to_last as double) / decay_spans.half_life) as decay,
        decay_spans.all_decay,
        decay_spans.last_millionths,
        decay_spans.last_position
    from credit_paths
    inner join path_shares on credit_paths.path_no = path_shares.path_no
    inner join decay_spans on credit_paths.path_no = decay_spans.path_no
),

placed as (
    select
        marked.*,
        case
            when is_first = 1 then 1
            when is_lead = 1 then 2
            when is_opening = 1 then 4
            else 8
        end as mark,
        is_first + is_lead as is_u,
        is_first + is_lead + is_opening as is_w,
        is_first + is_lead + is_opening + is_last as is_full,
        position - 1 as position_no,
        position - 1 - is_after_lead as u_no,
        position - 1 - is_after_lead - is_after_opening as w_no,
        cents * (cast(decay as double) / all_decay) as decay_cents
    from marked
),

parts as (
    select
        placed.*,
        case
            when lead_at > 0 then is_lead
            else is_first + is_opening + is_last
        end as lead_part,
        case
            when is_first + is_last > 0 then position_own * (is_first + is_last)
            else position_each
        end as position_part,
        case when is_u > 0 then u_hubspot_own * is_u else u_hubspot_each end as u_hubspot_part,
        case when is_w > 0 then w_hubspot_own * is_w else w_hubspot_each end as w_hubspot_part,
        case
            when is_w > 0 then w_marketo_own * is_w
            when position < lead_at or position < opening_at then w_marketo_each
            else 0
        end as w_marketo_part,
        case when is_full > 0 then full_own * is_full else full_each end as full_part
    from placed
),

cents_more as (
    select
        parts.*,
        case
            when lead_at = 0 and is_first + is_opening + is_last > 0 then lead_marks_more // mark % 2
            else 0
        end as lead_more,
        case
            when is_first = 1 then position_marks_more % 2
            when is_last = 1 then position_marks_more // 8
            when position_no <= position_rest_more then 1
            else 0
        end as position_more,
        case
            when is_u > 0 then u_hubspot_marks_more // mark % 2
            when u_no <= u_hubspot_rest_more then 1
            else 0
        end as u_hubspot_more,
        case
            when is_w > 0 then w_hubspot_marks_more // mark % 2
            when w_no <= w_hubspot_rest_more then 1
            else 0
        end as w_hubspot_more,
        case
            when is_w > 0 then w_marketo_marks_more // mark % 2
            when w_no <= w_marketo_rest_more then 1
            else 0
        end as w_marketo_more,
        case
            when is_full > 0 then full_marks_more // mark % 2
            when w_no <= full_rest_more then 1
            else 0
        end as full_more,
        cast(round((decay_cents - floor(decay_cents + 0.000001)) * 1000000, 0) as bigint) as decay_millionths
    from parts
),

credited as (
    select
        milestone,
        path_no,
        day_no,
        touch_no,
        channel_no,
        campaign,
        cast(is_first as double) as first_weight,
        cast(is_last as double) as last_weight,
        cast(lead_part as double) / lead_whole as lead_weight,
        cast(1 as double) / touches as linear_weight,
        cast(position_part as double) / position_whole as position_weight,
        cast(u_hubspot_part as double) / u_hubspot_whole as u_hubspot_weight,
        cast(is_u as double) / (1 + case when lead_at > 0 then 1 else 0 end) as u_marketo_weight,
        cast(w_hubspot_part as double) / w_hubspot_whole as w_hubspot_weight,
        cast(w_marketo_part as double) / w_marketo_whole as w_marketo_weight,
        cast(full_part as double) / full_whole as full_weight,
        cast(decay as double) / all_decay as time_decay_weight,
        sign * cents * is_first as first_cents,
        sign * cents * is_last as last_cents,
        sign * (
            cents // lead_whole * lead_part + cents % lead_whole * lead_part // lead_whole + lead_more
        ) as lead_cents,
        sign * (cents // touches + case when position <= cents % touches then 1 else 0 end) as linear_cents,
        sign * (
            cents // position_whole * position_part
            + cents % position_whole * position_part // position_whole + position_more
        ) as position_cents,
        sign * (
            cents // u_hubspot_whole * u_hubspot_part
            + cents % u_hubspot_whole * u_hubspot_part // u_hubspot_whole + u_hubspot_more
        ) as u_hubspot_cents,
        sign * case
            when lead_apart = 0 then cents * is_first
            else (cents + is_first) // 2 * is_u
        end as u_marketo_cents,
        sign * (
            cents // w_hubspot_whole * w_hubspot_part
            + cents % w_hubspot_whole * w_hubspot_part // w_hubspot_whole + w_hubspot_more
        ) as w_hubspot_cents,
        sign * (
            cents // w_marketo_whole * w_marketo_part
            + cents % w_marketo_whole * w_marketo_part // w_marketo_whole + w_marketo_more
        ) as w_marketo_cents,
        sign * (
            cents // full_whole * full_part + cents % full_whole * full_part // full_whole + full_more
        ) as full_cents,
        sign * (
            cast(floor(decay_cents + 0.000001) as bigint)
            + case
                when decay_millionths > last_millionths then 1
                when decay_millionths = last_millionths and position <= last_position then 1
                else 0
            end
        ) as time_decay_cents
    from cents_more
)

select * from credited
