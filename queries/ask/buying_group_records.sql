-- How many people are on each deal?
--
-- Deals open on the last day of the quarter (or at the data cut-off), and deals won in the year up to that day, each with the people who
-- have a role on it or whose lead led to it.
--
-- grain: one row per opportunity and state (state, opportunity_id)
-- reads: periods value_open deals
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- column state          varchar        open or won
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who buys
-- column owner          varchar        the seller
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column amount         decimal(18, 2) net amount
-- column people_on      bigint         people on it, count
-- column people         varchar        the same as 0, 1 … 7, 8+
with

counted as (
    select 'open' as state, v.record_id as opportunity_id
    from value_open as v
    inner join periods as p on v.quarter = p.quarter
    where p.is_asked and v.record = 'deal'
    union all
    select 'won' as state, d.opportunity_id
    from periods as p
    inner join deals as d on d.closed_on between cast(p.last_on + 1 - to_years(1) as date) and p.last_on
    where
        p.is_asked and d.state = 'won'
        and picked($regions, d.region) and picked($segments, d.segment) and picked($kinds, d.kind)
),

records as (
    select
        c.state,
        c.opportunity_id,
        d.name,
        d.account_name,
        d.owner,
        cast(d.region as varchar) as region,
        cast(d.segment as varchar) as segment,
        cast(d.amount as decimal(18, 2)) as amount,
        d.people as people_on,
        case when d.people >= 8 then '8+' else cast(d.people as varchar) end as people
    from counted as c
    inner join deals as d on c.opportunity_id = d.opportunity_id
)

select * from records
order by state, opportunity_id
