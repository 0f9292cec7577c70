-- Which regions and segments does marketing source, under each rule?
--
-- Marketing’s share of the opportunities created in the period (basis won: won in it), for each region and for each segment. The deals
-- of all regions are those of all segments.
--
-- grain: one row per dimension, place and rule (dimension, place, rule)
-- needs: opportunities
-- reads: sourced_records
-- records: sourced_records
-- setting rule varchar = all : crm_field | first_touch | before_sales | all, the rules to show
-- column dimension     varchar        region or segment
-- column place         varchar        which region or segment
-- column rule          varchar        how the source is decided
-- column opportunities bigint         opportunities that marketing sourced, count
-- column of            bigint         all opportunities, count
-- column amount        decimal(18, 2) amount that marketing sourced, reporting currency
-- column share         double         amount ÷ amount of all opportunities, ratio 0..1; null when there is no amount
with

placed as (
    select 'region' as dimension, region as place, rule, source_class, amount
    from sourced_records
    union all
    select 'segment' as dimension, segment as place, rule, source_class, amount
    from sourced_records
),

shares as (
    select
        dimension,
        place,
        rule,
        count(*) filter (where source_class = 'marketing') as opportunities,
        count(*) as of,
        cast(coalesce(sum(amount) filter (where source_class = 'marketing'), 0) as decimal(18, 2)) as amount,
        ratio(coalesce(sum(amount) filter (where source_class = 'marketing'), 0), sum(amount)) as share
    from placed
    group by dimension, place, rule
)

select * from shares
order by dimension, place, rule
