-- Up to which moment do touches count for each opportunity?
--
-- created: at its opening. any: at its close, else at the cut-off (milestone won is the same, of the won ones). A moment that is only a date
-- is the end of its day; the opening and the creation of the earliest lead likewise. Without a date of opening no touch counts for created.
--
-- grain: one row per opportunity and milestone (opportunity_id, milestone)
-- reads: deals
-- param  as_of            date      last day counted
-- setting opportunity_id varchar = all : one opportunity only; all = every one
-- column opportunity_id   varchar   the opportunity
-- column milestone        enum      created or any
-- column path_no          bigint    number of the opportunity's path to the milestone
-- column milestone_at     timestamp when; null when not recorded
-- column milestone_on     date      day of that
-- column until_at         timestamp last moment that counts
-- column lead_until_at    timestamp last moment of the creation of its earliest lead; null when it has none
-- column opening_until_at timestamp last moment of its opening; null when not recorded
with

moments as (
    select opportunity_id, 'created' as milestone, created_at as milestone_at, first_lead_at, created_at
    from deals
    where $opportunity_id = 'all' or opportunity_id = $opportunity_id
    union all
    select
        opportunity_id,
        'any' as milestone,
        coalesce(closed_at, cast($as_of as timestamp)) as milestone_at,
        first_lead_at,
        created_at
    from deals
    where $opportunity_id = 'all' or opportunity_id = $opportunity_id
),

days as (
    select
        moments.*,
        cast(milestone_at as date) as milestone_on,
        cast(first_lead_at as date) as lead_on,
        cast(created_at as date) as created_on
    from moments
),

ended as (
    select
        opportunity_id,
        milestone,
        row_number() over (order by milestone, opportunity_id) as path_no,
        milestone_at,
        milestone_on,
        case
            when milestone_at = cast(milestone_on as timestamp)
                then milestone_at + interval 1 day - interval 1 microsecond
            else milestone_at
        end as until_at,
        case
            when first_lead_at = cast(lead_on as timestamp) then first_lead_at + interval 1 day - interval 1 microsecond
            else first_lead_at
        end as lead_until_at,
        case
            when created_at = cast(created_on as timestamp) then created_at + interval 1 day - interval 1 microsecond
            else created_at
        end as opening_until_at
    from days
)

select * from ended
order by milestone, opportunity_id
