-- How far do leads get, by where they come from?
--
-- The cohort is the leads created in the period; each stage counts those of them that reached it by the data cut-off. Won and
-- conversion are of the whole cohort and repeat on each of its rows: to date, unless the days allowed are given; then leads that
-- have not had them yet count in neither. Every lead counts, also when several became one opportunity.
--
-- grain: one row per value of the dimension and stage, in order (dimension, stage)
-- by: all region segment source channel campaign month quarter
-- needs: leads
-- reads: lead_records
-- records: lead_records
-- drill: entered = count(*)
-- drill: won = count(*) filter (where is_won)
-- setting by varchar = source : all | region | segment | source | channel | campaign | month | quarter, what to group by
-- setting within_days integer = all : days that a lead has to be won, inclusive; all = to date
-- setting stage varchar = all : all | lead | mql | sal | sql | opportunity | won, the stage to show
-- column dimension  varchar value of what is grouped by
-- column stage      varchar lead, mql, sal, sql, opportunity or won
-- column entered    bigint  leads of the cohort that reached the stage, count
-- column won        bigint  leads of the cohort that were won, count
-- column conversion double  won ÷ leads of the cohort (the mature ones), ratio 0..1; null when there are none
with

by_stage as (
    select
        dimension,
        stage,
        count(*) as entered,
        count(*) filter (where is_won) as won,
        count(*) filter (where is_mature) as mature
    from lead_records
    group by dimension, stage
),

every_stage as (
    select
        b.dimension,
        s.stage_no,
        s.stage,
        cast(coalesce(sum(b.entered) filter (where b.stage = s.stage), 0) as bigint) as entered,
        cast(sum(b.won) filter (where b.stage = 'lead') as bigint) as won,
        cast(sum(b.mature) filter (where b.stage = 'lead') as bigint) as mature
    from by_stage as b
    cross join funnel_stages() as s
    where $stage = 'all' or s.stage = $stage
    group by b.dimension, s.stage_no, s.stage
),

stages as (
    select
        dimension,
        stage_no,
        stage,
        entered,
        won,
        ratio(won, mature) as conversion
    from every_stage
    where won is not null
)

select dimension, stage, entered, won, conversion from stages
order by dimension, stage_no
