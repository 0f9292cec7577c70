-- How is the credit of each path shared among its milestones and the rest, under each model of milestones?
--
-- Shares are whole parts of a whole number, so that nothing is lost: each touch has `own` parts for every milestone that stands on it, or
-- else `each`, of `whole` parts. The amount times the parts is floored to cents; the cents left over go to the largest remainders, ties to
-- the earlier touch: one cent more to those milestones whose numbers `marks_more` adds up (first 1, lead 2, opening 4, last 8; the first of
-- those that stand on one touch), and to the first `rest_more` touches of the rest. Model lead with a lead needs none of this.
--
-- grain: one row per milestone and path with an eligible touch (milestone, path_no)
-- kept: no
-- reads: counted_paths path_remainders
-- column milestone   varchar created, won or any; won is_only of those that were won
-- column path_no     bigint  path of an opportunity to a milestone
-- column day_no      bigint  number of the day, among the opportunities of its region, segment, kind and state
-- column touches     bigint  touches in the path
-- column lead_at     bigint  place of the touch of the lead; 0 when the opportunity has none
-- column opening_at  bigint  place of the touch of the opening; 0 when none lies before it
-- column lead_apart  integer 1 when the lead stands on another touch than the first, else 0
-- column opening_apart integer 1 when the opening stands on another touch than the first and the lead, else 0
-- column sign        integer -1 for an amount below nothing, else 1
-- column cents       bigint  size of the amount, in cents
-- column lead_whole bigint parts in all
-- column lead_marks_more integer milestones that earn a cent more
-- column position_whole bigint parts in all
-- column position_own bigint parts of a milestone
-- column position_each bigint parts of a touch of the rest
-- column position_rest_more bigint touches of the rest that earn a cent more
-- column position_marks_more integer milestones that earn a cent more
-- column u_hubspot_whole bigint parts in all
-- column u_hubspot_own bigint parts of a milestone
-- column u_hubspot_each bigint parts of a touch of the rest
-- column u_hubspot_rest_more bigint touches of the rest that earn a cent more
-- column u_hubspot_marks_more integer milestones that earn a cent more
-- column w_hubspot_whole bigint parts in all
-- column w_hubspot_own bigint parts of a milestone
-- column w_hubspot_each bigint parts of a touch of the rest
-- column w_hubspot_rest_more bigint touches of the rest that earn a cent more
-- column w_hubspot_marks_more integer milestones that earn a cent more
-- column w_marketo_whole bigint parts in all
-- column w_marketo_own bigint parts of a milestone
-- column w_marketo_each bigint parts of a touch of the rest
-- column w_marketo_rest_more bigint touches of the rest that earn a cent more
-- column w_marketo_marks_more integer milestones that earn a cent more
-- column full_whole bigint parts in all
-- column full_own bigint parts of a milestone
-- column full_each bigint parts of a touch of the rest
-- column full_rest_more bigint touches of the rest that earn a cent more
-- column full_marks_more integer milestones that earn a cent more
with

