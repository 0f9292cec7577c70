-- Which source does each side give to each deal?
--
-- Opportunities by the day they were created, with their source under the rule that marketing holds to and under the one that
-- sales holds to. Disputed: the two differ. Where no touch of any opportunity is known the two cannot be compared: no rows.
--
-- grain: one row per quarter and opportunity (quarter, opportunity_id)
-- needs: opportunities touches
-- reads: periods deals deal_sources deal_touches
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting marketing_rule varchar = first_touch : crm_field | first_touch | before_sales, the rule that marketing holds to
-- setting sales_rule varchar = crm_field : crm_field | first_touch | before_sales, the rule that sales holds to
-- setting quarters integer = 0 : quarters of trend to add to what is asked for
-- column quarter        varchar        the quarter it was created in, or "all"
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who buys
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column created_on     date           the day it was opened
-- column amount         decimal(18, 2) net amount
-- column marketing_says varchar        its source under marketing's rule
-- column sales_says     varchar        its source under sales's rule
-- column is_disputed    boolean        the two differ
-- column why            varchar        what each rule goes by, as a sentence
with

records as (
    select
        p.quarter,
        d.opportunity_id,
        d.name,
        d.account_name,
        cast(d.region as varchar) as region,
        cast(d.segment as varchar) as segment,
        d.created_on,
        cast(d.amount as decimal(18, 2)) as amount,
        cast(m.source_class as varchar) as marketing_says,
        cast(s.source_class as varchar) as sales_says,
        cast(m.source_class as varchar) <> cast(s.source_class as varchar) as is_disputed,
        concat(
            'Marketing: ', rule_says($marketing_rule, m.source_class, d.source),
            '; sales: ', rule_says($sales_rule, s.source_class, d.source), '.'
        ) as why
    from periods as p
    inner join deals as d on in_period(d.created_on, p.start_on, p.end_on) and happened(d.created_on, $as_of)
    inner join deal_sources as m on d.opportunity_id = m.opportunity_id and m.rule = $marketing_rule
    inner join deal_sources as s on d.opportunity_id = s.opportunity_id and s.rule = $sales_rule
    where
        (p.is_asked or p.back <= $quarters)
        and picked($regions, d.region) and picked($segments, d.segment) and picked($kinds, d.kind)
        and exists (select 1 from deal_touches)
)

select * from records
order by quarter, opportunity_id
