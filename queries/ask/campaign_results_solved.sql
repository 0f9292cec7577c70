-- What did each campaign bring and cost, Markov and Shapley among the models?
--
-- As campaign_results, and the two models that credit channels, handed down to campaigns as solved_campaigns says. Channels that Shapley takes
-- together stand there as “Other channels”, with the spend of all of them; a campaign of another channel that a model gives nothing has 0.
--
-- grain: one row per campaign, channel and model (campaign, channel, model)
-- needs: opportunities
-- reads: rule_credits solved_campaigns campaign_spend
-- setting model varchar = all : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley | all, the models to show
-- column campaign varchar        campaign of the touches, "(no campaign)" or "(no touch)"
-- column channel  varchar        channel of the touches
-- column model    varchar        how the amount is split
-- column credit   double         opportunities credited to it, sum of weights
-- column amount   decimal(18, 2) amount credited to it, reporting currency
-- column spend    decimal(18, 2) spent on it in the period, reporting currency; null when nothing is recorded
with

credited as (
    select campaign, channel, model, credit, amount from rule_credits
    where credit > 0
    union all
    select campaign, channel, model, credit, amount from solved_campaigns
    where $model = 'all' or model = $model
),

models as (
    select
        model,
        max(case when model = 'shapley' and channel = 'Other channels' then 1 else 0 end) as takes_together
    from credited
    group by model
),

told as (
    select channel, model from credited
    group by channel, model
),

spent as (
    select
        s.campaign,
        case when m.takes_together = 1 and t.channel is null then 'Other channels' else s.channel end as channel,
        m.model,
        sum(s.spend) as spend
    from campaign_spend as s
    cross join models as m
    left join told as t on s.channel = t.channel and m.model = t.model
    group by all
),

campaigns as (
    select campaign, channel from credited
    union
    select campaign, channel from spent
),

channels as (
    select c.campaign, c.channel, m.model
    from campaigns as c
    cross join models as m
    left join told as t on c.channel = t.channel and m.model = t.model
    where t.channel is not null or (m.takes_together = 0 and c.channel <> 'Other channels')
),

results as (
    select
        c.campaign,
        c.channel,
        c.model,
        coalesce(n.credit, 0) as credit,
        cast(coalesce(n.amount, 0) as decimal(18, 2)) as amount,
        cast(s.spend as decimal(18, 2)) as spend
    from channels as c
    left join credited as n on c.campaign = n.campaign and c.channel = n.channel and c.model = n.model
    left join spent as s on c.campaign = s.campaign and c.channel = s.channel and c.model = s.model
)

select * from results
order by campaign, channel, model
