-- How is the credit of each path shared among its milestones and the rest, under each model of milestones?
--
-- Shares are whole parts of a whole number, so that nothing is lost: each touch has `own` parts for every milestone that stands on it, or
-- else `each`, of `whole` parts. The amount times the parts is floored to cents; the cents left over go to the largest remainders, ties to
-- the earlier touch: one cent more to those milestones whose numbers `marks_more` adds up (first 1, lead 2, opening 4, last 8; the first of
-- those that stand on one touch), and to the first `rest_more` touches of the rest. Model lead with a lead needs none of this.
--
-- grain: one row per milestone and path with an eligible touch (milestone, path_no)
-- kept: no
-- reads: counted_paths credit_spans
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

spans as (
    select
        path_no,
        touches,
        coalesce(lead_no, 0) as lead_at,
        coalesce(opening_no, 0) as opening_at,
        greatest(coalesce(lead_no, 1), coalesce(opening_no, 1)) as latest,
        case when lead_no is null then 0 else 1 end as leads,
        case when opening_no is null then 0 else 1 end as openings,
        case when touches = 1 then 1 else 0 end as is_only,
        case when lead_no = 1 then 1 else 0 end as lead_is_first,
        case when lead_no > 1 then 1 else 0 end as lead_apart,
        case when lead_no = opening_no then 1 else 0 end as lead_is_opening,
        case when lead_no = touches then 1 else 0 end as lead_is_last,
        case when opening_no = 1 then 1 else 0 end as opening_is_first,
        case when opening_no > 1 and opening_no <> coalesce(lead_no, 1) then 1 else 0 end as opening_apart,
        case when opening_no = touches then 1 else 0 end as opening_is_last,
        case
            when touches > 1 and touches <> coalesce(lead_no, 1) and touches <> coalesce(opening_no, 1) then 1
            else 0
        end as last_apart,
        case when cents < 0 then -1 else 1 end as sign,
        abs(cents) as cents
    from credit_spans
),

rests as (
    select
        spans.*,
        lead_at - 2 - case when opening_apart = 1 and opening_at < lead_at then 1 else 0 end as before_lead,
        opening_at - 2 - case when lead_apart = 1 and lead_at < opening_at then 1 else 0 end as before_opening,
        touches - 2 + is_only as position_rest,
        touches - 1 - lead_apart as u_hubspot_rest,
        touches - 1 - lead_apart - opening_apart as w_hubspot_rest,
        latest - 1 - lead_apart - opening_apart as w_marketo_rest,
        touches - 1 - lead_apart - opening_apart - last_apart as full_rest,
        2 + openings as lead_marks,
        2 as position_marks,
        1 + leads as u_hubspot_marks,
        1 + leads + openings as w_hubspot_marks,
        1 + leads + openings as w_marketo_marks,
        2 + leads + openings as full_marks
    from spans
),

parts as (
    select
        rests.*,
        case when leads = 1 then 1 else lead_marks end as lead_whole,
        1 as lead_own,
        case when position_rest > 0 then 4 * position_rest else 1 end as position_own,
        case when position_rest > 0 then position_marks else 0 end as position_each,
        case when position_rest > 0 then 5 * position_marks * position_rest else position_marks end as position_whole,
        case when u_hubspot_rest > 0 then 4 * u_hubspot_rest else 1 end as u_hubspot_own,
        case when u_hubspot_rest > 0 then u_hubspot_marks else 0 end as u_hubspot_each,
        case
            when u_hubspot_rest > 0 then 5 * u_hubspot_marks * u_hubspot_rest
            else u_hubspot_marks
        end as u_hubspot_whole,
        case when w_hubspot_rest > 0 then 9 * w_hubspot_rest else 1 end as w_hubspot_own,
        case when w_hubspot_rest > 0 then w_hubspot_marks else 0 end as w_hubspot_each,
        case
            when w_hubspot_rest > 0 then 10 * w_hubspot_marks * w_hubspot_rest
            else w_hubspot_marks
        end as w_hubspot_whole,
        case when w_marketo_rest > 0 then 9 * w_marketo_rest else 1 end as w_marketo_own,
        case when w_marketo_rest > 0 then w_marketo_marks else 0 end as w_marketo_each,
        case
            when w_marketo_rest > 0 then 10 * w_marketo_marks * w_marketo_rest
            else w_marketo_marks
        end as w_marketo_whole,
        case when full_rest > 0 then 9 * full_rest else 1 end as full_own,
        case when full_rest > 0 then full_marks else 0 end as full_each,
        case when full_rest > 0 then 10 * full_marks * full_rest else full_marks end as full_whole
    from rests
),

