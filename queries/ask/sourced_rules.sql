-- Who sourced the pipeline, under each rule?
--
-- The same opportunities under the three rules, each of which gives every one of them exactly one source. The share is by amount;
-- its interval is Wilson’s, of as many deals of one size as the amounts are worth (Kish): one large deal says less than many small ones.
--
-- grain: one row per rule and source class (rule, source_class)
-- needs: opportunities
-- reads: sourced_counts
-- records: sourced_records
-- drill: opportunities = count(*)
-- drill: amount = coalesce(sum(amount), 0)
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting basis varchar = created : created | won, which deals count
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
        cast(rule as varchar) as rule,
        cast(source_class as varchar) as source_class,
        cast(sum(deals) as bigint) as opportunities,
        cast(coalesce(sum(amount), 0) as decimal(18, 2)) as amount,
        sum(squares) as squares
    from sourced_counts
    where
        basis = $basis and ($rule = 'all' or rule = $rule)
        and in_period(counts_on, $start_on, $end_on) and happened(counts_on, $as_of)
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
    group by rule, source_class
),

wholes as (
    select
        rule,
        cast(sum(opportunities) as bigint) as of,
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
        w.of,
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
        money_share_low(share, worth) as low,
        money_share_high(share, worth) as high
    from shares
)

select * from intervals
order by rule, source_class
