-- How much of the pipeline do the three rules of sourcing give to the same side?
--
-- Opportunities created in the period (basis won: won in it) that all three rules give to one source; by amount.
--
-- grain: one row
-- needs: opportunities
-- reads: sourced_counts
-- records: sourced_verdicts
-- drill: deals = count(*)
-- drill: agreed = count(*) filter (where is_agreed)
-- drill: disagreed = count(*) filter (where not is_agreed)
-- drill: amount = coalesce(sum(amount), 0)
-- drill: agreed_amount = coalesce(sum(amount) filter (where is_agreed), 0)
-- drill: share = ratio(coalesce(sum(amount) filter (where is_agreed), 0), sum(amount))
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting basis varchar = created : created | won, which deals count
-- column deals         bigint         opportunities, count
-- column agreed        bigint         of those, the ones on which the rules agree, count
-- column disagreed     bigint         of those, the others, count
-- column amount        decimal(18, 2) amount of all, reporting currency
-- column agreed_amount decimal(18, 2) amount on which the rules agree, reporting currency
-- column share         double         agreed_amount ÷ amount, ratio 0..1; null when there is no amount
with

agreement as (
    select
        cast(coalesce(sum(deals), 0) as bigint) as deals,
        cast(coalesce(sum(deals) filter (where is_agreed), 0) as bigint) as agreed,
        cast(coalesce(sum(deals) filter (where not is_agreed), 0) as bigint) as disagreed,
        cast(coalesce(sum(amount), 0) as decimal(18, 2)) as amount,
        cast(coalesce(sum(amount) filter (where is_agreed), 0) as decimal(18, 2)) as agreed_amount,
        ratio(coalesce(sum(amount) filter (where is_agreed), 0), sum(amount)) as share
    from sourced_counts
    where
        basis = $basis and rule = 'crm_field'
        and in_period(counts_on, $start_on, $end_on) and happened(counts_on, $as_of)
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
)

select * from agreement
order by deals
