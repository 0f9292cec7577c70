-- How many cents of each path are left over, and what remains of the share of each touch, under each model of milestones?
--
-- Shares are whole parts of a whole number, so that nothing is lost: each touch has `own` parts for every milestone that stands on it, or
-- else `each`, of `whole` parts. The amount times the parts is floored to cents; what is left of each share is its remainder, in parts of a
-- cent. Of the milestones on one touch the first stands for all; the others have no parts.
--
-- grain: one row per path with an eligible touch (path_no)
-- kept: no
-- reads: credit_spans
-- column path_no bigint path of an opportunity to a milestone
-- column touches bigint touches in the path
-- column lead_at bigint place of the touch of the lead; 0 when the opportunity has none
-- column opening_at bigint place of the touch of the opening; 0 when none lies before it
-- column leads integer 1 when the opportunity has a lead, else 0
-- column openings integer 1 when a touch lies before the opening, else 0
-- column lead_is_first integer 1 when lead and first stand on one touch, else 0
-- column lead_apart integer 1 when the lead stands on another touch than the first, else 0
-- column lead_is_opening integer 1 when lead and opening stand on one touch, else 0
-- column lead_is_last integer 1 when lead and last stand on one touch, else 0
-- column opening_is_first integer 1 when opening and first stand on one touch, else 0
-- column opening_apart integer 1 when the opening stands on another touch than the first and the lead, else 0
-- column opening_is_last integer 1 when opening and last stand on one touch, else 0
-- column last_apart integer 1 when the last touch is none of first, lead and opening, else 0
-- column sign integer -1 for an amount below nothing, else 1
-- column cents bigint size of the amount, in cents
-- column first_way_no bigint channel and campaign of the first touch
-- column lead_way_no bigint channel and campaign of the touch of the lead
-- column opening_way_no bigint channel and campaign of the touch of the opening
-- column last_way_no bigint channel and campaign of the last touch
-- column before_lead bigint touches of the rest before that of the lead
-- column before_opening bigint touches of the rest before that of the opening
-- column position_rest bigint touches of the rest under position
-- column u_hubspot_rest bigint touches of the rest under u_hubspot
-- column w_hubspot_rest bigint touches of the rest under w_hubspot
-- column w_marketo_rest bigint touches of the rest under w_marketo
-- column full_rest bigint touches of the rest under full
-- column lead_whole integer parts in all under lead
-- column u_hubspot_marks integer milestones that there are under u_hubspot
-- column w_hubspot_marks integer milestones that there are under w_hubspot
-- column full_marks integer milestones that there are under full
-- column position_own bigint parts of a milestone under position
-- column position_each integer parts of a touch of the rest under position
-- column position_whole bigint parts in all under position
-- column u_hubspot_own bigint parts of a milestone under u_hubspot
-- column u_hubspot_each integer parts of a touch of the rest under u_hubspot
-- column u_hubspot_whole bigint parts in all under u_hubspot
-- column w_hubspot_own bigint parts of a milestone under w_hubspot
-- column w_hubspot_each integer parts of a touch of the rest under w_hubspot
-- column w_hubspot_whole bigint parts in all under w_hubspot
-- column w_marketo_own bigint parts of a milestone under w_marketo
-- column w_marketo_each integer parts of a touch of the rest under w_marketo
-- column w_marketo_whole bigint parts in all under w_marketo
-- column full_own bigint parts of a milestone under full
-- column full_each integer parts of a touch of the rest under full
-- column full_whole bigint parts in all under full
-- column lead_first_parts integer parts of the first touch under lead
-- column lead_opening_parts integer parts of the touch of the opening under lead
-- column lead_last_parts integer parts of the last touch under lead
-- column position_first_parts bigint parts of the first touch under position
-- column u_hubspot_first_parts bigint parts of the first touch under u_hubspot
-- column u_hubspot_lead_parts bigint parts of the touch of the lead under u_hubspot
-- column w_hubspot_first_parts bigint parts of the first touch under w_hubspot
-- column w_hubspot_lead_parts bigint parts of the touch of the lead under w_hubspot
-- column w_hubspot_opening_parts bigint parts of the touch of the opening under w_hubspot
-- column w_marketo_first_parts bigint parts of the first touch under w_marketo
-- column w_marketo_lead_parts bigint parts of the touch of the lead under w_marketo
-- column w_marketo_opening_parts bigint parts of the touch of the opening under w_marketo
-- column full_first_parts bigint parts of the first touch under full
-- column full_lead_parts bigint parts of the touch of the lead under full
-- column full_opening_parts bigint parts of the touch of the opening under full
-- column full_last_parts bigint parts of the last touch under full
-- column lead_unit bigint cents of a part under lead
-- column lead_odd bigint cents that do not divide under lead
-- column position_unit bigint cents of a part under position
-- column position_odd bigint cents that do not divide under position
-- column u_hubspot_unit bigint cents of a part under u_hubspot
-- column u_hubspot_odd bigint cents that do not divide under u_hubspot
-- column w_hubspot_unit bigint cents of a part under w_hubspot
-- column w_hubspot_odd bigint cents that do not divide under w_hubspot
-- column w_marketo_unit bigint cents of a part under w_marketo
-- column w_marketo_odd bigint cents that do not divide under w_marketo
-- column full_unit bigint cents of a part under full
-- column full_odd bigint cents that do not divide under full
-- column lead_first_floor bigint cents of the first touch under lead, floored
-- column lead_first bigint remainder of the first touch under lead
-- column lead_opening_floor bigint cents of the touch of the opening under lead, floored
-- column lead_opening bigint remainder of the touch of the opening under lead
-- column lead_last_floor bigint cents of the last touch under lead, floored
-- column lead_last bigint remainder of the last touch under lead
-- column position_first_floor bigint cents of the first touch under position, floored
-- column position_first bigint remainder of the first touch under position
-- column position_other bigint remainder of a touch of the rest under position
-- column u_hubspot_first_floor bigint cents of the first touch under u_hubspot, floored
-- column u_hubspot_first bigint remainder of the first touch under u_hubspot
-- column u_hubspot_lead_floor bigint cents of the touch of the lead under u_hubspot, floored
-- column u_hubspot_lead bigint remainder of the touch of the lead under u_hubspot
-- column u_hubspot_other bigint remainder of a touch of the rest under u_hubspot
-- column w_hubspot_first_floor bigint cents of the first touch under w_hubspot, floored
-- column w_hubspot_first bigint remainder of the first touch under w_hubspot
-- column w_hubspot_lead_floor bigint cents of the touch of the lead under w_hubspot, floored
-- column w_hubspot_lead bigint remainder of the touch of the lead under w_hubspot
-- column w_hubspot_opening_floor bigint cents of the touch of the opening under w_hubspot, floored
-- column w_hubspot_opening bigint remainder of the touch of the opening under w_hubspot
-- column w_hubspot_other bigint remainder of a touch of the rest under w_hubspot
-- column w_marketo_first_floor bigint cents of the first touch under w_marketo, floored
-- column w_marketo_first bigint remainder of the first touch under w_marketo
-- column w_marketo_lead_floor bigint cents of the touch of the lead under w_marketo, floored
-- column w_marketo_lead bigint remainder of the touch of the lead under w_marketo
-- column w_marketo_opening_floor bigint cents of the touch of the opening under w_marketo, floored
-- column w_marketo_opening bigint remainder of the touch of the opening under w_marketo
-- column w_marketo_other bigint remainder of a touch of the rest under w_marketo
-- column full_first_floor bigint cents of the first touch under full, floored
-- column full_first bigint remainder of the first touch under full
-- column full_lead_floor bigint cents of the touch of the lead under full, floored
-- column full_lead bigint remainder of the touch of the lead under full
-- column full_opening_floor bigint cents of the touch of the opening under full, floored
-- column full_opening bigint remainder of the touch of the opening under full
-- column full_last_floor bigint cents of the last touch under full, floored
-- column full_last bigint remainder of the last touch under full
-- column full_other bigint remainder of a touch of the rest under full
-- column lead_left bigint cents left over under lead
-- column position_left bigint cents left over under position
-- column u_hubspot_left bigint cents left over under u_hubspot
-- column w_hubspot_left bigint cents left over under w_hubspot
-- column w_marketo_left bigint cents left over under w_marketo
-- column full_left bigint cents left over under full
with

