-- Which campaigns brought the pipeline, under one model, and what did they cost?
--
-- Each opportunity created in the period (milestone won: won in it) is split over the campaigns of its eligible touches; how the models
-- split is said under “attribution”. Spend is that of the campaign and channel in the period: marketing's, with side all also sales's.
-- Spend has a region but no segment: with a segment picked there is none. Campaigns that were paid for and brought nothing stand with
-- a credit of 0.
--
-- grain: one row per campaign and channel (campaign, channel)
-- needs: opportunities
-- reads: campaign_credits campaign_spend
-- records: attribution_records
-- drill: credit = coalesce(sum(credit), 0)
-- drill: amount = coalesce(sum(amount), 0)
-- when: model = markov then attribution_campaigns_solved
-- when: model = shapley then attribution_campaigns_solved
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting model varchar = first : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley, how the amount is split
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
-- column campaign varchar        campaign of the touches, "(no campaign)" or "(no touch)"
-- column channel  varchar        channel of the touches
-- column credit   double         opportunities credited to it, sum of weights
-- column amount   decimal(18, 2) amount credited to it, reporting currency
-- column spend    decimal(18, 2) spent on it in the period, reporting currency; null when nothing is recorded
-- column roi      double         (amount − spend) ÷ spend; null when there is no spend
with

credited as (
    select
        campaign,
        cast(channel as varchar) as channel,
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
    group by campaign, channel
),

earning as (
    select * from credited
    where credit > 0
),

by_campaign as (
    select
        coalesce(c.campaign, s.campaign) as campaign,
        coalesce(c.channel, s.channel) as channel,
        coalesce(c.credit, 0) as credit,
        cast(coalesce(c.amount, 0) as decimal(18, 2)) as amount,
        cast(s.spend as decimal(18, 2)) as spend
    from earning as c
    full join campaign_spend as s on c.campaign = s.campaign and c.channel = s.channel
),

returns as (
    select
        campaign,
        channel,
        credit,
        amount,
        spend,
        ratio(amount - spend, spend) as roi
    from by_campaign
)

select * from returns
order by campaign, channel
