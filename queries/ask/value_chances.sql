-- How likely is a deal or a lead in each stage to be won?
--
-- Of the deals that closed, and the leads that ended, in the year up to the quarter's last day: the share
-- that was won, among those that passed through the stage. All regions count, so that the values of regions sum to the total; kinds
-- count as picked. Stage "(any)" holds every such record once; segment "(all)" every segment.
--
-- grain: one row per quarter, record, stage and segment (quarter, record, stage, segment)
-- reads: periods deals deal_stages lead_ends
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

stages_of_deals as (
    select opportunity_id, cast(stage as varchar) as stage from deal_stages
    where stay_no = 1
    union all
    select opportunity_id, '(any)' as stage from deals
),

passed_by_deals as (
    select
        p.quarter,
        'deal' as record,
        s.stage,
        cast(d.segment as varchar) as segment,
        d.state = 'won' as is_won,
        count(*) as records
    from wanted_periods as p
    inner join deals as d on d.closed_on between p.resolved_from and p.last_on
    inner join stages_of_deals as s on d.opportunity_id = s.opportunity_id
    where d.state <> 'open' and picked($kinds, d.kind)
    group by p.quarter, s.stage, d.segment, d.state
),

resolved_leads as (
    select
        p.quarter,
        e.segment,
        e.is_won,
        e.mql_on is not null as was_mql,
        e.sal_on is not null as was_sal,
        e.sql_on is not null as was_sql,
        count(*) as records
    from wanted_periods as p
    inner join lead_ends as e on e.ended_on between p.resolved_from and p.last_on
    group by p.quarter, e.segment, e.is_won, was_mql, was_sal, was_sql
),

passed_by_leads as (
    select
        l.quarter,
        'lead' as record,
        s.stage,
        l.segment,
        l.is_won,
        l.records
    from resolved_leads as l
    cross join (values ('(any)'), ('lead'), ('mql'), ('sal'), ('sql')) as s (stage)
    where case s.stage when 'mql' then l.was_mql when 'sal' then l.was_sal when 'sql' then l.was_sql else true end
),

passed as (
    select * from passed_by_deals
    union all
    select * from passed_by_leads
),

counts as (
    select
        quarter,
        record,
        stage,
        coalesce(segment, '(all)') as segment,
        cast(sum(records) as bigint) as resolved,
        cast(coalesce(sum(records) filter (where is_won), 0) as bigint) as won
    from passed
    group by grouping sets ((quarter, record, stage, segment), (quarter, record, stage))
),

chances as (
    select
        quarter,
        record,
        stage,
        segment,
        resolved,
        ratio(won, resolved) as chance,
        wilson_low(won, resolved) as low,
        wilson_high(won, resolved) as high
    from counts
)

select * from chances
order by quarter, record, stage, segment
