-- How likely is a deal or a lead in each stage to be won?
--
-- Of the deals that closed, and the leads that ended, in the year up to the quarter's last day: the share
-- that was won, among those that passed through the stage. All regions count, so that the values of regions sum to the total; kinds
-- count as picked. Stage "(any)" holds every such record once; segment "(all)" every segment.
--
-- grain: one row per quarter, record, stage and segment (quarter, record, stage, segment)
-- reads: periods deals deal_stages lead_journeys lead_ends
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting quarters integer = 0 : quarters of trend to add to what is asked for
-- column quarter  varchar the quarter at whose end it is looked at, or "all"
-- column record   varchar deal or lead
-- column stage    varchar the stage, or "(any)"
-- column segment  varchar the segment, or "(all)"
-- column resolved bigint  records that were resolved, count
-- column chance   double  won ÷ resolved, ratio 0..1
-- column low      double  lower end of its 95 % Wilson interval
-- column high     double  upper end of its 95 % Wilson interval
with

wanted_periods as (
    select
        *,
        cast(last_on + 1 - to_years(1) as date) as resolved_from
    from periods
    where is_asked or back <= $quarters
),

resolved_deals as (
    select
        p.quarter,
        'deal' as record,
        d.opportunity_id as record_id,
        cast(d.segment as varchar) as segment,
        d.state = 'won' as is_won
    from wanted_periods as p
    inner join deals as d on d.closed_on between p.resolved_from and p.last_on
    where d.state <> 'open' and picked($kinds, d.kind)
),

resolved_leads as (
    select
        p.quarter,
        'lead' as record,
        l.lead_id as record_id,
        cast(l.segment as varchar) as segment,
        e.is_won,
        l.mql_at is not null as was_mql,
        l.sal_at is not null as was_sal,
        l.sql_at is not null as was_sql
    from wanted_periods as p
    inner join lead_ends as e on e.ended_on between p.resolved_from and p.last_on
    inner join lead_journeys as l on e.lead_id = l.lead_id
),

stages_of_deals as (
    select opportunity_id, cast(stage as varchar) as stage from deal_stages
    group by opportunity_id, stage
),

passed as (
    select quarter, record, '(any)' as stage, segment, is_won from resolved_deals
    union all
    select d.quarter, d.record, s.stage, d.segment, d.is_won
    from resolved_deals as d
    inner join stages_of_deals as s on d.record_id = s.opportunity_id
    union all
    select quarter, record, '(any)' as stage, segment, is_won from resolved_leads
    union all
    select quarter, record, 'lead' as stage, segment, is_won from resolved_leads
    union all
    select quarter, record, 'mql' as stage, segment, is_won from resolved_leads where was_mql
    union all
    select quarter, record, 'sal' as stage, segment, is_won from resolved_leads where was_sal
    union all
    select quarter, record, 'sql' as stage, segment, is_won from resolved_leads where was_sql
),

chances as (
    select
        quarter,
        record,
        stage,
        coalesce(segment, '(all)') as segment,
        count(*) as resolved,
        ratio(count(*) filter (where is_won), count(*)) as chance,
        wilson_low(count(*) filter (where is_won), count(*)) as low,
        wilson_high(count(*) filter (where is_won), count(*)) as high
    from passed
    group by grouping sets ((quarter, record, stage, segment), (quarter, record, stage))
)

select * from chances
order by quarter, record, stage, segment
