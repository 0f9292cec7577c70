-- Which campaigns return what they cost, whatever the model?
--
-- The campaigns of attribution_campaigns under every model: each opportunity created in the period (milestone won: won in it) is split over
-- the campaigns of its eligible touches. Return is (amount − spend) ÷ spend, with the spend of the period. Spend has a region but no segment:
-- with a segment picked there is none. A campaign that a model gives nothing stands with 0.
--
-- grain: one row per campaign, channel and model (campaign, channel, model)
-- needs: opportunities
-- reads: attribution_records campaign_spend
-- records: attribution_records
-- drill: credit = coalesce(sum(credit), 0)
-- drill: amount = coalesce(sum(amount), 0)
-- setting model varchar = all : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | all, the models to show
-- column campaign varchar        campaign of the touches, "(no campaign)" or "(no touch)"
-- column channel  varchar        channel of the touches
-- column model    varchar        how the amount is split
-- column credit   double         opportunities credited to it, sum of weights
-- column amount   decimal(18, 2) amount credited to it, reporting currency
-- column spend    decimal(18, 2) spent on it in the period, reporting currency; null when nothing is recorded
-- column roi      double         (amount − spend) ÷ spend; null when there is no spend
-- column lowest   double         its least return under any model shown; null when there is no spend
-- column highest  double         its highest return under any model shown; null when there is no spend
with

credited as (
    select
        campaign,
        channel,
        model,
        sum(credit) as credit,
        sum(amount) as amount
    from attribution_records
    group by campaign, channel, model
),

campaigns as (
    select campaign, channel from credited
    union
    select campaign, channel from campaign_spend
),

models as (
    select model
    from credited
    group by model
),

by_campaign as (
    select
        c.campaign,
        c.channel,
        m.model,
        coalesce(n.credit, 0) as credit,
        cast(coalesce(n.amount, 0) as decimal(18, 2)) as amount,
        cast(s.spend as decimal(18, 2)) as spend,
        ratio(coalesce(n.amount, 0) - s.spend, s.spend) as roi
    from campaigns as c
    cross join models as m
    left join credited as n on c.campaign = n.campaign and c.channel = n.channel and m.model = n.model
    left join campaign_spend as s on c.campaign = s.campaign and c.channel = s.channel
),

returns as (
    select
        *,
        min(roi) over (partition by campaign, channel) as lowest,
        max(roi) over (partition by campaign, channel) as highest
    from by_campaign
)

select * from returns
order by campaign, channel, model
