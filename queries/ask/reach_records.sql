-- Which target accounts did we reach?
--
-- Every account on the target list, with its touches in the quarter. Engaged: at least one touch, of whichever side; partner: by a partner
-- (or nobody knows whom) and by neither of the two sides. Quarters before the first touch of all say nothing, and are left out.
--
-- grain: one row per quarter and target account (quarter, account_id)
-- reads: periods target_accounts account_quarters
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- setting quarters integer = 0 : quarters of trend to add to what is asked for
-- column quarter           varchar the quarter, or "all"
-- column account_id        varchar the account
-- column name              varchar its name
-- column region            varchar sales region
-- column segment           varchar size segment
-- column marketing_touches bigint  touches by marketing, count
-- column sales_touches     bigint  touches by sales, count
-- column is_engaged        boolean it had a touch
-- column engaged_by        varchar both, marketing, sales, partner or nobody
with

wanted_periods as (
    select * from periods
    where
        (is_asked or back <= $quarters)
        and (start_on is null or quarter >= (select min(quarter) from account_quarters))
),

touched_accounts as (
    select
        p.quarter,
        a.account_id,
        a.marketing_touches,
        a.sales_touches
    from wanted_periods as p
    inner join account_quarters as a on p.quarter = a.quarter
    where a.is_target
    union all
    select
        p.quarter,
        a.account_id,
        sum(a.marketing_touches) as marketing_touches,
        sum(a.sales_touches) as sales_touches
    from wanted_periods as p
    cross join account_quarters as a
    where p.start_on is null and a.is_target
    group by p.quarter, a.account_id
),

records as (
    select
        p.quarter,
        t.account_id,
        t.name,
        cast(t.region as varchar) as region,
        cast(t.segment as varchar) as segment,
        cast(coalesce(u.marketing_touches, 0) as bigint) as marketing_touches,
        cast(coalesce(u.sales_touches, 0) as bigint) as sales_touches,
        u.account_id is not null as is_engaged,
        case
            when u.account_id is null then 'nobody'
            when u.marketing_touches > 0 and u.sales_touches > 0 then 'both'
            when u.marketing_touches > 0 then 'marketing'
            when u.sales_touches > 0 then 'sales'
            else 'partner'
        end as engaged_by
    from wanted_periods as p
    cross join target_accounts as t
    left join touched_accounts as u on p.quarter = u.quarter and t.account_id = u.account_id
    where t.is_target and picked($regions, t.region) and picked($segments, t.segment)
)

select * from records
order by quarter, account_id
