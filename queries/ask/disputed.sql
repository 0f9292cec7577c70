-- Which deals do the two sides claim from each other?
--
-- Opportunities created in the period that marketing's rule and sales's rule give to different sources.
--
-- grain: one row per opportunity (opportunity_id)
-- needs: opportunities touches
-- reads: agreement_records
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column amount         decimal(18, 2) net amount
-- column marketing_says varchar        its source under marketing's rule
-- column sales_says     varchar        its source under sales's rule
-- column why            varchar        what each rule goes by, as a sentence
with

disputed_deals as (
    select
        opportunity_id,
        name,
        amount,
        marketing_says,
        sales_says,
        why
    from agreement_records
    where is_disputed
)

select * from disputed_deals
order by opportunity_id
