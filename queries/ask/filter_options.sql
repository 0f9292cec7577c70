-- What can be picked in the filters?
--
-- Every region and segment of an account, lead or opportunity; every quarter that has begun at the data cut-off, newest first.
--
-- grain: one row per dimension and option (dimension, option)
-- reads: deals lead_journeys target_accounts quarters
-- param as_of date data cut-off, last day counted
-- column dimension varchar region, segment or quarter
-- column option    varchar what can be picked
with

records as (
    select cast(region as varchar) as region, cast(segment as varchar) as segment from deals
    union all
    select cast(region as varchar) as region, cast(segment as varchar) as segment from lead_journeys
    union all
    select cast(region as varchar) as region, cast(segment as varchar) as segment from target_accounts
),

options as (
    select 'region' as dimension, region as option, date '1970-01-01' as newest
    from records
    group by region
    union all
    select 'segment' as dimension, segment as option, date '1970-01-01' as newest
    from records
    group by segment
    union all
    select 'quarter' as dimension, cast(quarter as varchar) as option, start_on as newest
    from quarters
    where start_on <= $as_of
)

select dimension, option from options
order by dimension asc, newest desc, option asc
