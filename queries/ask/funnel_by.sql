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

cohorts as (
    select
        dimension,
        count(*) filter (where is_won) as won,
        ratio(count(*) filter (where is_won), count(*) filter (where is_mature)) as conversion
    from lead_records
    where stage = 'lead'
    group by dimension
),

by_stage as (
    select
        dimension,
        stage,
        count(*) as entered
    from lead_records
    group by dimension, stage
),

every_stage as (
    select
        c.dimension,
        s.stage_no,
        s.stage,
        coalesce(b.entered, 0) as entered,
        c.won,
        c.conversion
    from cohorts as c
    cross join funnel_stages() as s
    left join by_stage as b on c.dimension = b.dimension and s.stage = b.stage
    where $stage = 'all' or s.stage = $stage
)

select dimension, stage, entered, won, conversion from every_stage
order by dimension, stage_no
