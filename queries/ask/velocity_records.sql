-- How long did each won deal take from its first lead?
--
-- Deals won in the quarter that came from a lead; calendar days from the day its first lead was created to the day it was won.
-- Deals whose days are not in order are left out.
--
-- grain: one row per quarter and opportunity (quarter, opportunity_id)
-- reads: periods deals
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting quarters integer = 0 : quarters of trend to add to what is asked for
-- column quarter        varchar        the quarter it was won in, or "all"
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who bought
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column amount         decimal(18, 2) net amount
-- column first_lead_on  date           the day its first lead was created
-- column won_on         date           the day it was won
-- column days           integer        calendar days between the two
with

won_deals as (
    select
        *,
        cast(first_lead_at as date) as first_lead_on
    from deals
    where
        state = 'won' and first_lead_at is not null and not is_impossible
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
),

records as (
    select
        p.quarter,
        d.opportunity_id,
        d.name,
        d.account_name,
        cast(d.region as varchar) as region,
        cast(d.segment as varchar) as segment,
        cast(d.amount as decimal(18, 2)) as amount,
        d.first_lead_on,
        d.closed_on as won_on,
        cast(d.closed_on - d.first_lead_on as integer) as days
    from periods as p
    inner join won_deals as d on in_period(d.closed_on, p.start_on, p.end_on) and d.closed_on <= $as_of
    where (p.is_asked or p.back <= $quarters) and d.closed_on >= d.first_lead_on
)

select * from records
order by quarter, opportunity_id
