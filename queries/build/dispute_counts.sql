-- How much of the pipeline do the two sides dispute, quarter by quarter?
--
-- Opportunities by the day they were opened, as “agreement_records” says; “all” stands for every one, whatever its day. Where no touch of any
-- opportunity is known the two rules cannot be compared: no rows. Additive over everything but the quarters.
--
-- grain: one row per quarter, region, segment and kind (quarter, region, segment, kind)
-- reads: deals deal_sources deal_touches
-- cut: as_of
-- param   as_of          date    last day counted
-- setting marketing_rule varchar = first_touch : crm_field | first_touch | before_sales, the rule that marketing holds to
-- setting sales_rule varchar = crm_field : crm_field | first_touch | before_sales, the rule that sales holds to
-- column quarter  varchar       fiscal quarter, or “all”
-- column region   enum          sales region
-- column segment  enum          size segment
-- column kind     enum          kind of opportunity
-- column deals    bigint        opportunities opened, count
-- column amount   decimal(18,2) their amount; null where none is known
-- column disputed decimal(18,2) amount of those that the two sides’ rules give to different sources
-- column squares  double        squares of their amounts, added up; null where none is known
with

known as (
    select count(*) as touches
    from deal_touches
),

compared as (
    select
        deals.created_quarter,
        deals.region,
        deals.segment,
        deals.kind,
        deals.amount,
        case when of_marketing.source_class <> of_sales.source_class then deals.amount else 0 end as disputed
    from deals
    inner join deal_sources as of_marketing
        on deals.opportunity_id = of_marketing.opportunity_id and of_marketing.rule = $marketing_rule
    inner join deal_sources as of_sales
        on deals.opportunity_id = of_sales.opportunity_id and of_sales.rule = $sales_rule
    inner join known on known.touches > 0
    where coalesce(deals.created_on <= $as_of, true)
),

placed as (
    select created_quarter as quarter, region, segment, kind, amount, disputed
    from compared
    where created_quarter is not null
    union all
    select 'all' as quarter, region, segment, kind, amount, disputed
    from compared
),

counts as (
    select
        quarter,
        region,
        segment,
        kind,
        count(*) as deals,
        cast(sum(amount) as decimal(18, 2)) as amount,
        cast(coalesce(sum(disputed), 0) as decimal(18, 2)) as disputed,
        sum(cast(amount as double) * cast(amount as double)) as squares
    from placed
    group by quarter, region, segment, kind
)

select * from counts
order by quarter, region, segment, kind