spans as (
    select
        path_no,
        touches,
        coalesce(lead_no, 0) as lead_at,
        coalesce(opening_no, 0) as opening_at,
        case when lead_no is null then 0 else 1 end as leads,
        case when opening_no is null then 0 else 1 end as openings,
        case when lead_no = 1 then 1 else 0 end as lead_is_first,
        case when lead_no > 1 then 1 else 0 end as lead_apart,
        case when lead_no = opening_no then 1 else 0 end as lead_is_opening,
        case when lead_no = touches then 1 else 0 end as lead_is_last,
        case when opening_no = 1 then 1 else 0 end as opening_is_first,
        case when opening_no > 1 and opening_no <> coalesce(lead_no, 1) then 1 else 0 end as opening_apart,
        case when opening_no = touches then 1 else 0 end as opening_is_last,
        case
            when touches <> coalesce(lead_no, 1) and touches <> coalesce(opening_no, 1) then 1
            else 0
        end as last_apart,
        case when cents < 0 then -1 else 1 end as sign,
        abs(cents) as cents,
        first_way_no,
        lead_way_no,
        opening_way_no,
        last_way_no
    from credit_spans
    where touches > 1
),

rests as (
    select
        spans.*,
        greatest(lead_at - 2 - case when opening_apart = 1 and opening_at < lead_at then 1 else 0 end, 0)
            as before_lead,
        greatest(opening_at - 2 - case when lead_apart = 1 and lead_at < opening_at then 1 else 0 end, 0)
            as before_opening,
        touches - 2 as position_rest,
        touches - 1 - lead_apart as u_hubspot_rest,
        touches - 1 - lead_apart - opening_apart as w_hubspot_rest,
        greatest(lead_at, opening_at, 1) - 1 - lead_apart - opening_apart as w_marketo_rest,
        touches - 1 - lead_apart - opening_apart - last_apart as full_rest,
        2 + openings as lead_whole,
        1 + leads as u_hubspot_marks,
        1 + leads + openings as w_hubspot_marks,
        2 + leads + openings as full_marks
    from spans
),

