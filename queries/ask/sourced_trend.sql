-- How does the share of pipeline that marketing sourced move?
--
-- Per quarter and rule: the opportunities created in it (basis won: won in it) that marketing sourced, and their share of the
-- amount of all of them. With all time asked for, also “all”.
--
-- grain: one row per quarter and rule (quarter, rule)
-- needs: opportunities
-- reads: periods sourced_counts
-- records: sourced_records
-- drill: opportunities = count(*) filter (where source_class = 'marketing')
-- drill: of = count(*)
-- drill: amount = coalesce(sum(amount) filter (where source_class = 'marketing'), 0)
-- drill: share = ratio(coalesce(sum(amount) filter (where source_class = 'marketing'), 0), sum(amount))
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting basis varchar = created : created | won, which deals count
-- setting rule varchar = all : crm_field | first_touch | before_sales | all, the rules to show
-- setting quarters integer = 8 : quarters of the trend
-- column quarter       varchar        the quarter, as 2026Q3, or "all"
-- column rule          varchar        how the source is decided
-- column opportunities bigint         opportunities that marketing sourced, count
-- column of            bigint         all opportunities, count
-- column amount        decimal(18, 2) amount of those that marketing sourced, reporting currency
-- column share         double         amount ÷ amount of all opportunities, ratio 0..1; null when there is no amount
with

rules as (
    select unnest(['before_sales', 'crm_field', 'first_touch']) as rule
),

points as (
    select
        p.quarter,
        r.rule
    from periods as p
    cross join rules as r
    where (p.is_asked or p.back <= $quarters) and ($rule = 'all' or r.rule = $rule)
),

counted as (
    select
        quarter,
        cast(rule as varchar) as rule,
        sum(deals) filter (where source_class = 'marketing') as opportunities,
        sum(deals) as of,
        sum(amount) filter (where source_class = 'marketing') as amount,
        sum(amount) as amount_of_all
    from sourced_counts
    where
        basis = $basis and happened(counts_on, $as_of)
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
    group by quarter, rule
),

by_quarter as (
    select
        p.quarter,
        p.rule,
        cast(coalesce(sum(c.opportunities), 0) as bigint) as opportunities,
        cast(coalesce(sum(c.of), 0) as bigint) as of,
        cast(coalesce(sum(c.amount), 0) as decimal(18, 2)) as amount,
        sum(c.amount_of_all) as amount_of_all
    from points as p
    left join counted as c on p.rule = c.rule and (p.quarter = c.quarter or p.quarter = 'all')
    group by p.quarter, p.rule
),

shares as (
    select
        quarter,
        rule,
        opportunities,
        of,
        amount,
        ratio(amount, amount_of_all) as share
    from by_quarter
)

select * from shares
order by quarter, rule
