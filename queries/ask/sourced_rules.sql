-- Who sourced the pipeline, under each rule?
--
-- The same opportunities under the three rules, each of which gives every one of them exactly one source. The share is by amount;
-- its interval is Wilson’s, of as many deals of one size as the amounts are worth (Kish): one large deal says less than many small ones.
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
-- column of            bigint         all opportunities under the rule, count
-- column amount        decimal(18, 2) amount of that source, reporting currency
-- column share         double         amount ÷ amount of all classes under the rule, ratio 0..1; null when there is no amount
-- column low           double         lower end of its 95 % interval; null where it is no share
-- column high          double         upper end of its 95 % interval
with

by_class as (
    select
        rule,
        source_class,
        count(*) as opportunities,
        cast(coalesce(sum(amount), 0) as decimal(18, 2)) as amount,
        sum(cast(amount as double) * cast(amount as double)) as squares
    from sourced_records
    group by rule, source_class
),

wholes as (
    select
        rule,
        sum(opportunities) as opportunities,
        sum(amount) as amount,
        effective(sum(amount), sum(squares)) as worth
    from by_class
    group by rule
),

shares as (
    select
        c.rule,
        c.source_class,
        c.opportunities,
        cast(w.opportunities as bigint) as of,
        c.amount,
        ratio(c.amount, w.amount) as share,
        w.worth
    from by_class as c
    inner join wholes as w on c.rule = w.rule
),

intervals as (
    select
        rule,
        source_class,
        opportunities,
        of,
        amount,
        share,
        case when share between 0 and 1 then wilson_low(share * worth, worth) end as low,
        case when share between 0 and 1 then wilson_high(share * worth, worth) end as high
    from shares
)

select * from intervals
order by rule, source_class
