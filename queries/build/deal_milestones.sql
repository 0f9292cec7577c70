-- Up to which moment do touches count for each opportunity?
--
-- For milestone created up to its opening; for any up to its close, else to the cut-off (milestone won is the same, of the won ones). A moment
-- that is only a date is the end of its day; the creation of the earliest lead likewise. Without a date of opening no touch counts for created.
--
-- grain: one row per opportunity (deal_no)
-- kept: no
-- reads: deals
-- param  as_of            date      last day counted
-- setting opportunity_id varchar = all : one opportunity only; all = every one
-- narrows: opportunity_id
-- column opportunity_id   varchar   the opportunity
-- column deal_no          bigint    number of the opportunity
-- column opened_at        timestamp its opening; null when not recorded
-- column opening_until_at timestamp last moment of that
-- column ended_at         timestamp its close, else the cut-off
-- column ended_until_at   timestamp last moment of that
-- column lead_until_at    timestamp last moment of the creation of its earliest lead; null when it has none
-- column cents            bigint    its amount, in cents; a missing one is 0
with

days as (
    select
        opportunity_id,
        deal_no,
        amount,
        created_at as opened_at,
        created_on as opened_on,
        coalesce(closed_at, cast($as_of as timestamp)) as ended_at,
        coalesce(closed_on, $as_of) as ended_on,
        first_lead_at,
        cast(first_lead_at as date) as lead_on
    from deals
    where $opportunity_id = 'all' or opportunity_id = $opportunity_id
),

moments as (
    select
        opportunity_id,
        deal_no,
        opened_at,
        case
            when opened_at = cast(opened_on as timestamp) then opened_at + interval 1 day - interval 1 microsecond
            else opened_at
        end as opening_until_at,
        ended_at,
        case
            when ended_at = cast(ended_on as timestamp) then ended_at + interval 1 day - interval 1 microsecond
            else ended_at
        end as ended_until_at,
        case
            when first_lead_at = cast(lead_on as timestamp) then first_lead_at + interval 1 day - interval 1 microsecond
            else first_lead_at
        end as lead_until_at,
        cast(round(coalesce(amount, 0) * 100, 0) as bigint) as cents
    from days
)

select * from moments