parts as (
    select
        rests.*,
        case when position_rest > 0 then 4 * position_rest else 1 end as position_own,
        case when position_rest > 0 then 2 else 0 end as position_each,
        case when position_rest > 0 then 10 * position_rest else 2 end as position_whole,
        case when u_hubspot_rest > 0 then 4 * u_hubspot_rest else 1 end as u_hubspot_own,
        case when u_hubspot_rest > 0 then u_hubspot_marks else 0 end as u_hubspot_each,
        u_hubspot_marks * case when u_hubspot_rest > 0 then 5 * u_hubspot_rest else 1 end as u_hubspot_whole,
        case when w_hubspot_rest > 0 then 9 * w_hubspot_rest else 1 end as w_hubspot_own,
        case when w_hubspot_rest > 0 then w_hubspot_marks else 0 end as w_hubspot_each,
        w_hubspot_marks * case when w_hubspot_rest > 0 then 10 * w_hubspot_rest else 1 end as w_hubspot_whole,
        case when w_marketo_rest > 0 then 9 * w_marketo_rest else 1 end as w_marketo_own,
        case when w_marketo_rest > 0 then w_hubspot_marks else 0 end as w_marketo_each,
        w_hubspot_marks * case when w_marketo_rest > 0 then 10 * w_marketo_rest else 1 end as w_marketo_whole,
        case when full_rest > 0 then 9 * full_rest else 1 end as full_own,
        case when full_rest > 0 then full_marks else 0 end as full_each,
        full_marks * case when full_rest > 0 then 10 * full_rest else 1 end as full_whole
    from rests
),

placed as (
    select
        parts.*,
        (1 - leads) * (1 + opening_is_first) as lead_first_parts,
        (1 - leads) * opening_apart * (1 + opening_is_last) as lead_opening_parts,
        (1 - leads) * last_apart as lead_last_parts,
        position_own as position_first_parts,
        u_hubspot_own * (1 + lead_is_first) as u_hubspot_first_parts,
        u_hubspot_own * lead_apart as u_hubspot_lead_parts,
        w_hubspot_own * (1 + lead_is_first + opening_is_first) as w_hubspot_first_parts,
        w_hubspot_own * lead_apart * (1 + lead_is_opening) as w_hubspot_lead_parts,
        w_hubspot_own * opening_apart as w_hubspot_opening_parts,
        w_marketo_own * (1 + lead_is_first + opening_is_first) as w_marketo_first_parts,
        w_marketo_own * lead_apart * (1 + lead_is_opening) as w_marketo_lead_parts,
        w_marketo_own * opening_apart as w_marketo_opening_parts,
        full_own * (1 + lead_is_first + opening_is_first) as full_first_parts,
        full_own * lead_apart * (1 + lead_is_opening + lead_is_last) as full_lead_parts,
        full_own * opening_apart * (1 + opening_is_last) as full_opening_parts,
        full_own * last_apart as full_last_parts,
        cents // lead_whole as lead_unit,
        cents % lead_whole as lead_odd,
        cents // position_whole as position_unit,
        cents % position_whole as position_odd,
        cents // u_hubspot_whole as u_hubspot_unit,
        cents % u_hubspot_whole as u_hubspot_odd,
        cents // w_hubspot_whole as w_hubspot_unit,
        cents % w_hubspot_whole as w_hubspot_odd,
        cents // w_marketo_whole as w_marketo_unit,
        cents % w_marketo_whole as w_marketo_odd,
        cents // full_whole as full_unit,
        cents % full_whole as full_odd
    from parts
),

