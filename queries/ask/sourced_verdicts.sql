-- On which deals do the three rules of sourcing disagree?
--
-- Opportunities created in the period (basis won: won in it) with the source that each rule gives them. The rules agree on a deal when all
-- three give it the same.
--
-- grain: one row per opportunity (opportunity_id)
-- needs: opportunities
-- reads: periods sourced_records
-- setting rule varchar = all : all, every rule is looked at
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who buys
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column state          varchar        open, won or lost
-- column amount         decimal(18, 2) net amount
-- column crm_field      varchar        its source as recorded
-- column first_touch    varchar        its source by the first touch
-- column before_sales   varchar        its source by what came before sales’ first activity
-- column is_agreed      boolean        all three give it the same source
with

asked as (
    select s.*
    from sourced_records as s
    inner join periods as p on s.quarter = p.quarter
    where p.is_asked
),

verdicts as (
    select
        r.opportunity_id,
        r.name,
        r.account_name,
        r.region,
        r.segment,
        r.state,
        r.amount,
        r.source_class as crm_field,
        f.source_class as first_touch,
        b.source_class as before_sales,
        r.source_class = f.source_class and r.source_class = b.source_class as is_agreed
    from asked as r
    inner join asked as f on r.opportunity_id = f.opportunity_id and f.rule = 'first_touch'
    inner join asked as b on r.opportunity_id = b.opportunity_id and b.rule = 'before_sales'
    where r.rule = 'crm_field'
)

select * from verdicts
order by opportunity_id
