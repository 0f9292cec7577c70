-- Which accounts were touched by which side, quarter by quarter?
--
-- Touches of the account itself, of its people, of its leads, and those recorded on its opportunities; partner touches count for nobody.
--
-- grain: one row per account and quarter with a touch (account_id, quarter)
-- reads: known_touches target_accounts calendar
-- column account_id        varchar the account
-- column region            enum    sales region
-- column segment           enum    size segment
-- column is_target         boolean on the target account list
-- column quarter           varchar fiscal quarter
-- column marketing_touches bigint  touches by marketing
-- column sales_touches     bigint  touches by sales
-- column people            bigint  people touched
-- column last_touch_on     date    day of the last touch
with

counted as (
    select
        known_touches.account_id,
        calendar.quarter,
        count(case when known_touches.side = 'marketing' then 1 end) as marketing_touches,
        count(case when known_touches.side = 'sales' then 1 end) as sales_touches,
        count(distinct known_touches.person_key) as people,
        max(calendar.day) as last_touch_on
    from known_touches
    inner join calendar on cast(known_touches.touched_at as date) = calendar.day
    where known_touches.account_id is not null
    group by known_touches.account_id, calendar.quarter
),

described as (
    select
        counted.account_id,
        target_accounts.region,
        target_accounts.segment,
        target_accounts.is_target,
        counted.quarter,
        counted.marketing_touches,
        counted.sales_touches,
        counted.people,
        counted.last_touch_on
    from counted
    inner join target_accounts on counted.account_id = target_accounts.account_id
)

select * from described
order by region, quarter, account_id
