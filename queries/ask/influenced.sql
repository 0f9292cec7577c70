-- How much of the pipeline did each side touch?
--
-- Opportunities with at least one touch of the side inside the look-back before the milestone. A deal that both sides touched counts on
-- both: these shares do not add up to the whole, and one touch says nothing about who brought the deal.
--
-- grain: one row per side (side)
-- needs: opportunities touches
-- reads: evidence_counts
-- records: influenced_records
-- drill: opportunities = count(*) filter (where is_influenced)
-- drill: amount = coalesce(sum(amount) filter (where is_influenced), 0)
-- drill: of_opportunities = count(*)
-- drill: of_amount = coalesce(sum(amount), 0)
-- drill: share = ratio(coalesce(sum(amount) filter (where is_influenced), 0), sum(amount))
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
-- column side             varchar        marketing, sales or partner
-- column opportunities    bigint         opportunities that the side touched, count
-- column amount           decimal(18, 2) their amount, reporting currency
-- column of_opportunities bigint         all opportunities, count
-- column of_amount        decimal(18, 2) their amount, reporting currency
-- column share            double         amount / of_amount, ratio 0..1; null when there is no amount
with

touched as (
    select
        cast(sum(deals) as bigint) as of_opportunities,
        cast(coalesce(sum(amount), 0) as decimal(18, 2)) as of_amount,
        cast(sum(by_marketing) as bigint) as by_marketing,
        cast(sum(by_partner) as bigint) as by_partner,
        cast(sum(by_sales) as bigint) as by_sales,
        cast(coalesce(sum(marketing_amount), 0) as decimal(18, 2)) as marketing_amount,
        cast(coalesce(sum(partner_amount), 0) as decimal(18, 2)) as partner_amount,
        cast(coalesce(sum(sales_amount), 0) as decimal(18, 2)) as sales_amount
    from evidence_counts
    where
        milestone = $milestone and in_period(counts_on, $start_on, $end_on) and happened(counts_on, $as_of)
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
),

by_side as (
    select
        unnest(['marketing', 'partner', 'sales']) as side,
        unnest([by_marketing, by_partner, by_sales]) as opportunities,
        unnest([marketing_amount, partner_amount, sales_amount]) as amount,
        of_opportunities,
        of_amount
    from touched
    where of_opportunities > 0
),

shares as (
    select
        *,
        ratio(amount, of_amount) as share
    from by_side
)

select * from shares
order by side
