-- Who sources the pipeline, quarter by quarter, in each region and in each segment, under each rule?
--
-- Every source class’s share of the opportunities created in the period (basis won: won in it): of each quarter up to the one asked for, and
-- of each region and segment in the period asked for. The classes of one place sum to all of its deals under every rule.
--
-- grain: one row per dimension, place, rule and source class (dimension, place, rule, source_class)
-- needs: opportunities
-- reads: periods sourced_counts
-- records: sourced_records
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting basis varchar = created : created | won, which deals count
-- setting rule varchar = all : crm_field | first_touch | before_sales | all, the rules to show
-- setting quarters integer = 8 : quarters of the trend
-- column dimension     varchar        quarter, region or segment
-- column place         varchar        which quarter, region or segment
-- column rule          varchar        how the source is decided
-- column source_class  varchar        marketing, sales, partner or unknown
-- column opportunities bigint         opportunities of that source, count
-- column of            bigint         all opportunities of the place, count
-- column amount        decimal(18, 2) amount of that source, reporting currency
-- column share         double         amount ÷ amount of all of the place, ratio 0..1; null when there is no amount
with

counted_deals as (
    select
        counts_on,
        quarter,
        region,
        segment,
        rule,
        source_class,
        deals,
        amount
    from sourced_counts
    where
        basis = $basis and ($rule = 'all' or rule = $rule) and happened(counts_on, $as_of)
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
),

placed as (
    select 'quarter' as dimension, quarter as place, rule, source_class, deals, amount
    from counted_deals
    union all
    select
        unnest(['region', 'segment']) as dimension,
        unnest([cast(region as varchar), cast(segment as varchar)]) as place,
        rule,
        source_class,
        deals,
        amount
    from counted_deals
    where in_period(counts_on, $start_on, $end_on)
),

counted as (
    select
        dimension,
        place,
        cast(rule as varchar) as rule,
        cast(source_class as varchar) as source_class,
        sum(deals) as opportunities,
        coalesce(sum(amount), 0) as amount
    from placed
    group by dimension, place, rule, source_class
),

wholes as (
    select
        dimension,
        place,
        rule,
        sum(opportunities) as opportunities,
        sum(amount) as amount
    from counted
    group by dimension, place, rule
),

places as (
    select dimension, place
    from wholes
    where dimension <> 'quarter'
    group by dimension, place
    union all
    select 'quarter' as dimension, quarter as place
    from periods
    where back <= $quarters
),

cells as (
    select
        p.dimension,
        p.place,
        r.rule,
        c.source_class
    from places as p
    cross join (select unnest(['before_sales', 'crm_field', 'first_touch']) as rule) as r
    cross join (select unnest(['marketing', 'partner', 'sales', 'unknown']) as source_class) as c
    where $rule = 'all' or r.rule = $rule
),

shares as (
    select
        c.dimension,
        c.place,
        c.rule,
        c.source_class,
        cast(coalesce(n.opportunities, 0) as bigint) as opportunities,
        cast(coalesce(w.opportunities, 0) as bigint) as of,
        cast(coalesce(n.amount, 0) as decimal(18, 2)) as amount,
        ratio(coalesce(n.amount, 0), w.amount) as share
    from cells as c
    left join counted as n
        on
            c.dimension = n.dimension and c.place = n.place
            and c.rule = n.rule and c.source_class = n.source_class
    left join wholes as w on c.dimension = w.dimension and c.place = w.place and c.rule = w.rule
)

select * from shares
order by dimension, place, rule, source_class
