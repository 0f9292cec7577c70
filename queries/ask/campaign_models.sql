-- Which campaigns return what they cost, whatever the model?
--
-- The campaigns of attribution_campaigns under every model: each opportunity created in the period (milestone won: won in it) is split over
-- the campaigns of its eligible touches. Return is (amount − spend) ÷ spend, with the spend of the period. Spend has a region but no segment:
-- with a segment picked there is none. A campaign that a model gives nothing stands with 0. All are the models that share out deal by deal;
-- solved = yes adds Markov and Shapley. Channels that Shapley takes together stand there as “Other channels”, with the spend of all of them.
--
-- grain: one row per campaign, channel and model (campaign, channel, model)
-- needs: opportunities
-- reads: counted_days campaign_credits campaigns_if_solved campaign_spend
-- records: attribution_records
-- drill: credit = coalesce(sum(credit), 0)
-- drill: amount = coalesce(sum(amount), 0)
-- setting model varchar = all : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley | all, the models to show
-- setting solved varchar = no : no | yes, whether Markov and Shapley are among all models
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
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

added as (
    select
        c.campaign,
        cast(c.channel as varchar) as channel,
        sum(first_credit) as first_credit,
        sum(first_amount) as first_amount,
        sum(last_credit) as last_credit,
        sum(last_amount) as last_amount,
        sum(lead_credit) as lead_credit,
        sum(lead_amount) as lead_amount,
        sum(linear_credit) as linear_credit,
        sum(linear_amount) as linear_amount,
        sum(position_credit) as position_credit,
        sum(position_amount) as position_amount,
        sum(u_hubspot_credit) as u_hubspot_credit,
        sum(u_hubspot_amount) as u_hubspot_amount,
        sum(u_marketo_credit) as u_marketo_credit,
        sum(u_marketo_amount) as u_marketo_amount,
        sum(w_hubspot_credit) as w_hubspot_credit,
        sum(w_hubspot_amount) as w_hubspot_amount,
        sum(w_marketo_credit) as w_marketo_credit,
        sum(w_marketo_amount) as w_marketo_amount,
        sum(full_credit) as full_credit,
        sum(full_amount) as full_amount,
        sum(time_decay_credit) as time_decay_credit,
        sum(time_decay_amount) as time_decay_amount
    from campaign_credits as c
    inner join counted_days as d on c.day_no = d.day_no
    where counts_for(c.milestone, $milestone)
    group by c.campaign, c.channel
),

each as (
    select
        campaign,
        channel,
        unnest([
            'first', 'last', 'lead', 'linear', 'position', 'u_hubspot', 'u_marketo', 'w_hubspot', 'w_marketo',
            'full', 'time_decay'
        ]) as model,
        unnest([
            first_credit, last_credit, lead_credit, linear_credit, position_credit, u_hubspot_credit,
            u_marketo_credit, w_hubspot_credit, w_marketo_credit, full_credit, time_decay_credit
        ]) as credit,
        unnest([
            first_amount, last_amount, lead_amount, linear_amount, position_amount, u_hubspot_amount,
            u_marketo_amount, w_hubspot_amount, w_marketo_amount, full_amount, time_decay_amount
        ]) as amount
    from added
),

earned as (
    select campaign, channel, model, credit, amount from each
    where credit > 0
    union all
    select campaign, channel, model, credit, amount from campaigns_if_solved
),

credited as (
    select * from earned
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

by_campaign as (
    select
        c.campaign,
        c.channel,
        c.model,
        coalesce(n.credit, 0) as credit,
        cast(coalesce(n.amount, 0) as decimal(18, 2)) as amount,
        cast(s.spend as decimal(18, 2)) as spend,
        ratio(coalesce(n.amount, 0) - s.spend, s.spend) as roi
    from channels as c
    left join credited as n on c.campaign = n.campaign and c.channel = n.channel and c.model = n.model
    left join spent as s on c.campaign = s.campaign and c.channel = s.channel and c.model = s.model
),

spread as (
    select
        campaign,
        channel,
        min(roi) as lowest,
        max(roi) as highest
    from by_campaign
    group by campaign, channel
),

returns as (
    select
        b.*,
        s.lowest,
        s.highest
    from by_campaign as b
    inner join spread as s on b.campaign = s.campaign and b.channel = s.channel
)

select * from returns
order by campaign, channel, model
