-- Which deals fill the quota, and which may still?
--
-- For the quarter asked for and the next one: deals won in it (booked), deals open at the data cut-off that are expected to close in what is
-- left of it (open), and those that should have closed in it by the cut-off and have not (overdue).
--
-- grain: one row per quarter and opportunity (quarter, opportunity_id)
-- reads: periods quarters deals
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- column quarter        varchar        the quarter
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who buys
-- column owner          varchar        the seller
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column stage          varchar        stage now
-- column counts_as      varchar        booked, open or overdue
-- column amount         decimal(18, 2) net amount
-- column on_day         date           the day it closed, or is expected to
with

wanted_quarters as (
    select
        cast(q.quarter as varchar) as quarter,
        q.start_on,
        q.end_on
    from periods as p
    inner join quarters as q on q.start_on in (p.start_on, p.end_on)
    where p.back = 1
),

known_deals as (
    select
        *,
        case
            when state <> 'open' and happened(closed_on, $as_of) then cast(state as varchar)
            when coalesce(expected_close_on, closed_on) > $as_of then 'open'
            else 'overdue'
        end as counts_as,
        coalesce(closed_on, expected_close_on) as on_day
    from deals
    where
        picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
        and happened(created_on, $as_of)
),

records as (
    select
        w.quarter,
        d.opportunity_id,
        d.name,
        d.account_name,
        d.owner,
        cast(d.region as varchar) as region,
        cast(d.segment as varchar) as segment,
        d.stage,
        case d.counts_as when 'won' then 'booked' else d.counts_as end as counts_as,
        cast(d.amount as decimal(18, 2)) as amount,
        d.on_day
    from wanted_quarters as w
    inner join known_deals as d on w.start_on <= d.on_day and w.end_on > d.on_day
    where d.counts_as <> 'lost'
)

select * from records
order by quarter, opportunity_id