remainders as (
    select
        placed.*,
        lead_unit * lead_first_parts + lead_odd * lead_first_parts // lead_whole as lead_first_floor,
        lead_odd * lead_first_parts % lead_whole as lead_first,
        lead_unit * lead_opening_parts + lead_odd * lead_opening_parts // lead_whole as lead_opening_floor,
        lead_odd * lead_opening_parts % lead_whole as lead_opening,
        lead_unit * lead_last_parts + lead_odd * lead_last_parts // lead_whole as lead_last_floor,
        lead_odd * lead_last_parts % lead_whole as lead_last,
        position_unit * position_first_parts + position_odd * position_first_parts // position_whole
            as position_first_floor,
        position_odd * position_first_parts % position_whole as position_first,
        position_odd * position_each % position_whole as position_other,
        u_hubspot_unit * u_hubspot_first_parts + u_hubspot_odd * u_hubspot_first_parts // u_hubspot_whole
            as u_hubspot_first_floor,
        u_hubspot_odd * u_hubspot_first_parts % u_hubspot_whole as u_hubspot_first,
        u_hubspot_unit * u_hubspot_lead_parts + u_hubspot_odd * u_hubspot_lead_parts // u_hubspot_whole
            as u_hubspot_lead_floor,
        u_hubspot_odd * u_hubspot_lead_parts % u_hubspot_whole as u_hubspot_lead,
        u_hubspot_odd * u_hubspot_each % u_hubspot_whole as u_hubspot_other,
        w_hubspot_unit * w_hubspot_first_parts + w_hubspot_odd * w_hubspot_first_parts // w_hubspot_whole
            as w_hubspot_first_floor,
        w_hubspot_odd * w_hubspot_first_parts % w_hubspot_whole as w_hubspot_first,
        w_hubspot_unit * w_hubspot_lead_parts + w_hubspot_odd * w_hubspot_lead_parts // w_hubspot_whole
            as w_hubspot_lead_floor,
        w_hubspot_odd * w_hubspot_lead_parts % w_hubspot_whole as w_hubspot_lead,
        w_hubspot_unit * w_hubspot_opening_parts + w_hubspot_odd * w_hubspot_opening_parts // w_hubspot_whole
            as w_hubspot_opening_floor,
        w_hubspot_odd * w_hubspot_opening_parts % w_hubspot_whole as w_hubspot_opening,
        w_hubspot_odd * w_hubspot_each % w_hubspot_whole as w_hubspot_other,
        w_marketo_unit * w_marketo_first_parts + w_marketo_odd * w_marketo_first_parts // w_marketo_whole
            as w_marketo_first_floor,
        w_marketo_odd * w_marketo_first_parts % w_marketo_whole as w_marketo_first,
        w_marketo_unit * w_marketo_lead_parts + w_marketo_odd * w_marketo_lead_parts // w_marketo_whole
            as w_marketo_lead_floor,
        w_marketo_odd * w_marketo_lead_parts % w_marketo_whole as w_marketo_lead,
        w_marketo_unit * w_marketo_opening_parts + w_marketo_odd * w_marketo_opening_parts // w_marketo_whole
            as w_marketo_opening_floor,
        w_marketo_odd * w_marketo_opening_parts % w_marketo_whole as w_marketo_opening,
        w_marketo_odd * w_marketo_each % w_marketo_whole as w_marketo_other,
        full_unit * full_first_parts + full_odd * full_first_parts // full_whole as full_first_floor,
        full_odd * full_first_parts % full_whole as full_first,
        full_unit * full_lead_parts + full_odd * full_lead_parts // full_whole as full_lead_floor,
        full_odd * full_lead_parts % full_whole as full_lead,
        full_unit * full_opening_parts + full_odd * full_opening_parts // full_whole as full_opening_floor,
        full_odd * full_opening_parts % full_whole as full_opening,
        full_unit * full_last_parts + full_odd * full_last_parts // full_whole as full_last_floor,
        full_odd * full_last_parts % full_whole as full_last,
        full_odd * full_each % full_whole as full_other
    from placed
),

left_over as (
    select
        remainders.*,
        (lead_first + lead_opening + lead_last) // lead_whole as lead_left,
        (2 * position_first + position_rest * position_other) // position_whole as position_left,
        (u_hubspot_first + u_hubspot_lead + u_hubspot_rest * u_hubspot_other) // u_hubspot_whole as u_hubspot_left,
        (
            w_hubspot_first + w_hubspot_lead + w_hubspot_opening + w_hubspot_rest * w_hubspot_other
        ) // w_hubspot_whole as w_hubspot_left,
        (
            w_marketo_first + w_marketo_lead + w_marketo_opening + w_marketo_rest * w_marketo_other
        ) // w_marketo_whole as w_marketo_left,
        (full_first + full_lead + full_opening + full_last + full_rest * full_other) // full_whole as full_left
    from remainders
)

select * from left_over
