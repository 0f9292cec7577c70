-- When did each lead stop being open?
--
-- The day it was won, or left the funnel (rejected, or its opportunity lost); one without an opportunity that has not moved for the
-- days of silence ended when they were over. A lead whose opportunity is open has not ended.
--
-- grain: one row per lead (lead_id)
-- reads: lead_journeys
-- setting silent_days integer = 365 : days without a move after which a lead no longer counts as open; none = never
-- column lead_id        varchar the lead
-- column region         enum    sales region
-- column segment        enum    size segment
-- column created_on     date    the day it was made
-- column mql_on         date    the day it became an MQL
-- column sal_on         date    the day sales accepted it
-- column sql_on         date    the day sales qualified it
-- column opportunity_on date    the day it became an opportunity
-- column is_lead_only   boolean it has become no opportunity, in whatever way
-- column ended_on       date    the day, which may lie ahead when it is silence that will end it; null while its opportunity is open
-- column is_won         boolean it was won
with

ends as (
    select
        lead_id,
        region,
        segment,
        created_on,
        cast(mql_at as date) as mql_on,
        cast(sal_at as date) as sal_on,
        cast(sql_at as date) as sql_on,
        cast(opportunity_at as date) as opportunity_on,
        opportunity_id is null and opportunity_at is null as is_lead_only,
        cast(coalesce(
            won_at,
            left_at,
            case
                when opportunity_id is null and opportunity_at is null
                    then greatest(lead_at, mql_at, sal_at, sql_at) + interval 1 day * cast($silent_days as integer)
            end
        ) as date) as ended_on,
        won_at is not null as is_won
    from lead_journeys
)

select * from ends
order by lead_id
