-- What was open on the last day of each quarter, and in which stage?
--
-- Deals opened and not closed by the last day of the quarter (or the data cut-off, when that is earlier), in the stage they were in
-- on that day; leads made by then that had neither become an opportunity nor ended.
--
-- grain: one row per quarter and record (quarter, record, record_id)
-- reads: periods deals deal_stages lead_ends
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting quarters integer = 0 : quarters of trend to add to what is asked for
-- column quarter   varchar        the quarter at whose end it was open, or "all"
-- column record    varchar        deal or lead
-- column record_id varchar        the opportunity or the lead
-- column segment   varchar        size segment
-- column stage     varchar        stage on that day
-- column amount    decimal(18, 2) amount of the deal; null for a lead
with

wanted_periods as (
    select quarter, last_on from periods
    where is_asked or back <= $quarters
),

open_deals as (
    select
        p.quarter,
        p.last_on,
        d.opportunity_id,
        d.segment,
        d.stage,
        d.amount
    from wanted_periods as p
    inner join deals as d
        on happened(d.created_on, p.last_on) and (d.state = 'open' or p.last_on < d.closed_on)
    where picked($regions, d.region) and picked($segments, d.segment) and picked($kinds, d.kind)
),

stages_then as (
    select
        d.quarter,
        d.opportunity_id,
        arg_max(s.stage, s.entry_no) as stage
    from open_deals as d
    inner join deal_stages as s
        on d.opportunity_id = s.opportunity_id and d.last_on >= cast(s.entered_at as date)
    group by d.quarter, d.opportunity_id
),

lead_days as (
    select
        lead_id,
        segment,
        created_on,
        mql_on,
        sal_on,
        sql_on,
        least(ended_on, opportunity_on) as closed_on
    from lead_ends
    where picked($regions, region) and picked($segments, segment) and (is_lead_only or opportunity_on is not null)
),

records as (
    select
        d.quarter,
        'deal' as record,
        d.opportunity_id as record_id,
        cast(d.segment as varchar) as segment,
        coalesce(s.stage, d.stage) as stage,
        cast(d.amount as decimal(18, 2)) as amount
    from open_deals as d
    left join stages_then as s on d.quarter = s.quarter and d.opportunity_id = s.opportunity_id
    union all
    select
        p.quarter,
        'lead' as record,
        l.lead_id as record_id,
        l.segment,
        case
            when l.sql_on <= p.last_on then 'sql'
            when l.sal_on <= p.last_on then 'sal'
            when l.mql_on <= p.last_on then 'mql'
            else 'lead'
        end as stage,
        cast(null as decimal(18, 2)) as amount
    from wanted_periods as p
    inner join lead_days as l on p.last_on >= l.created_on and happened(p.last_on + 1, l.closed_on)
)

select * from records
order by quarter, record, record_id
