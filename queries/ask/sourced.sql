-- Who sourced the pipeline?
--
-- Every opportunity created in the period (basis won: won in it) has exactly one source under a rule, so the classes sum to all of
-- them. The share is by amount: amount of the class ÷ amount of all. A class that no opportunity has is left out.
--
-- grain: one row per source class (source_class)
-- needs: opportunities
-- reads: sourced_records
-- records: sourced_records
-- drill: opportunities = count(*)
-- drill: amount = coalesce(sum(amount), 0)
-- setting rule varchar = crm_field : crm_field | first_touch | before_sales, how the source is decided
-- column source_class  varchar        marketing, sales, partner or unknown
-- column opportunities bigint         opportunities of that source, count
-- column amount        decimal(18, 2) their amount, reporting currency
-- column share         double         amount ÷ amount of all classes, ratio 0..1; null when there is no amount
with

by_class as (
    select
        source_class,
        count(*) as opportunities,
        cast(coalesce(sum(amount), 0) as decimal(18, 2)) as amount
    from sourced_records
    group by source_class
),

shares as (
    select
        source_class,
        opportunities,
        amount,
        ratio(amount, sum(amount) over ()) as share
    from by_class
)

select * from shares
order by source_class
