-- Which channels brought the pipeline, under one model?
--
-- Each opportunity created in the period (milestone won: won in it) is split over its eligible touches: those inside the look-back,
-- of the people on the opportunity or of its account. Opportunities without one are the row "(no touch)", so that every model has
-- the same total. first, last, lead: all to the earliest touch, the latest before the milestone, the one that made the lead. linear:
-- the same to each; time_decay: half as much per half-life. In per cent to first, lead, opening, last, the rest: position 40, –, –,
-- 40, 20; u_hubspot 40, 40, –, –, 20; u_marketo 50, 50; w_hubspot 30, 30, 30, –, 10; w_marketo likewise, the rest only between the
-- three; full 22.5 each and 10. markov and shapley learn from all paths together and credit channels, not deals: attribution_markov and
-- attribution_shapley say how. Shares of time_decay are powers that no decimal number holds: those of a deal sum to 1 within 1e-9, its money to
-- the cent as under every model.
--
-- grain: one row per channel (channel)
-- needs: opportunities
-- reads: campaign_credits
-- records: attribution_records
-- drill: credit = sum(credit)
-- drill: amount = coalesce(sum(amount), 0)
-- when: model = markov then attribution_markov
-- when: model = shapley then attribution_shapley
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting model varchar = first : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley, how the amount is split
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
-- column channel varchar        channel of the touches
-- column credit  double         opportunities credited to it, sum of weights
-- column amount  decimal(18, 2) amount credited to it, reporting currency
with

summed as (
    select
        channel,
        sum(of_model(
            $model, first_credit, last_credit, lead_credit, linear_credit, position_credit, u_hubspot_credit,
            u_marketo_credit, w_hubspot_credit, w_marketo_credit, full_credit, time_decay_credit
        )) as credit,
        sum(of_model(
            $model, first_amount, last_amount, lead_amount, linear_amount, position_amount, u_hubspot_amount,
            u_marketo_amount, w_hubspot_amount, w_marketo_amount, full_amount, time_decay_amount
        )) as amount
    from campaign_credits
    where
        counts_for(milestone, $milestone) and in_period(counts_on, $start_on, $end_on) and happened(counts_on, $as_of)
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
    group by channel
),

by_channel as (
    select
        cast(channel as varchar) as channel,
        credit,
        cast(amount as decimal(18, 2)) as amount
    from summed
    where credit > 0
)

select * from by_channel
order by channel
