-- How much did each side source, day by day, under each rule?
--
-- Every opportunity once under each rule: basis created on the day it was opened, basis won on the day it closed, of those won. The rules agree
-- on it when all three give it to the same side. Additive over everything but bases and rules.
--
-- grain: one row per basis, day, region, segment, kind, rule, source class and agreement (basis, counts_on, region, segment, kind, rule, source_class, is_agreed)
-- reads: deals deal_sources
-- column basis        varchar       created or won
-- column counts_on    date          day on which they count; null when not recorded
-- column quarter      varchar       quarter of that
-- column region       enum          sales region
-- column segment      enum          size segment
-- column kind         enum          kind of opportunity
-- column rule         enum          crm_field, first_touch or before_sales
-- column source_class enum          marketing, sales, partner or unknown
-- column is_agreed    boolean       all three rules give them to the same side
-- column deals        bigint        opportunities, count
-- column amount       decimal(18,2) their amount; null when none is recorded
-- column squares      double        sum of the squares of their amounts
with

verdicts as (
    select opportunity_id, min(cast(source_class as varchar)) = max(cast(source_class as varchar)) as is_agreed
    from deal_sources
    group by opportunity_id
),

bases as (
    select 'created' as basis, created_on as counts_on, created_quarter as quarter, opportunity_id from deals
    union all
    select 'won' as basis, closed_on as counts_on, closed_quarter as quarter, opportunity_id from deals
    where state = 'won'
),

counts as (
    select
        bases.basis,
        bases.counts_on,
        bases.quarter,
        deals.region,
        deals.segment,
        deals.kind,
        deal_sources.rule,
        deal_sources.source_class,
        verdicts.is_agreed,
        count(*) as deals,
        cast(sum(deals.amount) as decimal(18, 2)) as amount,
        sum(cast(deals.amount as double) * cast(deals.amount as double)) as squares
    from bases
    inner join deals on bases.opportunity_id = deals.opportunity_id
    inner join verdicts on bases.opportunity_id = verdicts.opportunity_id
    inner join deal_sources on bases.opportunity_id = deal_sources.opportunity_id
    group by
        bases.basis, bases.counts_on, bases.quarter, deals.region, deals.segment, deals.kind, deal_sources.rule,
        deal_sources.source_class, verdicts.is_agreed
)

select * from counts
order by basis, counts_on, region, segment, kind, rule, source_class, is_agreed
