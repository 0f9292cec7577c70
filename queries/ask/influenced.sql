-- How much of the pipeline did each side touch?
--
-- Opportunities with at least one touch of the side inside the look-back before the milestone. A deal that both sides touched counts on
-- both: these shares do not add up to the whole, and one touch says nothing about who brought the deal.
--
-- grain: one row per side (side)
-- needs: opportunities touches
-- reads: influenced_records
-- records: influenced_records
-- drill: opportunities = count(*) filter (where is_influenced)
-- drill: amount = coalesce(sum(amount) filter (where is_influenced), 0)
-- drill: of_opportunities = count(*)
-- drill: of_amount = coalesce(sum(amount), 0)
-- drill: share = ratio(coalesce(sum(amount) filter (where is_influenced), 0), sum(amount))
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
-- column side             varchar        marketing, sales or partner
-- column opportunities    bigint         opportunities that the side touched, count
-- column amount           decimal(18, 2) their amount, reporting currency
-- column of_opportunities bigint         all opportunities, count
-- column of_amount        decimal(18, 2) their amount, reporting currency
-- column share            double         amount / of_amount, ratio 0..1; null when there is no amount
with

by_side as (
    select
        side,
        count(*) filter (where is_influenced) as opportunities,
        cast(coalesce(sum(amount) filter (where is_influenced), 0) as decimal(18, 2)) as amount,
        count(*) as of_opportunities,
        cast(coalesce(sum(amount), 0) as decimal(18, 2)) as of_amount
    from influenced_records
    group by side
),

shares as (
    select
        *,
        ratio(amount, of_amount) as share
    from by_side
)

select * from shares
order by side
