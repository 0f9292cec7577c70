-- Which side brought each deal?
--
-- Opportunities by the day they were created or, with basis won, the won ones by the day they closed; each has exactly one source
-- under each rule. crm_field: the lead source recorded on it. first_touch: the side of the earliest touch before it was opened,
-- inside the look-back. before_sales: marketing when a marketing touch, of any age, came before the first sales activity.
--
-- grain: one row per quarter, rule and opportunity (quarter, rule, opportunity_id)
-- needs: opportunities
-- reads: periods deals deal_sources
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting rule varchar = crm_field : crm_field | first_touch | before_sales | all, how the source is decided
-- setting basis varchar = created : created | won, which deals count
-- setting quarters integer = 0 : quarters of trend to add to what is asked for
-- column quarter        varchar        the quarter it counts in, or "all"
-- column rule           varchar        how the source was decided
-- column source_class   varchar        marketing, sales, partner or unknown
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who buys
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column source         varchar        lead source recorded on it
-- column state          varchar        open, won or lost
-- column created_on     date           the day it was opened
-- column closed_on      date           the day it closed; null while open
-- column amount         decimal(18, 2) net amount
with

eligible_deals as (
    select
        *,
        case when $basis = 'won' then closed_on else created_on end as counts_on
    from deals
    where
        picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
        and ($basis = 'created' or state = 'won')
),

records as (
    select
        p.quarter,
        cast(s.rule as varchar) as rule,
        cast(s.source_class as varchar) as source_class,
        d.opportunity_id,
        d.name,
        d.account_name,
        cast(d.region as varchar) as region,
        cast(d.segment as varchar) as segment,
        cast(d.source as varchar) as source,
        cast(d.state as varchar) as state,
        d.created_on,
        d.closed_on,
        cast(d.amount as decimal(18, 2)) as amount
    from periods as p
    inner join eligible_deals as d
        on in_period(d.counts_on, p.start_on, p.end_on) and happened(d.counts_on, $as_of)
    inner join deal_sources as s on d.opportunity_id = s.opportunity_id
    where (p.is_asked or p.back <= $quarters) and ($rule = 'all' or s.rule = $rule)
)

select * from records
order by quarter, rule, opportunity_id
