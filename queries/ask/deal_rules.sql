-- Which source does each rule give to this deal, and why?
--
-- The three rules of sourcing on one opportunity; a deal outside the regions picked is not shown.
--
-- grain: one row per rule (rule)
-- needs: opportunities
-- reads: deals deal_sources
-- param regions varchar[] regions picked; empty = all
-- setting opportunity_id varchar = none : the deal
-- column rule         varchar how the source is decided
-- column source_class varchar marketing, sales, partner or unknown
-- column why          varchar what the rule goes by
with

sources as (
    select
        cast(s.rule as varchar) as rule,
        cast(s.source_class as varchar) as source_class,
        rule_says(s.rule, s.source_class, d.source) as why
    from deals as d
    inner join deal_sources as s on d.opportunity_id = s.opportunity_id
    where d.opportunity_id = $opportunity_id and picked($regions, d.region)
)

select * from sources
order by rule
