-- How many of each group's leads are too young to judge?
--
-- The cohort is the leads created in the period, grouped as in funnel_by. Immature: created fewer than the days allowed before the data cut-off,
-- so that more of them may still be won.
--
-- grain: one row per value of the dimension (dimension)
-- by: all region segment source channel campaign month quarter
-- needs: leads
-- reads: lead_cohort
-- records: lead_records
-- drill: entered = count(*) filter (where stage = 'lead')
-- drill: immature = count(*) filter (where stage = 'lead' and not is_mature)
-- setting by varchar = source : all | region | segment | source | channel | campaign | month | quarter, what to group by
-- setting within_days integer = 90 : days that a lead has to be won, inclusive; all = to date
-- column dimension varchar value of what is grouped by
-- column entered   bigint  leads of the cohort, count
-- column immature  bigint  of those, younger than the days allowed, count
with

groups as (
    select
        dimension,
        count(*) as entered,
        count(*) filter (where not is_mature) as immature
    from lead_cohort
    where created_on is not null
    group by dimension
)

select * from groups
order by dimension
