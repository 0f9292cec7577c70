-- What did each campaign cost?
--
-- Spend of the campaign and channel in the period: marketing's, with side all also sales's. Spend has a region but no segment: with a segment
-- picked there is none.
--
-- grain: one row per campaign and channel (campaign, channel)
-- needs: spend
-- reads: spend_months
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- setting side varchar = marketing : marketing | all, whose spend counts
-- column campaign varchar        the campaign
-- column channel  varchar        its channel
-- column spend    decimal(18, 2) spent on it, reporting currency
with

spent as (
    select
        campaign,
        cast(channel as varchar) as channel,
        cast(sum(amount) as decimal(18, 2)) as spend
    from spend_months
    where
        in_period(month_on, $start_on, $end_on) and month_on <= $as_of and ($side = 'all' or side = 'marketing')
        and len($segments) = 0 and picked($regions, region)
    group by campaign, channel
)

select * from spent
order by campaign, channel
