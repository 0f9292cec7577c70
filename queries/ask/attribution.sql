-- Which channels brought the pipeline, under one model?
--
-- Each opportunity created in the period (milestone won: won in it) is split over its eligible touches: those inside the look-back,
-- of the people on the opportunity or of its account. Opportunities without one are the row "(no touch)", so that every model has
-- the same total. first, last, lead: all to the earliest touch, the latest before the milestone, the one that made the lead. linear:
-- the same to each; time_decay: half as much per half-life. In per cent to first, lead, opening, last, the rest: position 40, –, –,
-- 40, 20; u_hubspot 40, 40, –, –, 20; u_marketo 50, 50; w_hubspot 30, 30, 30, –, 10; w_marketo likewise, the rest only between the
-- three; full 22.5 each and 10. markov and shapley learn from all paths together and credit channels, not deals: attribution_markov and
-- attribution_shapley say how.
--
-- grain: one row per channel (channel)
-- needs: opportunities
-- reads: attribution_records
-- records: attribution_records
-- drill: credit = sum(credit)
-- drill: amount = coalesce(sum(amount), 0)
-- when: model = markov then attribution_markov
-- when: model = shapley then attribution_shapley
-- setting model varchar = first : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley, how the amount is split
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