remainders as (
    select
        parts.*,
        cents % lead_whole * lead_own * (1 + opening_is_first + is_only) % lead_whole as lead_first,
        cents % lead_whole * lead_own * opening_apart * (1 + opening_is_last) % lead_whole as lead_opening,
        cents % lead_whole * lead_own * last_apart % lead_whole as lead_last,
        cents % position_whole * position_own * (1 + is_only) % position_whole as position_first,
        cents % position_whole * position_own * (1 - is_only) % position_whole as position_last,
        cents % position_whole * position_each % position_whole as position_other,
        cents % u_hubspot_whole * u_hubspot_own * (1 + lead_is_first) % u_hubspot_whole as u_hubspot_first,
        cents % u_hubspot_whole * u_hubspot_own * lead_apart % u_hubspot_whole as u_hubspot_lead,
        cents % u_hubspot_whole * u_hubspot_each % u_hubspot_whole as u_hubspot_other,
        cents % w_hubspot_whole
        * w_hubspot_own * (1 + lead_is_first + opening_is_first) % w_hubspot_whole as w_hubspot_first,
        cents % w_hubspot_whole
        * w_hubspot_own * lead_apart * (1 + lead_is_opening) % w_hubspot_whole as w_hubspot_lead,
        cents % w_hubspot_whole * w_hubspot_own * opening_apart % w_hubspot_whole as w_hubspot_opening,
        cents % w_hubspot_whole * w_hubspot_each % w_hubspot_whole as w_hubspot_other,
        cents % w_marketo_whole
        * w_marketo_own * (1 + lead_is_first + opening_is_first) % w_marketo_whole as w_marketo_first,
        cents % w_marketo_whole
        * w_marketo_own * lead_apart * (1 + lead_is_opening) % w_marketo_whole as w_marketo_lead,
        cents % w_marketo_whole * w_marketo_own * opening_apart % w_marketo_whole as w_marketo_opening,
        cents % w_marketo_whole * w_marketo_each % w_marketo_whole as w_marketo_other,
        cents % full_whole * full_own * (1 + lead_is_first + opening_is_first + is_only) % full_whole as full_first,
        cents % full_whole * full_own * lead_apart * (1 + lead_is_opening + lead_is_last) % full_whole as full_lead,
        cents % full_whole * full_own * opening_apart * (1 + opening_is_last) % full_whole as full_opening,
        cents % full_whole * full_own * last_apart % full_whole as full_last,
        cents % full_whole * full_each % full_whole as full_other
    from parts
),

left_over as (
    select
        remainders.*,
        (lead_first + lead_opening + lead_last) // lead_whole as lead_left,
        (position_first + position_last + position_rest * position_other) // position_whole as position_left,
        (u_hubspot_first + u_hubspot_lead + u_hubspot_rest * u_hubspot_other) // u_hubspot_whole as u_hubspot_left,
        (
            w_hubspot_first + w_hubspot_lead + w_hubspot_opening + w_hubspot_rest * w_hubspot_other
        ) // w_hubspot_whole as w_hubspot_left,
        (
            w_marketo_first + w_marketo_lead + w_marketo_opening + w_marketo_rest * w_marketo_other
        ) // w_marketo_whole as w_marketo_left,
        (full_first + full_lead + full_opening + full_last + full_rest * full_other) // full_whole as full_left
    from remainders
),

more as (
    select
        left_over.*,
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
    from left_over
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
