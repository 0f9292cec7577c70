-- Every opportunity has exactly one source under each rule, so that sourced shares add up to 100 %.
--
-- grain: one row
-- reads: deal_sources deals
-- column checked bigint  opportunities, once per rule
-- column failed  bigint  of those, with no source or several
-- column example varchar one of them; null when there is none
with

rules as (
    select rule from (values ('crm_field'), ('first_touch'), ('before_sales')) as names (rule)
),

counted as (
    select
        deals.opportunity_id,
        rules.rule,
        count(case when deal_sources.source_class in ('marketing', 'sales', 'partner', 'unknown') then 1 end) as classes
    from deals
    cross join rules
    left join deal_sources on deals.opportunity_id = deal_sources.opportunity_id and rules.rule = deal_sources.rule
    group by deals.opportunity_id, rules.rule
),

verdict as (
    select
        count(*) as checked,
        count(case when classes <> 1 then 1 end) as failed,
        min(case when classes <> 1 then concat(opportunity_id, ', ', rule) end) as example
    from counted
)

select * from verdict
