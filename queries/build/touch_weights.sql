-- What share of each opportunity does each of its touches earn, under each model?
--
-- In every model its milestones share alike: first, lead, opening, and last before the milestone (full path's close). The rest, the touches that
-- are none of them (w_marketo: only those before the latest of them), share the percentage that is left: position and u_hubspot 20, w_hubspot,
-- w_marketo and full 10. Milestones on one touch add up. One that is not there, or a rest without touches, leaves its share to the milestones
-- that are; so one touch takes all. Model lead without a lead: first, opening and last alike. time_decay halves per half-life, in calendar days.
--
-- grain: one row per path and touch (path_no, touch_no)
-- kept: no
-- reads: credit_paths deals
-- setting half_life_days double = auto : days in which credit halves; auto = a third of the median cycle of won deals, else 30
-- column path_no        bigint  path of an opportunity to a milestone
-- column opportunity_id varchar the opportunity
-- column milestone      varchar created or any
-- column touch_no       bigint  order of the touch within the opportunity
-- column channel        varchar channel
-- column campaign       varchar campaign
-- column position       bigint  place in the path, from 1
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

marked as (
    select
        credit_paths.*,
        case when position = 1 then 1 else 0 end as is_first,
        case when position = lead_no then 1 else 0 end as is_lead,
        case when position = opening_no then 1 else 0 end as is_opening,
        case when position = touches then 1 else 0 end as is_last,
        case when lead_no is not null then 1 else 0 end as leads,
        case when opening_no is not null then 1 else 0 end as openings,
        case when touches > 1 then 2 else 1 end as position_marks,
        case when lead_no > 1 then 2 else 1 end as u_marks,
        greatest(coalesce(lead_no, 1), coalesce(opening_no, 1)) as latest_mark,
        power(0.5, cast(days_to_last as double) / half_life.days) as decay
    from credit_paths
    cross join half_life
),

counted as (
    select
        marked.*,
        touches - position_marks as position_rest,
        touches - u_marks as u_rest,
        u_marks + case when opening_no > 1 and opening_no <> coalesce(lead_no, 1) then 1 else 0 end as w_marks,
        case when touches > latest_mark then 1 else 0 end as marks_after,
        sum(decay) over (partition by path_no) as all_decay
    from marked
),

parts as (
    select
        counted.*,
        touches - w_marks as w_rest,
        latest_mark - w_marks as between_rest,
        touches - w_marks - marks_after as full_rest,
        cast(is_first + is_last as double) / 2 as position_own,
        cast(is_first + is_lead as double) / (1 + leads) as u_own,
        cast(is_first + is_lead + is_opening as double) / (1 + leads + openings) as w_own,
        cast(is_first + is_lead + is_opening + is_last as double) / (2 + leads + openings) as full_own
    from counted
),

weights as (
    select
        path_no,
        opportunity_id,
        milestone,
        touch_no,
        channel,
        campaign,
        position,
        cast(is_first as double) as first_weight,
        cast(is_last as double) as last_weight,
        case
            when leads = 1 then cast(is_lead as double)
            else cast(is_first + is_opening + is_last as double) / (2 + openings)
        end as lead_weight,
        cast(1 as double) / touches as linear_weight,
        case
            when position_rest = 0 then position_own
            when position_own = 0 then cast(0.2 as double) / position_rest
            else 0.8 * position_own
        end as position_weight,
        case
            when u_rest = 0 then u_own
            when u_own = 0 then cast(0.2 as double) / u_rest
            else 0.8 * u_own
        end as u_hubspot_weight,
        u_own as u_marketo_weight,
        case
            when w_rest = 0 then w_own
            when w_own = 0 then cast(0.1 as double) / w_rest
            else 0.9 * w_own
        end as w_hubspot_weight,
        case
            when between_rest = 0 or position > latest_mark then w_own
            when w_own = 0 then cast(0.1 as double) / between_rest
            else 0.9 * w_own
        end as w_marketo_weight,
        case
            when full_rest = 0 then full_own
            when full_own = 0 then cast(0.1 as double) / full_rest
            else 0.9 * full_own
        end as full_weight,
        cast(decay as double) / all_decay as time_decay_weight
    from parts
)

select * from weights
