-- Which campaigns brought the pipeline under Markov or Shapley, and what did they cost?
--
-- Both models credit channels. What a channel earns is handed down to the campaigns of its touches as solved_campaigns says: in proportion to
-- what they earn under linear. Spend is that of the campaign and channel in the period: marketing's, with side all also
-- sales's. Spend has a region but no segment: with a segment picked there is none. Campaigns that were paid for and brought nothing stand
-- with a credit of 0. Channels that Shapley takes together stand as “Other channels”, with the spend of all of them.
--
-- grain: one row per campaign and channel (campaign, channel)
-- needs: opportunities
-- reads: solved_campaigns campaign_spend
-- records: attribution_solved_records
-- drill: credit = coalesce(sum(credit), 0)
-- drill: amount = coalesce(sum(amount), 0)
-- setting model varchar = markov : markov | shapley, how channels are credited
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
        channel,
        credit,
        amount
    from solved_campaigns
    where model = $model
),

told as (
    select channel from credited
    group by channel
),

together as (
    select count(*) as groups from told
    where channel = 'Other channels'
),

spent as (
    select
        s.campaign,
        case when g.groups > 0 and t.channel is null then 'Other channels' else s.channel end as channel,
        sum(s.spend) as spend
    from campaign_spend as s
    cross join together as g
    left join told as t on s.channel = t.channel
    group by all
),

by_campaign as (
    select
        coalesce(c.campaign, s.campaign) as campaign,
        coalesce(c.channel, s.channel) as channel,
        coalesce(c.credit, 0) as credit,
        cast(coalesce(c.amount, 0) as decimal(18, 2)) as amount,
        cast(s.spend as decimal(18, 2)) as spend
    from credited as c
    full join spent as s on c.campaign = s.campaign and c.channel = s.channel
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