more as (
    select
        path_remainders.*,
        case
            when case when lead_opening > lead_first then 1 else 0 end
                + case when lead_last > lead_first then 1 else 0 end
                < lead_left then 1
            else 0
        end as lead_more_first,
        case
            when case when lead_first >= lead_opening then 1 else 0 end
                + case when lead_last > lead_opening then 1 else 0 end
                < lead_left then 1
            else 0
        end as lead_more_opening,
        case
            when case when lead_first >= lead_last then 1 else 0 end
                + case when lead_opening >= lead_last then 1 else 0 end
                < lead_left then 1
            else 0
        end as lead_more_last,
        case
            when case when position_last > position_first then 1 else 0 end
                + case when position_other > position_first then position_rest else 0 end
                < position_left then 1
            else 0
        end as position_more_first,
        case
            when case when position_first >= position_last then 1 else 0 end
                + case when position_other >= position_last then position_rest else 0 end
                < position_left then 1
            else 0
        end as position_more_last,
        case
            when case when u_hubspot_lead > u_hubspot_first then 1 else 0 end
                + case when u_hubspot_other > u_hubspot_first then u_hubspot_rest else 0 end
                < u_hubspot_left then 1
            else 0
        end as u_hubspot_more_first,
        case
            when case when u_hubspot_first >= u_hubspot_lead then 1 else 0 end
                + case
                    when u_hubspot_other > u_hubspot_lead then u_hubspot_rest
                    when u_hubspot_other = u_hubspot_lead then lead_at - 2
                    else 0
                end
                < u_hubspot_left then 1
            else 0
        end as u_hubspot_more_lead,
        case
            when case when w_hubspot_lead > w_hubspot_first then 1 else 0 end
                + case when w_hubspot_opening > w_hubspot_first then 1 else 0 end
                + case when w_hubspot_other > w_hubspot_first then w_hubspot_rest else 0 end
                < w_hubspot_left then 1
            else 0
        end as w_hubspot_more_first,
        case
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
        end as w_hubspot_more_lead,
        case
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
        end as w_hubspot_more_opening,
        case
            when case when w_marketo_lead > w_marketo_first then 1 else 0 end
                + case when w_marketo_opening > w_marketo_first then 1 else 0 end
                + case when w_marketo_other > w_marketo_first then w_marketo_rest else 0 end
                < w_marketo_left then 1
            else 0
        end as w_marketo_more_first,
        case
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
        end as w_marketo_more_lead,
        case
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
        end as w_marketo_more_opening,
        case
            when case when full_lead > full_first then 1 else 0 end
                + case when full_opening > full_first then 1 else 0 end
                + case when full_last > full_first then 1 else 0 end
                + case when full_other > full_first then full_rest else 0 end
                < full_left then 1
            else 0
        end as full_more_first,
        case
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
        end as full_more_lead,
        case
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
        end as full_more_opening,
        case
            when case when full_first >= full_last then 1 else 0 end
                + case when full_lead >= full_last then 1 else 0 end
                + case when full_opening >= full_last then 1 else 0 end
                + case when full_other >= full_last then full_rest else 0 end
                < full_left then 1
            else 0
        end as full_more_last
    from path_remainders
),

shares as (
    select
        counted_paths.milestone,
        counted_paths.path_no,
        counted_paths.day_no,
        more.touches,
        more.lead_at,
        more.opening_at,
        more.lead_apart,
        more.opening_apart,
        more.sign,
        more.cents,
        cast(lead_whole as bigint) as lead_whole,
        lead_more_first + 4 * lead_more_opening + 8 * lead_more_last as lead_marks_more,
        cast(position_whole as bigint) as position_whole,
        cast(position_own as bigint) as position_own,
        cast(position_each as bigint) as position_each,
        position_left - position_more_first - position_more_last as position_rest_more,
        position_more_first + 8 * position_more_last as position_marks_more,
        cast(u_hubspot_whole as bigint) as u_hubspot_whole,
        cast(u_hubspot_own as bigint) as u_hubspot_own,
        cast(u_hubspot_each as bigint) as u_hubspot_each,
        u_hubspot_left - u_hubspot_more_first - u_hubspot_more_lead as u_hubspot_rest_more,
        u_hubspot_more_first + 2 * u_hubspot_more_lead as u_hubspot_marks_more,
        cast(w_hubspot_whole as bigint) as w_hubspot_whole,
        cast(w_hubspot_own as bigint) as w_hubspot_own,
        cast(w_hubspot_each as bigint) as w_hubspot_each,
        w_hubspot_left - w_hubspot_more_first - w_hubspot_more_lead - w_hubspot_more_opening as w_hubspot_rest_more,
        w_hubspot_more_first + 2 * w_hubspot_more_lead + 4 * w_hubspot_more_opening as w_hubspot_marks_more,
        cast(w_marketo_whole as bigint) as w_marketo_whole,
        cast(w_marketo_own as bigint) as w_marketo_own,
        cast(w_marketo_each as bigint) as w_marketo_each,
        w_marketo_left - w_marketo_more_first - w_marketo_more_lead - w_marketo_more_opening as w_marketo_rest_more,
        w_marketo_more_first + 2 * w_marketo_more_lead + 4 * w_marketo_more_opening as w_marketo_marks_more,
        cast(full_whole as bigint) as full_whole,
        cast(full_own as bigint) as full_own,
        cast(full_each as bigint) as full_each,
        full_left - full_more_first - full_more_lead - full_more_opening - full_more_last as full_rest_more,
        full_more_first + 2 * full_more_lead + 4 * full_more_opening + 8 * full_more_last as full_marks_more
    from more
    inner join counted_paths on more.path_no = counted_paths.path_no
    where counted_paths.milestone <> 'won' or counted_paths.state = 'won'
)

select * from shares
