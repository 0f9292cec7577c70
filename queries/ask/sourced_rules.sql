-- Who sourced the pipeline, under each rule?
--
-- The same opportunities under the three rules, each of which gives every one of them exactly one source. The share is by amount.
--
-- grain: one row per rule and source class (rule, source_class)
-- needs: opportunities
-- reads: sourced_records
-- records: sourced_records
-- drill: opportunities = count(*)
-- drill: amount = coalesce(sum(amount), 0)
-- setting rule varchar = all : crm_field | first_touch | before_sales | all, the rules to show
-- column rule          varchar        how the source is decided
-- column source_class  varchar        marketing, sales, partner or unknown
-- column opportunities bigint         opportunities of that source, count
-- column amount        decimal(18, 2) their amount, reporting currency
-- column share         double         amount ÷ amount of all classes under the rule, ratio 0..1; null when there is no amount
with

by_class as (
    select
        rule,
        source_class,
        count(*) as opportunities,
        cast(coalesce(sum(amount), 0) as decimal(18, 2)) as amount
    from sourced_records
    group by rule, source_class
),

shares as (
    select
        rule,
        source_class,
        opportunities,
        amount,
        ratio(amount, sum(amount) over (partition by rule)) as share
    from by_class
)

select * from shares
order by rule, source_class
