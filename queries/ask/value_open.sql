-- What was open on the last day of each quarter, and in which stage?
--
-- Deals opened and not closed by the last day of the quarter (or the data cut-off, when that is earlier), in the stage they were in
-- on that day; leads created by then that had neither become an opportunity nor left the funnel.
--
-- grain: one row per quarter and record (quarter, record, record_id)
-- reads: periods deals deal_stages lead_journeys
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting quarters integer = 0 : quarters of trend to add to what is asked for
-- column quarter   varchar        the quarter at whose end it was open, or "all"
-- column record    varchar        deal or lead
-- column record_id varchar        the opportunity or the lead
-- column name      varchar        name of the deal or lead
-- column region    varchar        sales region
-- column segment   varchar        size segment
-- column stage     varchar        stage on that day
-- column amount    decimal(18, 2) amount of the deal; null for a lead
with

wanted_periods as (
    select * from periods
    where is_asked or back <= $quarters
),

open_deals as (
    select
        p.quarter,
        p.last_on,
        d.*
    from wanted_periods as p
    inner join deals as d
        on happened(d.created_on, p.last_on) and (d.state = 'open' or p.last_on < d.closed_on)
    where picked($regions, d.region) and picked($segments, d.segment) and picked($kinds, d.kind)
),

stages_then as (
    select
        d.quarter,
        d.opportunity_id,
        arg_max(cast(s.stage as varchar), s.entered_at) as stage
    from open_deals as d
    inner join deal_stages as s
        on d.opportunity_id = s.opportunity_id and cast(s.entered_at as date) <= d.last_on
    group by d.quarter, d.opportunity_id
),

open_leads as (
    select
        p.quarter,
        l.*,
        case
            when cast(l.sql_at as date) <= p.last_on then 'sql'
            when cast(l.sal_at as date) <= p.last_on then 'sal'
            when cast(l.mql_at as date) <= p.last_on then 'mql'
            else 'lead'
        end as stage
    from wanted_periods as p
    inner join lead_journeys as l
        on
            p.last_on >= l.created_on
            and coalesce(p.last_on < cast(l.opportunity_at as date), l.opportunity_id is null)
            and coalesce(p.last_on < cast(l.left_at as date), true)
    where picked($regions, l.region) and picked($segments, l.segment)
),

records as (
    select
        d.quarter,
        'deal' as record,
        d.opportunity_id as record_id,
        d.name,
        cast(d.region as varchar) as region,
        cast(d.segment as varchar) as segment,
        coalesce(s.stage, cast(d.stage as varchar)) as stage,
        cast(d.amount as decimal(18, 2)) as amount
    from open_deals as d
    left join stages_then as s on d.quarter = s.quarter and d.opportunity_id = s.opportunity_id
    union all
    select
        quarter,
        'lead' as record,
        lead_id as record_id,
        name,
        cast(region as varchar) as region,
        cast(segment as varchar) as segment,
        stage,
        cast(null as decimal(18, 2)) as amount
    from open_leads
)

select * from records
order by quarter, record, record_id
