-- What was promised for which quarter?
--
-- The loaded targets, quotas among them (metric bookings, in the reporting currency). A promise without a region is the company's.
--
-- grain: one row per quarter, metric and region (quarter, metric, region)
-- reads: targets
-- column quarter  varchar fiscal quarter, as 2026Q3
-- column metric   varchar what is promised, in lower case
-- column region   enum    region, else (company)
-- column target   double  promised value, in the unit of the metric
-- column giver    varchar who gives: marketing, sales or both; else (nobody)
-- column receiver varchar who receives; else (nobody)
with

named as (
    select
        upper(trim(quarter)) as quarter,
        lower(trim(metric)) as metric,
        coalesce(nullif(trim(region), ''), '(company)') as region,
        target,
        coalesce(nullif(lower(trim(giver)), ''), '(nobody)') as giver,
        coalesce(nullif(lower(trim(receiver)), ''), '(nobody)') as receiver
    from targets
),

promised as (
    select
        quarter,
        metric,
        region,
        max(target) as target,
        max(giver) as giver,
        max(receiver) as receiver
    from named
    group by quarter, metric, region
)

select * from promised
order by quarter, metric, region
