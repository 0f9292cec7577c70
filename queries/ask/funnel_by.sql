-- How far do leads get, by where they come from?
--
-- The cohort is the leads created in the period; each stage counts those of them that reached it by the data cut-off. Won and
-- conversion are of the whole cohort and repeat on each of its rows: to date, unless the days allowed are given; then leads that
-- have not had them yet count in neither. Every lead counts, also when several became one opportunity.
--
-- grain: one row per value of the dimension and stage, in order (dimension, stage)
-- by: all region segment source channel campaign month quarter
-- needs: leads
-- reads: lead_cohort
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

counts as (
    select
        dimension,
        count(created_on) as leads,
        count(mql_on) as mqls,
        count(sal_on) as sals,
        count(sql_on) as sqls,
        count(opportunity_on) as opportunities,
        count(won_on) as wins,
        count(created_on) filter (where is_won) as won,
        count(created_on) filter (where is_mature) as mature
    from lead_cohort
    group by dimension
),

stages as (
    select
        c.dimension,
        s.stage_no,
        s.stage,
        case s.stage
            when 'lead' then c.leads
            when 'mql' then c.mqls
            when 'sal' then c.sals
            when 'sql' then c.sqls
            when 'opportunity' then c.opportunities
            else c.wins
        end as entered,
        c.won,
        ratio(c.won, c.mature) as conversion
    from counts as c
    cross join funnel_stages() as s
    where c.leads > 0 and ($stage = 'all' or s.stage = $stage)
)

select dimension, stage, entered, won, conversion from stages
order by dimension, stage_no
