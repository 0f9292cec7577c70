-- When did each lead stop being open?
--
-- The day it was won, or left the funnel (rejected, or its opportunity lost); one without an opportunity that has not moved for the
-- days of silence ended when they were over. A lead whose opportunity is open has not ended.
--
-- grain: one row per lead (lead_id)
-- reads: lead_journeys
-- setting silent_days integer = 365 : days without a move after which a lead no longer counts as open; none = never
-- column lead_id  varchar the lead
-- column ended_on date    the day, which may lie ahead when it is silence that will end it; null while its opportunity is open
-- column is_won   boolean it was won
with

ends as (
    select
        lead_id,
        cast(coalesce(
            won_at,
            left_at,
            case
                when opportunity_id is null and opportunity_at is null
                    then greatest(lead_at, mql_at, sal_at, sql_at) + to_days(cast($silent_days as integer))
            end
        ) as date) as ended_on,
        won_at is not null as is_won
    from lead_journeys
)

select * from ends
order by lead_id
