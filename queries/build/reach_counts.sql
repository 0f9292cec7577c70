-- How many target accounts were there, and how many did we reach, quarter by quarter?
--
-- Every account on the target list, in every quarter from the first touch of all on; engaged: it had a touch in the quarter, of whichever
-- side. “all” stands for every touch, whatever its day. Additive over everything but the quarters.
--
-- grain: one row per quarter, region and segment (quarter, region, segment)
-- reads: quarters target_accounts account_quarters
-- column quarter varchar fiscal quarter, or “all”
-- column region  enum    sales region
-- column segment enum    size segment
-- column targets bigint  target accounts, count
-- column engaged bigint  of those, with a touch
with

targets as (
    select region, segment, count(*) as targets
    from target_accounts
    where is_target
    group by region, segment
),

touched as (
    select quarter, region, segment, count(*) as engaged
    from account_quarters
    where is_target
    group by quarter, region, segment
    union all
    select 'all' as quarter, region, segment, count(distinct account_id) as engaged
    from account_quarters
    where is_target
    group by region, segment
),

firsts as (
    select min(quarter) as first_quarter
    from account_quarters
),

told_quarters as (
    select quarters.quarter
    from quarters
    inner join firsts on quarters.quarter >= firsts.first_quarter
    union all
    select 'all' as quarter
),

counts as (
    select
        told_quarters.quarter,
        targets.region,
        targets.segment,
        targets.targets,
        coalesce(touched.engaged, 0) as engaged
    from told_quarters
    cross join targets
    left join touched
        on told_quarters.quarter = touched.quarter
        and targets.region = touched.region and targets.segment = touched.segment
)

select * from counts
order by quarter, region, segment
