-- Which channels brought the pipeline, under one model?
--
-- Each opportunity created in the period (milestone won: won in it) is split over its eligible touches: first gives all to the
-- earliest, last to the latest before the milestone, linear the same to each. Touches count inside the look-back, of the people
-- on the opportunity or of its account. Opportunities without one are the row "(no touch)", so that every model has the same total.
--
-- grain: one row per channel (channel)
-- needs: opportunities
-- reads: attribution_records
-- records: attribution_records
-- drill: credit = sum(credit)
-- drill: amount = coalesce(sum(amount), 0)
-- setting model varchar = first : first | last | linear, how the amount is split
-- column channel varchar        channel of the touches
-- column credit  double         opportunities credited to it, sum of weights
-- column amount  decimal(18, 2) amount credited to it, reporting currency
with

by_channel as (
    select
        channel,
        sum(credit) as credit,
        cast(coalesce(sum(amount), 0) as decimal(18, 2)) as amount
    from attribution_records
    group by channel
)

select * from by_channel
order by channel
