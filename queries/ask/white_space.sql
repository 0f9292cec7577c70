-- Which target accounts did nobody reach?
--
-- Accounts on the target list without a touch in the quarter, with the deals open with them on its last day (or at the data cut-off). Those
-- with the most open pipeline first, then those that were never touched or longest ago.
--
-- grain: one row per account, in order (account_id)
-- needs: accounts touches
-- reads: periods reach_records account_quarters target_accounts deals
-- param kinds varchar[] opportunity kinds picked; empty = all
-- column account_id    varchar        the account
-- column name          varchar        its name
-- column region        varchar        sales region
-- column segment       varchar        size segment
-- column industry      varchar        its industry
-- column open_deals    bigint         deals open with it, count
-- column open_amount   decimal(18, 2) their amount, reporting currency
-- column last_touch_on date           day of the last touch before; null = never
with

unreached as (
    select
        r.account_id,
        r.name,
        r.region,
        r.segment,
        t.industry,
        p.last_on
    from reach_records as r
    inner join periods as p on r.quarter = p.quarter
    inner join target_accounts as t on r.account_id = t.account_id
    where p.is_asked and not r.is_engaged
),

open_pipeline as (
    select
        u.account_id,
        count(*) as open_deals,
        sum(d.amount) as open_amount
    from unreached as u
    inner join deals as d on u.account_id = d.account_id
    where
        happened(d.created_on, u.last_on) and (d.state = 'open' or u.last_on < d.closed_on)
        and picked($kinds, d.kind)
    group by u.account_id
),

earlier_touches as (
    select
        u.account_id,
        max(a.last_touch_on) as last_touch_on
    from unreached as u
    inner join account_quarters as a on u.account_id = a.account_id
    where a.last_touch_on <= u.last_on
    group by u.account_id
),

found as (
    select
        u.account_id,
        u.name,
        u.region,
        u.segment,
        u.industry,
        coalesce(o.open_deals, 0) as open_deals,
        cast(coalesce(o.open_amount, 0) as decimal(18, 2)) as open_amount,
        e.last_touch_on
    from unreached as u
    left join open_pipeline as o on u.account_id = o.account_id
    left join earlier_touches as e on u.account_id = e.account_id
)

select * from found
order by open_amount desc, last_touch_on asc nulls first, account_id asc
