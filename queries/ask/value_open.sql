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

deal_days as (
    select
        opportunity_id,
        cast(segment as varchar) as segment,
        cast(stage as varchar) as stage,
        cast(amount as decimal(18, 2)) as amount,
        coalesce(created_on, cast('0001-01-01' as date)) as open_from,
        case when state = 'open' then cast('9999-12-31' as date) else closed_on end as open_until
    from deals
    where picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
),

stays as (
    select
        opportunity_id,
        cast(stage as varchar) as stage,
        cast(entered_at as date) as entered_on,
        coalesce(cast(left_at as date), cast('9999-12-31' as date)) as left_on
    from deal_stages
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
    inner join deal_days as d on p.last_on >= d.open_from and p.last_on < d.open_until
),

lead_days as (
    select
        lead_id,
        segment,
        created_on,
        mql_on,
        sal_on,
        sql_on,
        coalesce(least(ended_on, opportunity_on), cast('9999-12-31' as date)) as open_until
    from lead_ends
    where picked($regions, region) and picked($segments, segment) and (is_lead_only or opportunity_on is not null)
),

records as (
    select
        d.quarter,
        'deal' as record,
        d.opportunity_id as record_id,
        d.segment,
        coalesce(s.stage, d.stage) as stage,
        d.amount
    from open_deals as d
    left join stays as s
        on d.opportunity_id = s.opportunity_id and d.last_on >= s.entered_on and d.last_on < s.left_on
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
    inner join lead_days as l on p.last_on >= l.created_on and p.last_on < l.open_until
)

select * from records
order by quarter, record, record_id
